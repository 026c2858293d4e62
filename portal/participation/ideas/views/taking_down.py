"""Staff write an idea down for somebody: at a village forum, the counter, the telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from flask import redirect, render_template, url_for

from portal.attachments import parcels
from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.policy import DESK
from portal.foundation.web import actor, forms_refused, open_to, undo
from portal.foundation.web.freshness import is_fresh
from portal.participation.ideas import services
from portal.participation.ideas.forms import TakenDownForm
from portal.participation.ideas.queries import similar
from portal.participation.ideas.services.loading import stage_for_staff
from portal.participation.ideas.terms import Channel
from portal.participation.ideas.views.door import Here, blueprint, here
from portal.participation.ideas.views.typed import choosable, idea_of, map_of

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@blueprint.get("/desk/projects/<int:number>/ideas/new")
@open_to(*DESK)
def new_taken_down(number: int) -> ResponseReturnValue:
    """The form, on one page."""
    form = TakenDownForm(formdata=None, form_id=str(uuid4()))
    form.channel.data = Channel.FORUM.value
    return _page(_admitted(number), form)


@blueprint.post("/desk/projects/<int:number>/ideas/new")
@open_to(*DESK, checks_form=True)
def take_idea_down(number: int) -> ResponseReturnValue:
    """Keep it, with the way it came."""
    place = _admitted(number)
    form = TakenDownForm()
    choosable(form)
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
        new = idea_of(form, Channel(form.channel.data))
        try:
            row = services.take_down(actor(), place.stage.id, new, at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
            undo()
        else:
            to = url_for(".idea_case", number=number, running=row.running, done="taken-down")
            return redirect(to, 303)
    return _page(place, form), 422


def _admitted(number: int) -> Here:
    at = clock.now()
    place = here(number, at)
    stage_for_staff(actor(), place.stage.id, at)
    return place


def _page(place: Here, form: TakenDownForm) -> str:
    choosable(form)
    typed = form.title.data or form.text.data
    return render_template(
        "ideas/take_down.html",
        where=place,
        form=form,
        similar=(
            similar.like(place.project.id, form.title.data or "", form.text.data or "")
            if typed
            else []
        ),
        photos=parcels.waiting(form.identifier()),
        **map_of(),
    )
