"""The diary: write an entry with photos; staff look at photos, or hide an entry with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from flask import redirect, render_template, url_for

from portal.attachments import parcels
from portal.foundation import clock
from portal.foundation.errors import Forbidden, Invalid, NotFound, SignInNeeded
from portal.foundation.i18n import lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import actor, forms_refused, open_to, undo
from portal.foundation.web.doing import is_done
from portal.foundation.web.freshness import is_fresh
from portal.participation.monitoring.policy import RECORDERS
from portal.participation.results.forms import WhyForm
from portal.participation.tasks import services
from portal.participation.tasks.forms import EntryForm
from portal.participation.tasks.queries import given
from portal.participation.tasks.queries.given import EntryLine
from portal.participation.tasks.services import NewEntry
from portal.participation.tasks.services.writing import may_write
from portal.participation.tasks.views.door import (
    RECORD,
    ROOT,
    Here,
    blueprint,
    here,
    recorded_here,
)

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@blueprint.get(f"{ROOT}/diary/new")
@open_to(*ANYONE)
def entry(number: int) -> ResponseReturnValue:
    """The form."""
    return _page(_writer(number), EntryForm(formdata=None, form_id=str(uuid4())))


@blueprint.post(f"{ROOT}/diary/new")
@open_to(*ANYONE, checks_form=True)
def write_entry(number: int) -> ResponseReturnValue:
    """Keep it, once, however often the form is sent."""
    place, form = _writer(number), EntryForm()
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
        has_photos = bool(parcels.waiting(form.identifier()))
        new = NewEntry(form.identifier(), form.text.data or "", has_photos)
        try:
            services.write(actor(), place.project.id, new, at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
            undo()
        else:
            return redirect(url_for(".together", number=number, done="written"), 303)
    return _page(place, form), 422


def _writer(number: int) -> Here:
    place = here(number, clock.now())
    if actor().person_id is None:
        raise SignInNeeded(lazy("Sign in to write in the diary."))
    if not may_write(actor(), place.project.id):
        raise Forbidden(lazy("Whoever has a place on a task writes here."))
    return place


def _page(place: Here, form: EntryForm) -> str:
    photos = parcels.waiting(form.identifier())
    return render_template("tasks/entry.html", where=place, form=form, photos=photos)


@blueprint.get(f"{RECORD}/diary/<int:entry_id>")
@open_to(*RECORDERS)
def one_entry(number: int, entry_id: int) -> ResponseReturnValue:
    """One entry, to look at its photos or to hide it."""
    return _entry_page(number, entry_id, WhyForm(formdata=None))


@blueprint.post(f"{RECORD}/diary/<int:entry_id>/photos")
@open_to(*RECORDERS)
def show_diary_photos(number: int, entry_id: int) -> ResponseReturnValue:
    """Let everyone see its photos."""
    services.show_photos(actor(), _line(number, entry_id)[1].id, at=clock.now())
    return redirect(url_for(".record_tasks", number=number, done="photos"), 303)


@blueprint.post(f"{RECORD}/diary/<int:entry_id>/hide")
@open_to(*RECORDERS, checks_form=True)
def hide_entry(number: int, entry_id: int) -> ResponseReturnValue:
    """Hide it, with a reason."""
    line, form = _line(number, entry_id)[1], WhyForm()
    why = form.why.data or ""
    if is_done(form, lambda at: services.hide_entry(actor(), line.id, why, at=at)):
        return redirect(url_for(".record_tasks", number=number, done="hidden"), 303)
    return _entry_page(number, entry_id, form), 422


def _line(number: int, entry_id: int) -> tuple[Here, EntryLine]:
    place = recorded_here(number)
    for line in given.entries(place.project.id, staff=True):
        if line.id == entry_id:
            return place, line
    raise NotFound(lazy("There is no such entry."))


def _entry_page(number: int, entry_id: int, form: WhyForm) -> str:
    place, line = _line(number, entry_id)
    return render_template("tasks/one_entry.html", where=place, entry=line, form=form)
