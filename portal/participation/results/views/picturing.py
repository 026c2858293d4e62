"""Photos of before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from flask import redirect, render_template, url_for

from portal.attachments import parcels
from portal.foundation import clock
from portal.foundation.errors import Forbidden, Invalid
from portal.foundation.web import actor, forms_refused, open_to, undo
from portal.foundation.web.freshness import is_fresh
from portal.participation.monitoring.policy import RECORDERS, may_record
from portal.participation.results import services
from portal.participation.results.forms import PhotosForm
from portal.participation.results.services.loading import NOT_YOURS
from portal.participation.results.views.desk import RECORD
from portal.participation.results.views.door import Here, blueprint, here

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@blueprint.get(f"{RECORD}/photos")
@open_to(*RECORDERS)
def photos(number: int) -> ResponseReturnValue:
    """The form."""
    return _page(_place(number), PhotosForm(formdata=None, form_id=str(uuid4())))


@blueprint.post(f"{RECORD}/photos")
@open_to(*RECORDERS, checks_form=True)
def add_photos(number: int) -> ResponseReturnValue:
    """Keep them, once, however often the form is sent."""
    place, form = _place(number), PhotosForm()
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
        form_id, shows, at = form.identifier(), form.shows(), clock.now()
        try:
            services.add_photos(actor(), place.project.id, form_id, shows, at=at)
        except Invalid as refusal:
            forms_refused(form, refusal)
            undo()
        else:
            return redirect(url_for(".record_result", number=number, done="saved"), 303)
    return _page(place, form), 422


@blueprint.post(f"{RECORD}/photos/<uuid:photo_id>/remove")
@open_to(*RECORDERS)
def remove_photo(number: int, photo_id: UUID) -> ResponseReturnValue:
    """Take one away."""
    services.remove_photo(actor(), _place(number).project.id, photo_id, at=clock.now())
    return redirect(url_for(".record_result", number=number, done="removed"), 303)


def _place(number: int) -> Here:
    place = here(number, clock.now())
    if not may_record(actor(), place.project.unit_id):
        raise Forbidden(NOT_YOURS)
    return place


def _page(place: Here, form: PhotosForm) -> str:
    waiting = parcels.waiting(form.identifier())
    return render_template("results/photos.html", where=place, form=form, photos=waiting)
