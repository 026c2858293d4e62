"""The desk of ideas: what is overdue, waits, was flagged or appealed; and one idea for staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import render_template, request, url_for

from portal.complaints.queries import choices
from portal.foundation import clock
from portal.foundation.errors import NotFound
from portal.foundation.fields import offered
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.web import actor, open_to, personal
from portal.participation.ideas.forms import AnswerForm, DecisionForm, HideForm, MergeForm
from portal.participation.ideas.policy import READERS, may_decide_appeal, may_set_rules, may_work
from portal.participation.ideas.queries import desk, reading, similar
from portal.participation.ideas.queries.desk import PILE_WORDS, Pile
from portal.participation.ideas.services.loading import NO_IDEA
from portal.participation.ideas.terms import (
    ANSWER_WORDS,
    CHANNEL_WORDS,
    GROUND_WORDS,
    STANDING_WORDS,
)
from portal.participation.ideas.views.door import Here, blueprint, here
from portal.participation.projects import queries as projects
from portal.participation.projects.terms import Tool

if TYPE_CHECKING:
    from datetime import datetime

    from flask.typing import ResponseReturnValue

    from portal.participation.ideas.models import Idea
    from portal.participation.projects.queries import ProjectLine, StageLine

DONE: dict[str, Lazy] = {
    "answered": lazy("The answer is public. The author and those around the idea are told."),
    "merged": lazy("The idea goes on in the other one."),
    "published": lazy("Everyone can read it now."),
    "hidden": lazy("It is hidden. The author is told why."),
    "restored": lazy("Everyone can read it again."),
    "decided": lazy("The appeal is decided. The author is told."),
    "settled": lazy("The flags are settled; nothing was hidden."),
    "photos": lazy("Everyone can see the photos now."),
    "taken-down": lazy("The idea is public. The way it came stays on the record."),
    "topic": lazy("The idea is public. Who reported or follows the complaints is told."),
}


@blueprint.get("/desk/ideas")
@open_to(*READERS)
def desk_ideas() -> ResponseReturnValue:
    """What waits for somebody, in every project."""
    personal()
    at = clock.now()
    counts = desk.counts(at)
    named = request.args.get("pile", "")
    chosen = Pile(named) if named in set(Pile) else _first(counts)
    return render_template(
        "ideas/desk.html",
        counts=[
            (
                PILE_WORDS[pile],
                counts[pile],
                url_for(".desk_ideas", pile=pile.value),
                pile is chosen,
                "late" if pile is Pile.OVERDUE and counts[pile] else "",
            )
            for pile in Pile
        ],
        chosen=chosen,
        title=PILE_WORDS[chosen],
        lines=desk.pile(chosen, at),
        ground_words=GROUND_WORDS,
        answer_words=ANSWER_WORDS,
        stages=_collecting(at),
        may_work=may_work(actor()),
        may_set=may_set_rules(actor()),
        at=at,
    )


def _collecting(at: datetime) -> list[tuple[ProjectLine, StageLine]]:
    """The projects in which ideas are collected now."""
    return [
        (projects.project_by_id(stage.project_id), stage)
        for stage in projects.open_stages(Tool.IDEAS, at)
    ]


def _first(counts: dict[Pile, int]) -> Pile:
    """The first pile on which something lies."""
    return next((pile for pile in Pile if counts[pile]), Pile.UNANSWERED)


@blueprint.get("/desk/projects/<int:number>/ideas/<int:running>")
@open_to(*READERS)
def idea_case(number: int, running: int) -> ResponseReturnValue:
    """One idea with everything that can be done to it."""
    return case_page(here(number, clock.now()), found(number, running))


def found(number: int, running: int) -> Idea:
    """An idea for staff, whatever its standing; raises `NotFound`."""
    place = here(number, clock.now())
    row = reading.find(place.project.id, running)
    if row is None:
        raise NotFound(NO_IDEA)
    return row


def case_page(place: Here, row: Idea, refusal: object = "", **forms: Any) -> str:  # noqa: ANN401 - forms by their names
    """The page for staff; `forms` are those with something to correct."""
    personal()
    who = actor()
    shown = reading.read(row, who, staff=True)
    answer = forms.get("answer") or AnswerForm(formdata=None, seen=str(row.version))
    answer.unit.choices = offered(choices.unit_choices(lazy("Choose a unit")))
    if "answer" not in forms and row.unit_id:
        answer.unit.data = str(row.unit_id)
    case = desk.case_of(row)
    return render_template(
        "ideas/case.html",
        where=place,
        idea=shown,
        case=case,
        similar=similar.like(row.project_id, row.title, row.public_text, but=row.id),
        answer=answer,
        merge=forms.get("merge") or MergeForm(formdata=None, seen=str(row.version)),
        hide=forms.get("hide") or HideForm(formdata=None),
        decision=forms.get("decision") or DecisionForm(formdata=None),
        may_work=may_work(who),
        may_decide=next(
            (one.id for one in case.hidings if one.waits and may_decide_appeal(who, one.by)), 0
        ),
        errors=forms.get("errors"),
        refusal=refusal,
        notice=DONE.get(request.args.get("done", "")),
        ground_words=GROUND_WORDS,
        answer_words=ANSWER_WORDS,
        channel_words=CHANNEL_WORDS,
        standing_words=STANDING_WORDS,
        at=clock.now(),
    )
