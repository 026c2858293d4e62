"""The page where people vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import make_response, render_template, request, url_for

from portal.foundation import clock
from portal.foundation.errors import Forbidden, Invalid, SignInNeeded
from portal.foundation.policy import ANYONE
from portal.foundation.web import actor, open_to, undo
from portal.foundation.web.freshness import is_fresh
from portal.participation.ballots import marking, papers, queries
from portal.participation.ballots.forms import VoteForm, marks_in
from portal.participation.ballots.services import casting
from portal.participation.ballots.services.casting import Stated
from portal.participation.ballots.views.door import Place, blueprint, place
from portal.participation.projects.services import admit
from portal.participation.projects.terms import Phase, Tool

if TYPE_CHECKING:
    from datetime import datetime

    from flask.typing import ResponseReturnValue

    from portal.participation.ballots.queries import Vote


@blueprint.get("/projects/<int:number>/votes/<int:stage_id>")
@open_to(*ANYONE)
def vote(number: int, stage_id: int) -> ResponseReturnValue:
    """The ballot paper: to be read before, filled in while the vote is open."""
    here, at = place(number, stage_id), clock.now()
    found, form = queries.vote(here.stage), VoteForm(formdata=None)
    marks: dict[int, int] = {}
    who = actor()
    if who.person_id is not None and here.stage.phase(at) is Phase.OPEN:
        own = queries.own(found.id, who.person_id)
        if own is not None:
            marks = marking.marks_of(found.paper, own.content)
            form.age.data, form.sex.data = own.age, own.sex
    return _page(here, found, form, marks, at)


@blueprint.post("/projects/<int:number>/votes/<int:stage_id>")
@open_to(*ANYONE, checks_form=True)
def cast(number: int, stage_id: int) -> ResponseReturnValue:
    """Take a ballot; a refused one stays as it was filled in."""
    here, form, at = place(number, stage_id), VoteForm(), clock.now()
    found = queries.vote(here.stage)
    marks: dict[int, int] = {}
    typed = {name: value[:20] for name, value in request.form.items() if name.startswith("mark-")}
    try:
        marks = marks_in(found.paper, request.form)
        if is_fresh(form):
            stated = Stated(*form.stated())
            done = casting.cast(actor(), stage_id, marks, stated, at=at)
            return render_template(
                "ballots/cast.html", spot=here, vote=found, receipt=done.receipt, at=at
            )
    except Invalid as refusal:
        undo()
        return _page(here, found, form, marks, at, refusal=refusal, typed=typed), 422
    return _page(here, found, form, marks, at, typed=typed), 422


@blueprint.get("/projects/<int:number>/votes/<int:stage_id>/paper.json")
@open_to(*ANYONE)
def frozen(number: int, stage_id: int) -> ResponseReturnValue:
    """The frozen paper as it was hashed, byte by byte."""
    found = queries.vote(place(number, stage_id).stage)
    answer = make_response(papers.canonical(found.paper))
    answer.mimetype = "application/json"
    return answer


def _page(
    here: Place,
    found: Vote,
    form: VoteForm,
    marks: dict[int, int],
    at: datetime,
    **more: object,
) -> str:
    phase = here.stage.phase(at)
    problems = papers.problems(found.paper)
    stands_in_the_way = _obstacle(here, at) if phase is Phase.OPEN else None
    refusal = more.get("refusal")
    wrong = refusal.fields if isinstance(refusal, Invalid) else {}
    message = refusal.message if isinstance(refusal, Invalid) and not wrong else ""
    return render_template(
        "ballots/vote.html",
        spot=here,
        vote=found,
        form=form,
        marks=marks,
        typed=more.get("typed", {}),
        wrong=wrong,
        message=message,
        phase=phase,
        is_open=phase is Phase.OPEN and at < found.closes_at and not problems,
        problems=problems,
        obstacle=stands_in_the_way,
        sign_in=url_for("accounts.resident_door"),
        at=at,
    )


def _obstacle(here: Place, at: datetime) -> SignInNeeded | Forbidden | None:
    """Why this person cannot vote in an open vote."""
    who = actor()
    try:
        admit(who, here.stage.id, Tool.BALLOT, at)
        casting.voter_of(who)
    except (SignInNeeded, Forbidden) as refusal:
        return refusal
    return None
