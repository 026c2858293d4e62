"""What anyone may read: list, map and one page a complaint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.attachments.addresses import period
from portal.complaints.asking import queries as asking
from portal.complaints.lifecycle import STATE_WORDS
from portal.complaints.numbering import formatted
from portal.complaints.queries import public, public_page
from portal.complaints.queries.public import Wanted
from portal.complaints.views.door import blueprint
from portal.complaints.views.public_filters import (
    DAYS,
    address_of,
    asked,
    chosen,
    tags_of,
    views_of,
)
from portal.foundation import clock
from portal.foundation.errors import NotFound
from portal.foundation.i18n import language, lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import open_to, profile, tagged, unchanged
from portal.municipalities.queries import public_version
from portal.places import hexmap
from portal.places import queries as places

if TYPE_CHECKING:
    from datetime import datetime

    from flask.typing import ResponseReturnValue

LONGEST_NAMED = 15


@blueprint.get("/complaints")
@open_to(*ANYONE)
def public_list() -> ResponseReturnValue:
    """Public complaints, newest first."""
    at = clock.now()
    kept = unchanged(public_version(), _minute(at))
    if kept is not None:
        return kept
    form, wanted = asked()
    here = chosen()
    page = public.newest(wanted, request.args.get("from"), at)
    return tagged(
        render_template(
            "complaints/public_list.html",
            form=form,
            page=page,
            prefix=f"{url_for('.public_list')}/",
            state_words=STATE_WORDS,
            views=views_of(here, "list"),
            tags=tags_of(form, here),
            clear=url_for(".public_list"),
            address=lambda cursor: address_of(".public_list", {**here, "from": cursor}),
            asked=wanted != Wanted(),
            cell=here.get("cell"),
            days={name: here[name] for name in DAYS if name in here},
            at=at,
        )
    )


@blueprint.get("/complaints/<int:year>/<int:running>")
@open_to(*ANYONE)
def public_case(year: int, running: int) -> ResponseReturnValue:
    """One complaint as anyone may read it."""
    at = clock.now()
    if request.if_none_match:  # whoever has the page already is answered after one short question
        version = public_page.version_of(year, running)
        if version is not None and (kept := unchanged(version, period(at), _minute(at))):
            return kept
    known = public_page.head(year, running)
    if known is None:
        raise NotFound(lazy("There is no such complaint, or it is not public."))
    if kept := unchanged(known.version, period(at), _minute(at)):
        return kept
    if known.first_id is not None:
        return _to_first(known.first_id, year, running)
    if not known.is_shown:
        return tagged(render_template("complaints/public_waiting.html", year=year, running=running))
    case = public_page.read(known, at)
    ground = places.ground()
    return tagged(
        render_template(
            "complaints/public_case.html",
            case=case,
            complaint_id=known.row.id,
            at=at,
            state_words=STATE_WORDS,
            merged_number=_merged_number(request.args.get("merged", "")),
            answers=asking.answers_of(known.row.id, public_only=True),
            map=hexmap.locate(ground, *case.point) if case.point and ground.box else None,
        )
    )


def _to_first(first_id: int, year: int, running: int) -> ResponseReturnValue:
    """The page of a merged complaint leads to the one in which it goes on."""
    number = public_page.number_of(first_id)
    if number is None:
        return render_template("complaints/public_merged.html", year=year, running=running)
    merged = f"{year}-{running}"
    to = url_for(".public_case", year=number[0], running=number[1], merged=merged)
    return redirect(to, 302)


def _merged_number(named: str) -> str:
    """The register number of the page that led here; nothing for nonsense in the address."""
    year, _dash, running = named.partition("-")
    if not (year.isascii() and year.isdecimal() and running.isascii() and running.isdecimal()):
        return ""
    if len(named) > LONGEST_NAMED:
        return ""
    letters = profile().letters.here
    return formatted(letters, int(year), int(running), language())


def _minute(at: datetime) -> int:
    """Pages that say how late something is change by themselves, at most every ten minutes."""
    return int(at.timestamp()) // 600
