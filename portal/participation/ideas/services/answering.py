"""The official answer: a state, a reason, who is responsible, and when there is news."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from portal.complaints.queries import choices
from portal.foundation import audit, outbox, thai
from portal.foundation.clock import BANGKOK
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.participation.chain import services as chain
from portal.participation.chain.terms import Kind
from portal.participation.ideas import acts
from portal.participation.ideas.events import IdeaAnswered
from portal.participation.ideas.models import Idea, IdeaAnswer
from portal.participation.ideas.policy import may_answer
from portal.participation.ideas.services import loading
from portal.participation.ideas.terms import ANSWER_WORDS, LONGEST_REASON, MATTER, Answered
from portal.response_times import services as promises
from portal.response_times.standards import PromiseKind


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What the municipality says."""

    state: Answered
    reason_th: str
    unit_id: int | None
    reason_en: str = ""
    news_on: date | None = None
    """The day by whose end the unit says how it goes on."""


def answer(officer: Actor, idea_id: int, new: NewAnswer, *, seen: int, at: datetime) -> IdeaAnswer:
    """Answer an idea; author and supporters are told. A later answer stands beside the former.

    Raises:
        Forbidden: this person does not answer for the municipality.
        Outdated: somebody else changed the idea meanwhile.
        OutOfOrder: the idea is not public, or it was merged.
        Invalid: naming the fields.

    """
    if not may_answer(officer):
        raise Forbidden(loading.NOT_YOURS)
    idea = loading.load(idea_id)
    loading.refuse_outdated(idea, seen)
    loading.refuse_merged(idea)
    if not idea.is_public:
        raise OutOfOrder(lazy("Nobody can read this idea. Let it through before you answer it."))
    news_by = _checked(new, at)
    unit_id = new.unit_id or 0
    row = IdeaAnswer(
        idea_id=idea.id,
        state=new.state.value,
        reason_th=thai.cleaned(new.reason_th),
        reason_en=thai.cleaned(new.reason_en),
        unit_id=unit_id,
        news_by=news_by,
        answered_at=at,
        person_id=officer.person_id,
    )
    session.add(row)
    idea.answer, idea.unit_id = new.state.value, unit_id
    _promise(idea, news_by, at)
    loading.settle(idea)
    audit.note(acts.ANSWERED, MATTER, idea.id, by=officer, at=at, state=new.state.value)
    outbox.record(IdeaAnswered(idea.id, row.id), at)
    chain.moved((Kind.IDEA, idea.id), ANSWER_WORDS[new.state], at)
    return row


def _checked(new: NewAnswer, at: datetime) -> datetime | None:
    """The moment of the next news; raises `Invalid`, naming every wrong field."""
    wrong: dict[str, object] = {}
    if not thai.cleaned(new.reason_th):
        wrong["reason_th"] = lazy("Give the reason in Thai")
    for name in ("reason_th", "reason_en"):
        if len(getattr(new, name)) > LONGEST_REASON:
            wrong[name] = lazy("Shorten the reason to %(most)s characters", most=LONGEST_REASON)
    unit = choices.unit(new.unit_id)
    if unit is None or unit.is_closed:
        wrong["unit"] = lazy("Choose the responsible unit")
    news_by = _end_of(new.news_on) if new.news_on else None
    if news_by is not None and news_by <= at:
        wrong["news_on"] = lazy("Choose a day that lies ahead")
    if news_by is None and new.state is Answered.STUDY:
        wrong["news_on"] = lazy("Say by which day the result of the study is told")
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    return news_by


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), BANGKOK)


def _promise(idea: Idea, news_by: datetime | None, at: datetime) -> None:
    """The promised answer and news are kept by this one; the next news are promised anew."""
    matter = loading.matter(idea.id)
    promises.meet(matter, PromiseKind.ANSWER, at)
    promises.meet(matter, PromiseKind.NEWS, at)
    if news_by is not None:
        promises.promise_by(matter, PromiseKind.NEWS, news_by, at)
