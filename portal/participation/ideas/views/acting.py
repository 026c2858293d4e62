"""Support an idea, take that back, comment, ask somebody to look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.foundation import clock
from portal.foundation.errors import Invalid, OutOfOrder, PortalError
from portal.foundation.policy import ANYONE, Role
from portal.foundation.web import actor, forms_refused, open_to, sender, undo
from portal.foundation.web.freshness import is_fresh
from portal.participation.ideas import services
from portal.participation.ideas.forms import CommentForm, FlagForm, whole
from portal.participation.ideas.queries import reading
from portal.participation.ideas.services import NewComment, NewFlag, Target
from portal.participation.ideas.terms import Ground, Leaning, Standing
from portal.participation.ideas.views.door import blueprint, here, idea_at
from portal.participation.ideas.views.reading import idea_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

PEOPLE = (Role.VISITOR, Role.RESIDENT)


@blueprint.post("/projects/<int:number>/ideas/<int:running>/support")
@open_to(*PEOPLE)
def support_idea(number: int, running: int) -> ResponseReturnValue:
    """Stand behind it."""
    return _changed(number, running, services.support, "supported")


@blueprint.post("/projects/<int:number>/ideas/<int:running>/support/back")
@open_to(*PEOPLE)
def take_support_back(number: int, running: int) -> ResponseReturnValue:
    """Take that back."""
    return _changed(number, running, services.take_back, "taken-back")


def _changed(
    number: int, running: int, verb: Callable[..., None], done: str
) -> ResponseReturnValue:
    at = clock.now()
    place = here(number, at)
    row = idea_at(place, running)
    idea_id = row.id
    try:
        verb(actor(), idea_id, at=at)
    except OutOfOrder as refusal:
        undo()
        place = here(number, at)
        return idea_page(place, idea_at(place, running), refusal=refusal.message), 409
    return redirect(url_for(".idea", number=number, running=running, done=done), 303)


@blueprint.post("/projects/<int:number>/ideas/<int:running>/comments")
@open_to(*PEOPLE, checks_form=True)
def comment_idea(number: int, running: int) -> ResponseReturnValue:
    """Say something for or against it, or reply to somebody."""
    at = clock.now()
    place = here(number, at)
    row = idea_at(place, running)
    form = CommentForm()
    refusal: object = ""
    status = 422
    if is_fresh(form) and form.validate():
        new = NewComment(
            form.identifier(),
            form.text.data or "",
            Leaning(form.leaning.data),
            whole(request.form.get("to")) or None,
        )
        try:
            made = services.comment(actor(), row.id, new, at=at)
        except Invalid as wrong:
            forms_refused(form, wrong)
        except OutOfOrder as wrong:
            refusal, status = wrong.message, wrong.status
        else:
            done = "waits" if made.standing == Standing.WAITING.value else "commented"
            to = url_for(".idea", number=number, running=running, done=done)
            return redirect(f"{to}#comments", 303)
    undo()
    place = here(number, at)
    return idea_page(place, idea_at(place, running), form, refusal), status


@blueprint.get("/projects/<int:number>/ideas/<int:running>/flag")
@open_to(*ANYONE)
def flag_form(number: int, running: int) -> ResponseReturnValue:
    """What is wrong with it?"""
    return _flag_page(number, running, FlagForm(formdata=None))


@blueprint.post("/projects/<int:number>/ideas/<int:running>/flag")
@open_to(*ANYONE, checks_form=True)
def flag_idea(number: int, running: int) -> ResponseReturnValue:
    """Ask the municipality to look."""
    at = clock.now()
    row = idea_at(here(number, at), running)
    form = FlagForm()
    refusal: object = ""
    if is_fresh(form) and form.validate():
        target = Target(row.id, whole(request.values.get("comment")))
        new = NewFlag(Ground(form.ground.data), form.words.data or "")
        try:
            is_new = services.flag(actor(), target, new, who=sender(), at=at)
        except Invalid as wrong:
            forms_refused(form, wrong)
        except PortalError as wrong:
            refusal = wrong.message
        else:
            done = "flagged" if is_new else "flagged-before"
            return redirect(url_for(".idea", number=number, running=running, done=done), 303)
    undo()
    return _flag_page(number, running, form, refusal), 422


def _flag_page(number: int, running: int, form: FlagForm, refusal: object = "") -> str:
    place = here(number, clock.now())
    row = idea_at(place, running)
    shown = reading.read(row, actor())
    comment_id = whole(request.values.get("comment"))
    comments = [each for one in shown.comments for each in (one, *one.replies)]
    return render_template(
        "ideas/flag.html",
        where=place,
        idea=shown,
        comment=next((one for one in comments if one.id == comment_id), None),
        form=form,
        refusal=refusal,
    )
