"""What somebody has marked, who named them, and what is new to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ScalarSelect, and_, func, or_, select
from sqlalchemy.orm import aliased

from portal.accounts import queries as accounts
from portal.accounts.models import Person
from portal.complaints import policy
from portal.complaints.lifecycle import STEPS, Verb
from portal.complaints.marking.models import CaseMark, CaseMention
from portal.complaints.marking.terms import Watch
from portal.complaints.models import Complaint, ComplaintCoUnit, ComplaintStep
from portal.complaints.queries.counts import capped
from portal.complaints.queries.neighbours import number
from portal.complaints.queries.said import Said, said
from portal.foundation import clock, tenancy
from portal.foundation.database import session
from portal.foundation.i18n import Lazy
from portal.foundation.policy import EVERYTHING, Actor

MOST = 50
"""Of each kind on one's own page; further ones are in the queue, by its filters."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A colleague who may read a complaint."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Mine:
    """What somebody keeps about the complaint whose page they are on."""

    seen_version: int | None = None
    seen_at: datetime | None = None
    watch: Watch = Watch.NO
    is_listed: bool = False
    remind_on: date | None = None
    remind_note: Said | None = None
    watchers: int = 0
    """How many colleagues watch it, this person not counted."""
    mentioned_by: tuple[Said, ...] = ()
    """Who named this person in notes not yet marked as read."""

    def is_due(self, at: datetime) -> bool:
        """Whether the day of the reminder has come."""
        return self.remind_on is not None and self.remind_on <= clock.local(at).date()


@dataclass(frozen=True, slots=True)
class Marked:
    """One complaint on somebody's own page."""

    id: int
    number: str
    path: str
    title: Said
    day: date | None = None
    note: Said | None = None
    by: Said | None = None
    at: datetime | None = None
    changes: tuple[Lazy, ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True)
class ForMe:
    """What waits for one person beside their work itself."""

    due: tuple[Marked, ...]
    later: tuple[Marked, ...]
    mentions: tuple[Marked, ...]
    changed: tuple[Marked, ...]
    watched: tuple[Marked, ...]


def mine(actor: Actor, complaint_id: int) -> Mine:
    """This person's marks on a complaint."""
    me, other = actor.person_id or 0, aliased(CaseMark)
    watchers = (
        select(func.count(other.id))
        .where(other.complaint_id == complaint_id, other.watch != "", other.person_id != me)
        .scalar_subquery()
    )
    row = session.execute(
        select(CaseMark, watchers.label("watchers")).where(
            CaseMark.complaint_id == complaint_id, CaseMark.person_id == me
        )
    ).one_or_none()
    if row is None:
        return Mine(
            watchers=session.scalar(select(watchers)) or 0, mentioned_by=_by(me, complaint_id)
        )
    mark = row.CaseMark
    return Mine(
        mark.seen_version,
        mark.seen_at,
        Watch(mark.watch),
        mark.position is not None,
        mark.remind_on,
        said(mark.remind_note) if mark.remind_note else None,
        row.watchers,
        _by(me, complaint_id),
    )


def _by(person_id: int, complaint_id: int) -> tuple[Said, ...]:
    names = session.scalars(
        select(Person.name)
        .join(CaseMention, CaseMention.by_person_id == Person.id)
        .where(
            CaseMention.person_id == person_id,
            CaseMention.complaint_id == complaint_id,
            CaseMention.read_at.is_(None),
        )
        .order_by(CaseMention.id)
    )
    return tuple(said(name) for name in dict.fromkeys(names))


def readers(complaint: Complaint) -> list[Reader]:
    """Everybody of the staff who may read it: the only ones who can be named in a note."""
    units = list(
        session.scalars(
            select(ComplaintCoUnit.unit_id).where(ComplaintCoUnit.complaint_id == complaint.id)
        )
    )
    limits, here = accounts.scopes(), tenancy.municipality_id()
    return [
        Reader(one.id, one.name)
        for one in accounts.staff()
        if policy.may_read(
            Actor(one.role, here, one.id, one.unit_id, one.name, limits.get(one.id, EVERYTHING)),
            complaint,
            units,
        )
    ]


def for_me_counts(actor: Actor, at: datetime) -> list[ScalarSelect[int]]:
    """How many reminders have come, mentions are unread, and marked complaints have changed.

    To be asked together with the other counts of the desk.
    """
    me, today = actor.person_id or 0, clock.local(at).date()
    readable = policy.readable_by(actor)
    joined = CaseMark.complaint_id == Complaint.id
    own = (CaseMark.person_id == me, joined, readable)
    return [
        capped(*own, CaseMark.remind_on <= today),
        capped(
            CaseMention.person_id == me,
            CaseMention.read_at.is_(None),
            CaseMention.complaint_id == Complaint.id,
            readable,
        ),
        capped(*own, CaseMark.seen_version < Complaint.version),
    ]


def for_me(actor: Actor, at: datetime) -> ForMe:
    """Reminders, mentions and changes, each with the newest or the most pressing first."""
    today = clock.local(at).date()
    reminders = _marks(actor, CaseMark.remind_on.is_not(None), order=(CaseMark.remind_on,))
    changed = _marks(
        actor, CaseMark.seen_version < Complaint.version, order=(Complaint.changed_at.desc(),)
    )
    return ForMe(
        due=tuple(one for one in reminders if one.day is not None and one.day <= today),
        later=tuple(one for one in reminders if one.day is not None and one.day > today),
        mentions=mentions(actor),
        changed=changed,
        watched=_marks(actor, CaseMark.watch != "", order=(Complaint.id.desc(),)),
    )


_BARE = (Complaint.id, Complaint.year, Complaint.running, Complaint.title, Complaint.language)


def _marks(actor: Actor, *wanted: object, order: Sequence[object]) -> tuple[Marked, ...]:
    rows = session.execute(
        select(*_BARE, Complaint.changed_at, CaseMark.remind_on, CaseMark.remind_note)
        .join(CaseMark, CaseMark.complaint_id == Complaint.id)
        .where(CaseMark.person_id == (actor.person_id or 0), policy.readable_by(actor), *wanted)  # type: ignore[arg-type]
        .order_by(*order, Complaint.id)  # type: ignore[arg-type]
        .limit(MOST)
    )
    return tuple(
        Marked(
            row.id,
            number(row.year, row.running),
            f"{row.year}/{row.running}",
            Said(row.title, row.language),
            day=row.remind_on,
            note=said(row.remind_note) if row.remind_note else None,
            at=row.changed_at,
        )
        for row in rows
    )


def mentions(actor: Actor) -> tuple[Marked, ...]:
    """Unread notes in which this person is named, of complaints that they may read now."""
    rows = session.execute(
        select(*_BARE, CaseMention.at, CaseMention.version, Person.name, ComplaintStep.note)
        .join(CaseMention, CaseMention.complaint_id == Complaint.id)
        .join(Person, Person.id == CaseMention.by_person_id)
        .join(
            ComplaintStep,
            and_(
                ComplaintStep.complaint_id == CaseMention.complaint_id,
                ComplaintStep.version == CaseMention.version,
                ComplaintStep.verb == Verb.NOTE.value,
            ),
        )
        .where(
            CaseMention.person_id == (actor.person_id or 0),
            CaseMention.read_at.is_(None),
            policy.readable_by(actor),
        )
        .order_by(CaseMention.id.desc())
        .limit(MOST)
    )
    return tuple(
        Marked(
            row.id,
            number(row.year, row.running),
            f"{row.year}/{row.running}",
            Said(row.title, row.language),
            note=said(row.note) if row.note else None,
            by=said(row.name),
            at=row.at,
            version=row.version,
        )
        for row in rows
    )


def watchers(how: Watch) -> set[int]:
    """Whoever watches something in this way."""
    wanted = select(CaseMark.person_id).where(CaseMark.watch == how.value, CaseMark.watch != "")
    return set(session.scalars(wanted.distinct()))


def changes(actor: Actor, how: Watch) -> tuple[Marked, ...]:
    """What others did with complaints that somebody watches in this way, since they were told.

    What was marked as read meanwhile needs no telling.
    """
    me = actor.person_id or 0
    rows = session.execute(
        select(*_BARE, ComplaintStep.verb, ComplaintStep.version, ComplaintStep.at)
        .join(CaseMark, CaseMark.complaint_id == Complaint.id)
        .join(
            ComplaintStep,
            and_(
                ComplaintStep.complaint_id == Complaint.id,
                ComplaintStep.version > CaseMark.told_version,
            ),
        )
        .where(
            CaseMark.person_id == me,
            CaseMark.watch == how.value,
            Complaint.version > CaseMark.told_version,
            ComplaintStep.version > func.coalesce(CaseMark.seen_version, 0),
            or_(ComplaintStep.actor_id.is_(None), ComplaintStep.actor_id != me),
            policy.readable_by(actor),
        )
        .order_by(Complaint.id, ComplaintStep.id)
        .limit(10 * MOST)
    ).all()
    found: dict[int, list[object]] = {}
    for row in rows:
        found.setdefault(row.id, []).append(row)
    return tuple(_changed(steps) for steps in list(found.values())[:MOST])


def _changed(rows: Sequence[object]) -> Marked:
    first, last = rows[0], rows[-1]
    return Marked(
        first.id,  # type: ignore[attr-defined]
        number(first.year, first.running),  # type: ignore[attr-defined]
        f"{first.year}/{first.running}",  # type: ignore[attr-defined]
        Said(first.title, first.language),  # type: ignore[attr-defined]
        at=last.at,  # type: ignore[attr-defined]
        changes=tuple(STEPS[Verb(row.verb)].done for row in rows),  # type: ignore[attr-defined]
        version=last.version,  # type: ignore[attr-defined]
    )
