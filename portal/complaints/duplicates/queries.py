"""Likely duplicates for the desk: of one case, and the list of all that wait for a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from portal.complaints import policy
from portal.complaints.duplicates import looking
from portal.complaints.duplicates.looking import Spot
from portal.complaints.duplicates.models import DuplicatePair
from portal.complaints.duplicates.similarity import Likeness
from portal.complaints.lifecycle import OPEN, STATE_WORDS, State, Verb
from portal.complaints.models import Category, Complaint, ComplaintCoUnit
from portal.complaints.queries.neighbours import number
from portal.complaints.queries.said import Said
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual, Lazy, lazy
from portal.foundation.paging import Page, decoded, page
from portal.foundation.policy import Actor

PAGE_ROWS = 20
MOST_ON_CASE = 5
APART, MERGED = "apart", "merged"


@dataclass(frozen=True, slots=True)
class Half:
    """One of the two."""

    id: int
    year: int
    running: int
    number: str
    title: Said | None
    """None where this person may not read it."""
    state: State
    state_words: Lazy
    filed_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two complaints that seem to be one matter, with the score and its reasons."""

    later: Half
    first: Half
    score: int
    reasons: tuple[Lazy, ...]
    may_decide: bool


def of_case(actor: Actor, complaint_id: int) -> list[Pair]:
    """The likely duplicates of an open complaint that this person may read, looked up afresh."""
    row = session.get(Complaint, complaint_id)
    if row is None or State(row.state) not in OPEN or row.withheld is not None:
        return []
    if row.lat is None or row.lon is None:
        return []
    found = likely_of(row, policy.readable_by(actor))
    apart = told_apart(row.id)
    likest = [each for each in found if each.id not in apart][:MOST_ON_CASE]
    others = {
        other.id: other
        for other in session.scalars(
            select(Complaint).where(Complaint.id.in_([each.id for each in likest]))
        )
    }
    return [_pair(actor, row, others[each.id], each) for each in likest if each.id in others]


def likely_of(row: Complaint, *limits: object) -> list[Likeness]:
    """What lies around a complaint and seems the same."""
    if row.lat is None or row.lon is None:
        return []
    spot = Spot(row.lat, row.lon, row.category_id, row.text, row.id)
    return looking.likely(spot, *limits)  # type: ignore[arg-type]


def told_apart(complaint_id: int) -> set[int]:
    """The complaints that somebody said are another matter than this one."""
    rows = session.execute(
        select(DuplicatePair.complaint_id, DuplicatePair.first_id).where(
            DuplicatePair.verdict == APART,
            or_(DuplicatePair.complaint_id == complaint_id, DuplicatePair.first_id == complaint_id),
        )
    )
    return {each for row in rows for each in row} - {complaint_id}


def waiting(actor: Actor, cursor: str | None) -> Page[Pair]:
    """The pairs that wait for a decision, the newest first; both are open."""
    position = decoded(cursor, (int,))
    first = aliased(Complaint)
    wanted = (
        select(DuplicatePair, Complaint, first)
        .join(Complaint, Complaint.id == DuplicatePair.complaint_id)
        .join(first, first.id == DuplicatePair.first_id)
        .where(
            DuplicatePair.verdict == "",
            Complaint.is_open.is_(True),
            Complaint.withheld.is_(None),
            first.is_open.is_(True),
            first.withheld.is_(None),
            policy.readable_by(actor),
        )
    )
    backwards = position is not None and position.backwards
    if position is not None:
        (key,) = position.key
        wanted = wanted.where(DuplicatePair.id > key if backwards else DuplicatePair.id < key)
    way = DuplicatePair.id.asc() if backwards else DuplicatePair.id.desc()
    rows = session.execute(wanted.order_by(way).limit(PAGE_ROWS + 1)).all()
    chosen = page(rows, PAGE_ROWS, lambda row: (row[0].id,), position)
    return Page(
        [_pair(actor, later, earlier, _kept(pair)) for pair, later, earlier in chosen.items],
        chosen.newer,
        chosen.older,
    )


def count(actor: Actor) -> int:
    """How many pairs wait for this person."""
    first = aliased(Complaint)
    return (
        session.scalar(
            select(func.count())
            .select_from(DuplicatePair)
            .join(Complaint, Complaint.id == DuplicatePair.complaint_id)
            .join(first, first.id == DuplicatePair.first_id)
            .where(
                DuplicatePair.verdict == "",
                Complaint.is_open.is_(True),
                Complaint.withheld.is_(None),
                first.is_open.is_(True),
                first.withheld.is_(None),
                policy.readable_by(actor),
            )
        )
        or 0
    )


def radii() -> list[tuple[int, Bilingual, int]]:
    """For each category that can be chosen: its id, title, and how near is the same place."""
    rows = session.execute(
        select(Category.id, Category.title_th, Category.title_en, Category.near_metres)
        .where(Category.is_active.is_(True))
        .order_by(Category.position, Category.id)
    )
    return [(row.id, Bilingual(row.title_th, row.title_en), row.near_metres) for row in rows]


def reasons(found: Likeness) -> tuple[Lazy, ...]:
    """Why they are taken for the same, in words."""
    place = (
        lazy("at the same spot")
        if found.metres <= 1
        else lazy("%(metres)s metres apart", metres=found.metres)
    )
    category = {
        True: lazy("same category"),
        False: lazy("another category"),
        None: lazy("category not known"),
    }[found.same_category]
    words = (
        lazy("the same words")
        if found.words == 100  # noqa: PLR2004 - per cent
        else lazy("%(share)s%% of the words alike", share=found.words)
    )
    return place, category, words


def _kept(pair: DuplicatePair) -> Likeness:
    return Likeness(pair.first_id, pair.score, pair.metres, pair.same_category, pair.words)


def _pair(actor: Actor, one: Complaint, other: Complaint, found: Likeness) -> Pair:
    later, first = (one, other) if one.id > other.id else (other, one)
    may = [_may_decide(actor, each) for each in (later, first)]
    return Pair(
        later=_half(actor, later),
        first=_half(actor, first),
        score=found.score,
        reasons=reasons(found),
        may_decide=all(may),
    )


def _may_decide(actor: Actor, row: Complaint) -> bool:
    return policy.may_work(actor, row, Verb.MERGE, _co_units(row.id))


def _co_units(complaint_id: int) -> list[int]:
    return list(
        session.scalars(
            select(ComplaintCoUnit.unit_id).where(ComplaintCoUnit.complaint_id == complaint_id)
        )
    )


def _half(actor: Actor, row: Complaint) -> Half:
    may_read = policy.may_read(actor, row, _co_units(row.id))
    return Half(
        id=row.id,
        year=row.year,
        running=row.running,
        number=number(row.year, row.running),
        title=Said(row.title, row.language) if may_read else None,
        state=State(row.state),
        state_words=STATE_WORDS[State(row.state)],
        filed_at=row.filed_at,
        version=row.version,
    )
