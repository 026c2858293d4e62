"""Propose an idea in two short steps; what is like it is shown in between."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from flask import redirect, render_template, session, url_for

from portal.attachments import parcels
from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.policy import ANYONE
from portal.foundation.thai import language_of
from portal.foundation.web import actor, forms_refused, open_to, sender, undo
from portal.foundation.web.freshness import is_fresh
from portal.participation.ideas import services
from portal.participation.ideas.forms import IdeaForm
from portal.participation.ideas.queries import reading, similar
from portal.participation.ideas.queries.ruling import rules_of
from portal.participation.ideas.services.checking import words_wrong
from portal.participation.ideas.terms import Standing
from portal.participation.ideas.views.door import Here, blueprint, here
from portal.participation.ideas.views.typed import choosable, idea_of, map_of
from portal.participation.projects import services as projects
from portal.participation.projects.terms import Tool

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

SENT = "idea_sent"
"""Under this name the browser's session keeps which idea it sent last."""
FIRST = ("title", "text", "category")
"""The fields of the first step."""


@blueprint.get("/projects/<int:number>/ideas/new")
@open_to(*ANYONE)
def new_idea(number: int) -> ResponseReturnValue:
    """The first step: what, why, and what it is about."""
    return first_step(_admitted(number), IdeaForm(formdata=None, form_id=str(uuid4())))


@blueprint.post("/projects/<int:number>/ideas/new/change")
@open_to(*ANYONE, checks_form=True)
def change_idea(number: int) -> ResponseReturnValue:
    """Back to the first step, with everything in it."""
    return first_step(_admitted(number), IdeaForm())


@blueprint.post("/projects/<int:number>/ideas/new")
@open_to(*ANYONE, checks_form=True)
def continue_idea(number: int) -> ResponseReturnValue:
    """The second step: what is like it already, where it is, photos."""
    place = _admitted(number)
    form = IdeaForm()
    choosable(form)
    if not is_fresh(form):
        return first_step(place, form), 422
    for name in FIRST:
        form[name].validate(form)
    if not any(form[name].errors for name in FIRST):
        wrong = words_wrong(form.title.data or "", form.text.data or "")
        if wrong:
            forms_refused(form, Invalid(fields=wrong))
    if any(form[name].errors for name in FIRST):
        return first_step(place, form), 422
    return second_step(place, form)


@blueprint.post("/projects/<int:number>/ideas")
@open_to(*ANYONE, checks_form=True)
def file_idea(number: int) -> ResponseReturnValue:
    """Keep it, once, however often the form is sent."""
    place = _admitted(number)
    form = IdeaForm()
    choosable(form)
    if not is_fresh(form):
        return second_step(place, form), 422
    parcel = parcels.opened()
    if parcels.wants_removal():
        parcels.remove(form.identifier())
        return second_step(place, form)
    refused = parcels.keep(form.identifier(), parcel)
    is_sound = form.validate()
    form.photos.errors = list(refused)
    if is_sound and not refused:
        try:
            row = services.file(
                actor(), place.stage.id, idea_of(form), who=sender(), at=clock.now()
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
            undo()
        else:
            session[SENT] = row.id
            return redirect(url_for(".sent_idea", number=number), 303)
    if any(form[name].errors for name in FIRST):
        return first_step(place, form), 422
    return second_step(place, form), 422


@blueprint.get("/projects/<int:number>/ideas/sent")
@open_to(*ANYONE)
def sent_idea(number: int) -> ResponseReturnValue:
    """What was kept, what happens next, and by when."""
    place = here(number, clock.now())
    row = reading.sent(session.get(SENT, 0), place.project.id)
    if row is None:
        return redirect(url_for(".ideas", number=number), 302)
    return render_template(
        "ideas/sent.html",
        where=place,
        idea=row,
        waits=row.standing == Standing.WAITING.value,
        has_account=row.person_id is not None,
    )


def _admitted(number: int) -> Here:
    """The project, where this person may propose something now."""
    at = clock.now()
    place = here(number, at)
    projects.admit(actor(), place.stage.id, Tool.IDEAS, at)
    return place


def first_step(place: Here, form: IdeaForm) -> str:
    """What is proposed and why."""
    choosable(form)
    return render_template(
        "ideas/new.html",
        where=place,
        form=form,
        rules=rules_of(place.stage.id),
        photos=parcels.waiting(form.identifier()),
    )


def second_step(place: Here, form: IdeaForm) -> str:
    """What is like it, where it is, and photos."""
    choosable(form)
    return render_template(
        "ideas/more.html",
        where=place,
        form=form,
        similar=similar.like(place.project.id, form.title.data or "", form.text.data or ""),
        photos=parcels.waiting(form.identifier()),
        has_account=actor().person_id is not None,
        said=language_of,
        **map_of(),
    )
