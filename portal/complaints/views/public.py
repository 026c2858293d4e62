"""What anyone may read: list, map and one page a complaint."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import render_template, request, url_for

from portal.attachments.addresses import period
from portal.complaints.forms.public import PublicFilters
from portal.complaints.lifecycle import STATE_WORDS
from portal.complaints.queries import choices, public, public_page
from portal.complaints.queries.public import Wanted
from portal.complaints.views.door import blueprint
from portal.foundation import clock
from portal.foundation.errors import NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import open_to, tagged, unchanged
from portal.municipalities.queries import public_version
from portal.places import hexagons, hexmap
from portal.places import queries as places

if TYPE_CHECKING:
    from datetime import datetime

    from flask.typing import ResponseReturnValue

FILTER_NAMES = ("text", "category", "area", "state", "cell")


@blueprint.get("/complaints")
@open_to(*ANYONE)
def public_list() -> ResponseReturnValue:
    """Public complaints, newest first."""
    at = clock.now()
    kept = unchanged(public_version(), _minute(at))
    if kept is not None:
        return kept
    form, wanted = _asked()
    here = _chosen()
    page = public.newest(wanted, request.args.get("from"), at)
    return tagged(
        render_template(
            "complaints/public_list.html",
            form=form,
            page=page,
            prefix=f"{url_for('.public_list')}/",
            state_words=STATE_WORDS,
            views=_views(here, "list"),
            tags=_tags(form, here),
            clear=url_for(".public_list"),
            address=lambda cursor: _address(".public_list", {**here, "from": cursor}),
            asked=bool(here),
        )
    )


@blueprint.get("/map")
@open_to(*ANYONE)
def public_map() -> ResponseReturnValue:
    """The same complaints counted in hexagons."""
    kept = unchanged(public_version())
    if kept is not None:
        return kept
    form, wanted = _asked()
    here = _chosen()
    drawing = hexmap.draw(places.ground(), public.cells(wanted))
    return tagged(
        render_template(
            "complaints/public_map.html",
            form=form,
            map=drawing,
            prefix=_address(".public_list", {**here, "cell": ""}, tail="cell="),
            views=_views(here, "map"),
            tags=_tags(form, here),
            clear=url_for(".public_map"),
            counted=public.COUNTED if wanted.needs_rows else None,
        )
    )


@blueprint.get("/complaints/<int:year>/<int:running>")
@open_to(*ANYONE)
def public_case(year: int, running: int) -> ResponseReturnValue:
    """One complaint as anyone may read it."""
    at = clock.now()
    known = public_page.head(year, running)
    if known is None:
        raise NotFound(lazy("There is no such complaint, or it is not public."))
    kept = unchanged(known.version, period(at), _minute(at))
    if kept is not None:
        return kept
    if not known.is_shown:
        return tagged(render_template("complaints/public_waiting.html", year=year, running=running))
    case = public_page.read(known, at)
    ground = places.ground()
    pin = hexmap.locate(ground, case.lat, case.lon) if case.lat and case.lon else None
    return tagged(
        render_template(
            "complaints/public_case.html",
            case=case,
            at=at,
            state_words=STATE_WORDS,
            map=pin,
        )
    )


def _minute(at: datetime) -> int:
    """Pages that say how late something is change by themselves, at most every ten minutes."""
    return int(at.timestamp()) // 600


def _asked() -> tuple[PublicFilters, Wanted]:
    form = PublicFilters(request.args)
    form.category.choices = choices.category_choices(lazy("All"))
    form.area.choices = choices.area_choices(lazy("All"))
    wanted = Wanted(
        text=(form.text.data or "").strip()[:200],
        category_id=_number(form.category.data),
        area_id=_number(form.area.data),
        is_open={"open": True, "done": False}.get(form.state.data or ""),
        cell=hexagons.named(request.args.get("cell", "")),
    )
    return form, wanted


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 18 else None  # noqa: PLR2004 - fits 64 bits


def _chosen() -> dict[str, str]:
    """The filters of this address, as they stand in it."""
    return {name: request.args[name] for name in FILTER_NAMES if request.args.get(name)}


def _address(endpoint: str, chosen: dict[str, str], tail: str = "") -> str:
    query = urlencode({name: value for name, value in chosen.items() if value})
    parts = "&".join(filter(None, (query, tail)))
    return f"{url_for(endpoint)}?{parts}" if parts else url_for(endpoint)


def _views(here: dict[str, str], current: str) -> list[tuple[object, str, bool]]:
    return [
        (lazy("List"), _address(".public_list", here), current == "list"),
        (lazy("Map"), _address(".public_map", {**here, "cell": ""}), current == "map"),
    ]


def _tags(form: PublicFilters, here: dict[str, str]) -> list[tuple[object, str]]:
    """Each chosen filter in words, with the address of the page without it."""
    found: list[tuple[object, str]] = []
    for name, value in here.items():
        without = _address(request.endpoint or "", {**here, name: ""})
        if name == "cell":
            found.append((lazy("One hexagon of the map"), without))
        elif name == "text":
            found.append((f"“{value}”", without))
        else:
            words = dict(form[name].choices).get(value)
            if words:
                found.append((words, without))
    return found
