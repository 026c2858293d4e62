"""A resident reports what they saw on the site."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from flask import current_app, redirect, render_template, url_for

from portal.attachments import parcels
from portal.complaints.queries import choices
from portal.complaints.services import Place
from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import actor, forms_refused, open_to, sender, undo
from portal.foundation.web.freshness import is_fresh
from portal.participation.monitoring import services
from portal.participation.monitoring.forms import InspectionForm
from portal.participation.monitoring.services import NewInspection
from portal.participation.monitoring.terms import Check
from portal.participation.monitoring.views.door import Here, blueprint, here
from portal.participation.projects import services as projects
from portal.participation.projects.terms import Tool
from portal.places import queries as places

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@blueprint.get("/projects/<int:number>/monitoring/inspect")
@open_to(*ANYONE)
def inspect(number: int) -> ResponseReturnValue:
    """The form."""
    return _page(_admitted(number), InspectionForm(formdata=None, form_id=str(uuid4())))


@blueprint.post("/projects/<int:number>/monitoring/inspect")
@open_to(*ANYONE, checks_form=True)
def file_inspection(number: int) -> ResponseReturnValue:
    """Keep it, once, however often the form is sent."""
    place = _admitted(number)
    form = InspectionForm()
    _choosable(form)
    if not is_fresh(form):
        return _page(place, form), 422
    parcel = parcels.opened()
    if parcels.wants_removal():
        parcels.remove(form.identifier())
        return _page(place, form)
    refused = parcels.keep(form.identifier(), parcel)
    is_sound = form.validate()
    form.photos.errors = list(refused)
    if is_sound and not refused:
        try:
            services.inspect(actor(), place.stage.id, _told(form), who=sender(), at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
            undo()
        else:
            return redirect(url_for(".board", number=number, done="sent"), 303)
    return _page(place, form), 422


def _admitted(number: int) -> Here:
    at = clock.now()
    place = here(number, at)
    projects.admit(actor(), place.stage.id, Tool.MONITORING, at)
    return place


def _choosable(form: InspectionForm) -> None:
    form.area.choices = offered(choices.area_choices(lazy("Choose an area")))


def _told(form: InspectionForm) -> NewInspection:
    lat, lon = form.point() or (None, None)
    return NewInspection(
        form.identifier(),
        form.chosen(),
        form.text.data or "",
        form.findings.data or "",
        form.marks(),
        Place(lat, lon, None, form.landmark.data or ""),
    )


def _page(place: Here, form: InspectionForm) -> str:
    _choosable(form)
    config = current_app.config["PORTAL"]
    box = places.ground().box
    return render_template(
        "monitoring/inspect.html",
        where=place,
        form=form,
        checks=[form[f"check_{check}"] for check in Check],
        photos=parcels.waiting(form.identifier()),
        tiles=config.tile_address,
        attribution=config.tile_attribution,
        centre=((box.south + box.north) / 2, (box.west + box.east) / 2) if box else None,
    )
