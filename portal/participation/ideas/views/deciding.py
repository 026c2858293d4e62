"""What staff do to one idea: answer, merge, let through, hide, restore, decide, show photos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, request, url_for

from portal.foundation import clock
from portal.foundation.errors import Invalid, PortalError
from portal.foundation.policy import DESK
from portal.foundation.web import actor, forms_refused, open_to, undo
from portal.foundation.web.freshness import is_fresh
from portal.participation.ideas import services
from portal.participation.ideas.forms import (
    AnswerForm,
    DecisionForm,
    HideForm,
    MergeForm,
    whole,
)
from portal.participation.ideas.policy import READERS
from portal.participation.ideas.services import NewAnswer, Target
from portal.participation.ideas.terms import Answered, Ground
from portal.participation.ideas.views.desk import case_page, found
from portal.participation.ideas.views.door import blueprint, here

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue
    from flask_wtf import FlaskForm

CASE = "/desk/projects/<int:number>/ideas/<int:running>"


@blueprint.post(f"{CASE}/answer")
@open_to(*READERS, checks_form=True)
def answer_idea(number: int, running: int) -> ResponseReturnValue:
    """Answer for the municipality."""
    form = AnswerForm()

    def answer(idea_id: int) -> None:
        new = NewAnswer(
            Answered(form.state.data),
            form.reason_th.data or "",
            whole(form.unit.data) or None,
            form.reason_en.data or "",
            form.day(),
        )
        services.answer(actor(), idea_id, new, seen=whole(form.seen.data), at=clock.now())

    return _done(number, running, ("answer", form), answer, "answered")


@blueprint.post(f"{CASE}/merge")
@open_to(*DESK, checks_form=True)
def merge_idea(number: int, running: int) -> ResponseReturnValue:
    """Let it go on in another one."""
    form = MergeForm()

    def merge(idea_id: int) -> None:
        services.merge(
            actor(),
            idea_id,
            form.number(),
            form.why.data or "",
            seen=whole(form.seen.data),
            at=clock.now(),
        )

    return _done(number, running, ("merge", form), merge, "merged")


@blueprint.post(f"{CASE}/hide")
@open_to(*DESK, checks_form=True)
def hide_idea(number: int, running: int) -> ResponseReturnValue:
    """Hide the idea, or one comment of it."""
    form = HideForm()

    def hide(idea_id: int) -> None:
        target = Target(idea_id, whole(form.comment.data))
        ground = Ground(form.ground.data)
        services.hide(actor(), target, ground, form.reason.data or "", at=clock.now())

    return _done(number, running, ("hide", form), hide, "hidden")


@blueprint.post(f"{CASE}/decide")
@open_to(*DESK, checks_form=True)
def decide_appeal(number: int, running: int) -> ResponseReturnValue:
    """Decide the appeal of its author."""
    form = DecisionForm()

    def decide(_idea_id: int) -> None:
        services.decide(
            actor(),
            whole(request.form.get("hiding")),
            form.words.data or "",
            is_upheld=request.form.get("upheld") == "yes",
            at=clock.now(),
        )

    return _done(number, running, ("decision", form), decide, "decided")


@blueprint.post(f"{CASE}/publish")
@open_to(*DESK)
def publish_idea(number: int, running: int) -> ResponseReturnValue:
    """Let the idea or a comment through."""
    return _pressed(
        number,
        running,
        lambda target: services.publish(actor(), target, at=clock.now()),
        "published",
    )


@blueprint.post(f"{CASE}/restore")
@open_to(*DESK)
def restore_idea(number: int, running: int) -> ResponseReturnValue:
    """Show the idea or a comment again."""
    return _pressed(
        number,
        running,
        lambda target: services.restore(actor(), target, at=clock.now()),
        "restored",
    )


@blueprint.post(f"{CASE}/settle")
@open_to(*DESK)
def settle_flags(number: int, running: int) -> ResponseReturnValue:
    """Note that the flags were looked at, and nothing is hidden for them."""
    return _pressed(
        number,
        running,
        lambda target: services.settle(actor(), target, at=clock.now()),
        "settled",
    )


@blueprint.post(f"{CASE}/photos")
@open_to(*DESK)
def show_idea_photos(number: int, running: int) -> ResponseReturnValue:
    """Let everyone see its photos."""
    return _pressed(
        number,
        running,
        lambda target: services.show_photos(actor(), target.idea_id, at=clock.now()),
        "photos",
    )


def _pressed(
    number: int, running: int, verb: Callable[[Target], None], done: str
) -> ResponseReturnValue:
    """A press without a form: what is refused stands on the page."""
    target = Target(found(number, running).id, whole(request.form.get("comment")))
    try:
        verb(target)
    except PortalError as refusal:
        undo()
        row = found(number, running)
        return case_page(here(number, clock.now()), row, refusal.message), refusal.status
    return redirect(url_for(".idea_case", number=number, running=running, done=done), 303)


def _done(
    number: int,
    running: int,
    typed: tuple[str, FlaskForm],
    verb: Callable[[int], None],
    done: str,
) -> ResponseReturnValue:
    """A form: what is to be corrected stands at its fields, with everything typed."""
    name, form = typed
    refusal: object = ""
    status = 422
    row = found(number, running)
    if is_fresh(form) and form.validate():
        try:
            verb(row.id)
        except Invalid as wrong:
            forms_refused(form, wrong)
        except PortalError as wrong:
            refusal, status = wrong.message, wrong.status
        else:
            return redirect(url_for(".idea_case", number=number, running=running, done=done), 303)
    undo()
    place = here(number, clock.now())
    errors = None if refusal else form
    forms = {name: form, "errors": errors}
    return case_page(place, found(number, running), refusal, **forms), status
