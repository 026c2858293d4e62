"""Minutes, decisions with their votes, and the ideas that were talked about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from portal.foundation import audit, outbox, thai
from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import Bilingual, lazy
from portal.foundation.policy import Actor
from portal.participation.forums import acts
from portal.participation.forums.events import ForumNews
from portal.participation.forums.models import Forum, ForumDecision, ForumGuest, ForumIdea
from portal.participation.forums.services.loading import CORRECT, NOTHING, ours, refuse_older
from portal.participation.forums.terms import (
    LONGEST_DECISION,
    LONGEST_TEXT,
    MOST_PEOPLE,
    How,
    News,
)
from portal.participation.ideas.queries import reading as ideas

VOTES = ("votes_for", "votes_against", "abstained")


@dataclass(frozen=True, slots=True)
class DecisionPlan:
    """What the room decided; without a vote the numbers are nought."""

    text: Bilingual
    how: How | None
    votes_for: int | None = 0
    votes_against: int | None = 0
    abstained: int | None = 0


def save_minutes(
    officer: Actor, forum_id: int, minutes: Bilingual, *, seen: int, at: datetime
) -> Forum:
    """Publish the minutes, or correct them; who registered is told the first time.

    Raises `Invalid`, naming the fields, `Forbidden`, `NotFound`, `Outdated`, `OutOfOrder`.
    """
    row = _held(officer, forum_id, at)
    refuse_older(row.version, seen)
    wrong: dict[str, object] = {}
    if not thai.cleaned(minutes.th):
        wrong["minutes_th"] = lazy("Write the minutes in Thai")
    for language, text in (("th", minutes.th), ("en", minutes.en)):
        if len(text) > LONGEST_TEXT:
            most = LONGEST_TEXT
            words = lazy("Shorten the text to %(most)s characters", most=most)
            wrong[f"minutes_{language}"] = words
    if wrong:
        raise Invalid(CORRECT, fields=wrong)
    is_first = row.minutes_at is None
    row.minutes_th, row.minutes_en = thai.cleaned(minutes.th), thai.cleaned(minutes.en)
    row.minutes_at = row.minutes_at or at
    row.version += 1
    session.flush()
    audit.note(acts.MINUTES_SAVED, "forum", row.id, by=officer, at=at, first=is_first)
    if is_first:
        outbox.record(ForumNews(row.id, News.MINUTES.value, row.version), at)
    return row


def save_decision(
    officer: Actor,
    forum_id: int,
    plan: DecisionPlan,
    *,
    at: datetime,
    known: tuple[int, int] | None = None,
) -> ForumDecision:
    """Record what the room decided and the votes cast there.

    Changed until the minutes are published; one can be added later. Raises as `save_minutes`.
    """
    forum = _held(officer, forum_id, at)
    if known is not None:
        _refuse_published(forum)
    row = _decision(forum_id, known)
    votes = _checked(forum, plan)
    row.text_th, row.text_en = thai.cleaned(plan.text.th), thai.cleaned(plan.text.en)
    row.how = plan.how.value if plan.how else How.CONSENT.value
    row.votes_for, row.votes_against, row.abstained = votes
    row.version += 1
    session.add(row)
    session.flush()
    audit.note(acts.DECISION_SAVED, "forum_decision", row.id, by=officer, at=at, forum=forum_id)
    return row


def _checked(forum: Forum, plan: DecisionPlan) -> tuple[int, int, int]:
    wrong: dict[str, object] = {}
    if not thai.cleaned(plan.text.th):
        wrong["text_th"] = lazy("Write in Thai what was decided")
    for language, text in (("th", plan.text.th), ("en", plan.text.en)):
        if len(text) > LONGEST_DECISION:
            most = LONGEST_DECISION
            words = lazy("Shorten the text to %(most)s characters", most=most)
            wrong[f"text_{language}"] = words
    if plan.how is None:
        wrong["how"] = lazy("Say how the room decided")
    votes = _votes(plan, wrong)
    here = came(forum.id)
    if not wrong and here and sum(votes) > here:
        wrong["votes_for"] = lazy("More votes than people who came (%(n)s)", n=here)
    if wrong:
        raise Invalid(CORRECT, fields=wrong)
    return votes


def _votes(plan: DecisionPlan, wrong: dict[str, object]) -> tuple[int, int, int]:
    if plan.how in {None, How.CONSENT}:
        return 0, 0, 0
    found = []
    for name in VOTES:
        many: int | None = getattr(plan, name)
        if many is None or not 0 <= many <= MOST_PEOPLE:
            wrong[name] = lazy("Enter how many votes, nought or more")
        found.append(many or 0)
    if not wrong and not sum(found):
        wrong["votes_for"] = lazy("Enter the votes that were cast")
    return found[0], found[1], found[2]


def came(forum_id: int) -> int:
    """How many people came."""
    asked = select(func.coalesce(func.sum(ForumGuest.n), 0)).where(
        ForumGuest.forum_id == forum_id, ForumGuest.came_at.is_not(None)
    )
    return session.scalar(asked) or 0


def _decision(forum_id: int, known: tuple[int, int] | None) -> ForumDecision:
    if known is None:
        return ForumDecision(forum_id=forum_id, version=0)
    row = session.get(ForumDecision, known[0], with_for_update=True)
    if row is None or row.forum_id != forum_id:
        raise NotFound(NOTHING)
    refuse_older(row.version, known[1])
    return row


def remove_decision(officer: Actor, forum_id: int, decision_id: int, *, at: datetime) -> None:
    """Take a decision out that was recorded by mistake. Raises as `save_decision`."""
    _refuse_published(ours(officer, forum_id))
    row = session.get(ForumDecision, decision_id)
    if row is None or row.forum_id != forum_id:
        raise NotFound(NOTHING)
    session.delete(row)
    session.flush()
    audit.note(acts.DECISION_REMOVED, "forum_decision", decision_id, by=officer, at=at)


def _refuse_published(forum: Forum) -> None:
    if forum.minutes_at is not None:
        raise OutOfOrder(
            lazy("The minutes are published: decisions stay as they are. Correct the minutes.")
        )


def link_idea(officer: Actor, forum_id: int, running: int | None, *, at: datetime) -> None:
    """Note that an idea of the project was talked about; twice is once.

    Raises `Invalid` where there is no such public idea, `Forbidden`, `NotFound`.
    """
    forum = ours(officer, forum_id)
    idea = ideas.find(forum.project_id, running) if running else None
    if idea is None or not idea.is_public:
        wrong = lazy("There is no public idea of this number in the project")
        raise Invalid(CORRECT, fields={"idea": wrong})
    asked = select(ForumIdea.id).where(ForumIdea.forum_id == forum_id, ForumIdea.idea_id == idea.id)
    if session.scalar(asked) is None:
        session.add(ForumIdea(forum_id=forum_id, idea_id=idea.id))
        session.flush()
        audit.note(acts.IDEA_LINKED, "forum", forum_id, by=officer, at=at, idea=idea.id)


def unlink_idea(officer: Actor, forum_id: int, idea_id: int, *, at: datetime) -> None:
    """Take the note back. Raises `Forbidden`, `NotFound`."""
    ours(officer, forum_id)
    row = session.scalar(
        select(ForumIdea).where(ForumIdea.forum_id == forum_id, ForumIdea.idea_id == idea_id)
    )
    if row is None:
        raise NotFound(NOTHING)
    session.delete(row)
    session.flush()
    audit.note(acts.IDEA_UNLINKED, "forum", forum_id, by=officer, at=at, idea=idea_id)


def _held(officer: Actor, forum_id: int, at: datetime) -> Forum:
    row = ours(officer, forum_id)
    if row.starts_at > at:
        raise OutOfOrder(lazy("This forum has not begun yet."))
    return row
