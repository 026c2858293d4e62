"""Whom to tell of an idea, and what there is to tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.accounts.models import Person
from portal.complaints.following import queries as following
from portal.complaints.models import ComplaintContact
from portal.complaints.queries import choices
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.participation.chain.kinds import Reader
from portal.participation.ideas.models import (
    Idea,
    IdeaAnswer,
    IdeaComment,
    IdeaComplaint,
    IdeaHiding,
    IdeaSupport,
)
from portal.participation.ideas.terms import APPEAL_WITHIN, Answered, Ground, Standing
from portal.participation.projects.models import Project

NO_WORDS = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class Told:
    """What a message tells of an idea. Words of residents stay as they are."""

    project: int
    project_title: Bilingual
    running: int
    title: str
    code: str
    """For its author without an account; empty otherwise."""
    answer: Answered | None = None
    reason: Bilingual = NO_WORDS
    unit: Bilingual | None = None
    news_by: datetime | None = None
    other: int | None = None
    """The number of the idea it goes on in."""
    ground: Ground | None = None
    appeal_until: datetime | None = None
    is_comment: bool = False
    due_at: datetime | None = None


def told(idea_id: int) -> Told | None:
    """What there is to tell of an idea."""
    row = session.execute(
        select(Idea, Project).join(Project, Project.id == Idea.project_id).where(Idea.id == idea_id)
    ).one_or_none()
    if row is None:
        return None
    idea, project = row
    return Told(
        project=project.number,
        project_title=Bilingual(project.title_th, project.title_en),
        running=idea.running,
        title=idea.title,
        code="" if idea.person_id else idea.code,
        due_at=idea.next_due_at,
    )


def is_public(idea_id: int) -> bool:
    """Whether everyone can read it, itself or where it goes on."""
    standing = session.scalar(select(Idea.standing).where(Idea.id == idea_id))
    return standing == Standing.SHOWN.value


def answer(answer_id: int) -> tuple[Answered, Bilingual, Bilingual | None, datetime | None] | None:
    """State, reason, responsible unit, and the day of the next news."""
    row = session.get(IdeaAnswer, answer_id)
    if row is None:
        return None
    unit = choices.unit(row.unit_id)
    reason = Bilingual(row.reason_th, row.reason_en)
    return Answered(row.state), reason, unit.title if unit else None, row.news_by


def author_of(idea_id: int) -> list[Reader]:
    """Its author, if they can be told."""
    row = session.get(Idea, idea_id)
    if row is None:
        return []
    if row.person_id is not None:
        return _people([row.person_id])
    return [Reader(row.email, row.answers_in)] if row.email else []


def around(idea_id: int) -> list[Reader]:
    """Its author, those of ideas merged into it, who supports it and who spoke; each once."""
    ideas = session.scalars(
        select(Idea).where((Idea.id == idea_id) | (Idea.first_id == idea_id)).order_by(Idea.id)
    ).all()
    ids = [row.id for row in ideas]
    people = {row.person_id for row in ideas if row.person_id}
    people |= set(
        session.scalars(
            select(IdeaSupport.person_id).where(
                IdeaSupport.idea_id.in_(ids), IdeaSupport.person_id.is_not(None)
            )
        )
    )
    people |= set(
        session.scalars(
            select(IdeaComment.person_id).where(
                IdeaComment.idea_id.in_(ids),
                IdeaComment.person_id.is_not(None),
                IdeaComment.standing == Standing.SHOWN.value,
            )
        )
    )
    without = [Reader(row.email, row.answers_in) for row in ideas if row.email]
    return _each_once([*without, *_people(sorted(one for one in people if one))])


def with_support_from(idea_id: int, into_id: int) -> list[Reader]:
    """Who proposed or spoke about an idea that was merged, and whose support went along."""
    moved = session.scalars(
        select(IdeaSupport.person_id).where(
            IdeaSupport.idea_id == into_id,
            IdeaSupport.came_from_id == idea_id,
            IdeaSupport.person_id.is_not(None),
        )
    )
    return _each_once([*around(idea_id), *_people(sorted({one for one in moved if one}))])


def _people(ids: list[int]) -> list[Reader]:
    rows = session.execute(
        select(Person.email, Person.language)
        .where(Person.id.in_(ids), Person.is_active.is_(True))
        .order_by(Person.id)
    )
    return [Reader(row.email, row.language) for row in rows if row.email]


def _each_once(readers: list[Reader]) -> list[Reader]:
    return list({reader.email: reader for reader in reversed(readers)}.values())


@dataclass(frozen=True, slots=True)
class Hidden:
    """What was hidden, for its author."""

    idea_id: int
    is_comment: bool
    ground: Ground
    reason: str
    decision: str
    appeal_until: datetime
    readers: tuple[Reader, ...]


def hidden(hiding_id: int) -> Hidden | None:
    """What was hidden, why, and its author."""
    row = session.get(IdeaHiding, hiding_id)
    if row is None:
        return None
    readers = author_of(row.idea_id)
    if row.comment_id:
        who = session.scalar(select(IdeaComment.person_id).where(IdeaComment.id == row.comment_id))
        readers = _people([who]) if who else []
    return Hidden(
        row.idea_id,
        bool(row.comment_id),
        Ground(row.ground),
        row.reason,
        row.decision,
        row.hidden_at + APPEAL_WITHIN,
        tuple(readers),
    )


def invited(idea_id: int) -> list[Reader]:
    """Who reported or follows a complaint from which the idea was opened; each once."""
    ids = session.scalars(
        select(IdeaComplaint.complaint_id).where(IdeaComplaint.idea_id == idea_id)
    ).all()
    contacts = session.execute(
        select(ComplaintContact.email, ComplaintContact.language)
        .where(ComplaintContact.complaint_id.in_(ids), ComplaintContact.email != "")
        .order_by(ComplaintContact.complaint_id)
    )
    readers = [Reader(row.email, row.language) for row in contacts]
    for complaint_id in ids:
        if following.may_be_told(complaint_id):
            readers += [
                Reader(one.email, one.language) for one in following.followers_of(complaint_id)
            ]
    return _each_once(readers)


@dataclass(frozen=True, slots=True)
class Owed:
    """An idea that something is owed for, and by which unit."""

    told: Told
    unit_id: int | None
    unit: Bilingual | None


def owed(idea_id: int) -> Owed | None:
    """Which unit owes the answer or the news: the one named, else that of the category."""
    row = session.get(Idea, idea_id)
    facts = told(idea_id)
    if row is None or facts is None or not row.is_public:
        return None
    category = choices.category(row.category_id)
    unit_id = row.unit_id or (category.unit_id if category else None)
    unit = choices.unit(unit_id)
    return Owed(facts, unit_id, unit.title if unit else None)
