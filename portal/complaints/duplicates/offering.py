"""While somebody files: what lies open near the place, and the choice to follow it instead."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from flask import jsonify, render_template, request, url_for

from portal.complaints.duplicates import looking
from portal.complaints.duplicates.looking import Nearby, Spot
from portal.complaints.following import services as following
from portal.complaints.following.forms import FollowForm
from portal.complaints.following.services import Following
from portal.complaints.following.views import kept
from portal.complaints.forms.filing import FilingForm
from portal.complaints.views import uploads
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import is_fresh
from portal.foundation import clock
from portal.foundation.errors import Invalid, PortalError
from portal.foundation.i18n import lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import actor, forms_refused, open_to, sender, undo

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

Drawn = tuple[str, int]
SEEN = "near_seen"
"""Under this name a form carries which complaints were shown and passed over."""
LONGEST = 19


def step(form: FilingForm) -> Drawn | None:
    """The page before the check page that shows what is open near; None where nothing new is."""
    point = form.point()
    if point is None:
        return None
    near = looking.offered(Spot(*point, form.category_id(), form.text.data or ""))
    seen = set(request.form.get(SEEN, "").split(","))
    if all(str(line.id) in seen for line in near):
        return None
    return _drawn("duplicates/near.html", form, near=near), 200


@blueprint.app_template_global("near_seen")
def near_seen() -> str:
    """Which complaints this form has shown and passed over already."""
    numbers = request.form.get(SEEN, "")[:200].split(",")
    return ",".join(each for each in numbers if each.isascii() and each.isdecimal())


@blueprint.get("/report/near")
@open_to(*ANYONE)
def near() -> ResponseReturnValue:
    """What is open near a place, as a part of the form, for its script."""
    spot = _asked()
    lines = looking.offered(spot) if spot else []
    html = render_template("duplicates/part.html", near=lines) if lines else ""
    return jsonify(html=html)


@blueprint.post("/report/follow")
@open_to(*ANYONE, checks_form=True)
def follow_instead() -> ResponseReturnValue:
    """“This is mine too”: where notices go, and whether what was typed is added."""
    filing = FilingForm()
    line = _chosen(filing)
    if line is None:
        return _gone(filing), 409
    form = FollowForm(formdata=None, notices_to=filing.email.data or "", follow_id=str(uuid4()))
    return _drawn("duplicates/follow.html", filing, follow=form, line=line)


@blueprint.post("/report/follow/sure")
@open_to(*ANYONE, checks_form=True)
def follow_for_sure() -> ResponseReturnValue:
    """Follow it; nothing is filed."""
    filing, form = FilingForm(), FollowForm()
    line = _chosen(filing)
    if line is None:
        return _gone(filing), 409
    refusal: object = ""
    if is_fresh(form) and form.validate():
        adds = bool(form.adds.data)
        asked = Following(
            form_id=filing.identifier(),
            language="en" if filing.answers_in.data == "en" else "th",
            email=form.notices_to.data or "",
            words=(filing.text.data or "") if adds else "",
            with_photos=adds,
        )
        try:
            return kept(following.follow(actor(), line.id, asked, who=sender(), at=clock.now()))
        except Invalid as wrong:
            forms_refused(form, wrong)
        except PortalError as wrong:
            refusal = wrong.message
    undo()
    drawn = _drawn("duplicates/follow.html", filing, follow=form, line=line, refusal=refusal)
    return drawn, 422


def _chosen(form: FilingForm) -> Nearby | None:
    """The complaint of the pressed button, if it is still open, public and near."""
    point, typed = form.point(), request.form.get("first", "")
    if point is None or not _is_number(typed):
        return None
    near = looking.offered(Spot(*point, form.category_id(), form.text.data or ""))
    return next((line for line in near if line.id == int(typed)), None)


def _gone(form: FilingForm) -> str:
    """The complaint was closed meanwhile: what was typed is kept, and can be filed."""
    refusal = lazy("That complaint can no longer be followed. File yours: nothing was lost.")
    return _drawn("duplicates/near.html", form, near=[], refusal=refusal)


def _drawn(template: str, form: FilingForm, **more: object) -> str:
    return render_template(
        template,
        form=form,
        photos=uploads.waiting(form.identifier()),
        check=url_for("complaints.check"),
        **{"refusal": "", **more},
    )


def _asked() -> Spot | None:
    """The place and category of an address, never words; None where they make no sense."""
    category = request.args.get("category", "")
    try:
        lat, lon = float(request.args.get("lat", "")), float(request.args.get("lon", ""))
    except ValueError:
        return None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180) or not _is_number(category):  # noqa: PLR2004 - degrees
        return None
    return Spot(lat, lon, int(category), "")


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdecimal() and len(typed) < LONGEST
