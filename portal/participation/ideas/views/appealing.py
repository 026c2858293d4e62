"""An author reads why something was hidden, and asks once for another look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.foundation import clock
from portal.foundation.errors import Invalid, NotFound, PortalError
from portal.foundation.fields import plain
from portal.foundation.i18n import lazy
from portal.foundation.policy import Role
from portal.foundation.web import actor, forms_refused, open_to, sender, undo
from portal.foundation.web.freshness import is_fresh
from portal.participation.ideas import services
from portal.participation.ideas.forms import AppealForm, whole
from portal.participation.ideas.queries import owning, reading
from portal.participation.ideas.queries.threads import said
from portal.participation.ideas.services import Target
from portal.participation.ideas.services.loading import NO_IDEA
from portal.participation.ideas.terms import GROUND_WORDS, STANDING_WORDS
from portal.participation.ideas.views.door import blueprint, here

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.participation.ideas.models import Idea

PEOPLE = (Role.VISITOR, Role.RESIDENT)


@blueprint.get("/projects/<int:number>/ideas/<int:running>/appeal")
@open_to(*PEOPLE)
def appeal_form(number: int, running: int) -> ResponseReturnValue:
    """Why it is hidden, and how to ask for another look."""
    return _page(number, running, AppealForm(formdata=None))


@blueprint.post("/projects/<int:number>/ideas/<int:running>/appeal")
@open_to(*PEOPLE, checks_form=True)
def appeal_idea(number: int, running: int) -> ResponseReturnValue:
    """Ask for another look."""
    row = _found(number, running)
    form = AppealForm()
    refusal: object = ""
    if is_fresh(form) and form.validate():
        target = Target(row.id, whole(request.values.get("comment")))
        try:
            services.appeal(
                actor(),
                target,
                form.words.data or "",
                code=form.code.data or "",
                who=sender(),
                at=clock.now(),
            )
        except Invalid as wrong:
            forms_refused(form, wrong)
        except PortalError as wrong:
            refusal = wrong.message
        else:
            to = url_for(
                ".appeal_form",
                number=number,
                running=running,
                comment=target.comment_id or None,
                done="asked",
            )
            return redirect(to, 303)
    undo()
    return _page(number, running, form, refusal), 422


@blueprint.get("/projects/<int:number>/ideas/mine")
@open_to(*PEOPLE)
def my_ideas(number: int) -> ResponseReturnValue:
    """What somebody wrote in a project; without an account, an idea by its number."""
    place = here(number, clock.now())
    typed = whole(request.args.get("number"))
    if typed:
        return redirect(url_for(".appeal_form", number=number, running=typed), 302)
    who = actor()
    return render_template(
        "ideas/mine.html",
        where=place,
        lines=owning.own(place.project.id, who.person_id) if who.person_id else None,
        field=plain("number", lazy("Number of the idea")),
        standing_words=STANDING_WORDS,
    )


def _found(number: int, running: int) -> Idea:
    place = here(number, clock.now())
    row = reading.find(place.project.id, running)
    if row is None:
        raise NotFound(NO_IDEA)
    return row


def _page(number: int, running: int, form: AppealForm, refusal: object = "") -> str:
    """Only the author reads words and reason; others see where a code is typed."""
    at = clock.now()
    place = here(number, at)
    row = _found(number, running)
    who = actor()
    comment_id = whole(request.values.get("comment"))
    comment = owning.own_comment(row.id, comment_id, who) if comment_id else None
    hidden = owning.hiding_of(row.id, comment_id)
    is_author = who.person_id is not None and (
        comment is not None if comment_id else row.person_id == who.person_id
    )
    if hidden is None or (comment_id and not is_author):
        raise NotFound(NO_IDEA)
    return render_template(
        "ideas/appeal.html",
        where=place,
        running=running,
        words=(comment or said(row.text, row.language)) if is_author else None,
        hidden=hidden if is_author else None,
        needs_code=not is_author and row.person_id is None,
        comment_id=comment_id,
        ground_words=GROUND_WORDS,
        form=form,
        refusal=refusal,
        done=request.args.get("done") == "asked",
        at=at,
    )
