"""Doubtful closures: what was called done and may not be. A sign to look again, no verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from portal.attachments import likeness
from portal.attachments import queries as photographs
from portal.attachments.models import Purpose
from portal.complaints import policy
from portal.complaints.lifecycle import DONE, Verb
from portal.complaints.models import MATTER, Complaint, ComplaintStep
from portal.complaints.queries.doubt_rules import (
    BAD_STARS,
    FAR,
    JUST_BEFORE,
    MANY,
    PERIOD,
    RULES,
    WITHIN,
    Doubt,
    Rule,
)
from portal.foundation.database import session
from portal.foundation.policy import Actor
from portal.response_times import queries as promised
from portal.response_times.standards import PromiseKind

MOST_LOOKED_AT = 5_000
"""Of the period’s resolved complaints the newest so many are looked through."""
MOST_SHOWN = 20
_IDS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class DoubtLine:
    """One closure to look at again."""

    complaint_id: int
    year: int
    running: int
    title: str
    language: str
    resolved_at: datetime
    metres_off: int | None = None
    """How far from the place the photo was taken, where that is the reason."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """One reason, how many closures it points to, and the newest of them."""

    doubt: Doubt
    count: int
    lines: Sequence[DoubtLine]

    @property
    def rule(self) -> Rule:
        """Its name, how it is found, and its limit."""
        return RULES[self.doubt]


@dataclass(frozen=True, slots=True)
class LookedThrough:
    """All reasons in order, and how many closures were looked through, since when."""

    closures: int
    since: datetime
    is_cut: bool
    doubts: Sequence[Doubtful]


@dataclass(frozen=True, slots=True)
class _Closing:
    complaint_id: int
    actor_id: int | None
    at: datetime
    without_photo: bool


def look_through(actor: Actor, at: datetime) -> LookedThrough:
    """The doubtful ones among the closures of the last 90 days that this person may read.

    A complaint that was opened again counts by its last closure before that.
    """
    since = at - PERIOD
    finished = _finished(actor, since)
    known = _closings(finished, since)
    rows = _complaints(list(known))
    far, older = _far_or_older(list(known))
    found: dict[Doubt, Collection[int]] = {
        Doubt.FAR_AWAY: far,
        Doubt.TAKEN_BEFORE: older,
        Doubt.SAME_PHOTO: _same_photo(list(known)),
        Doubt.JUST_BEFORE_DUE: _just_before_due(rows.values()),
        Doubt.IN_A_ROW: in_a_row(
            (closing.actor_id, closing.at, closing.complaint_id)
            for closing in known.values()
            if closing.actor_id is not None
        ),
        Doubt.BADLY_RATED: {
            row.id
            for row in rows.values()
            if row.state in DONE and 0 < (row.rating or 0) <= BAD_STARS
        },
        Doubt.NO_PHOTO: {number for number, closing in known.items() if closing.without_photo},
    }
    return LookedThrough(
        len(known),
        since,
        len(finished) > MOST_LOOKED_AT,
        [_doubtful(doubt, found[doubt], rows, known, far) for doubt in RULES],
    )


def in_a_row(closings: Iterable[tuple[int, datetime, int]]) -> set[int]:
    """The complaints of (person, moment, complaint) that one person closed `MANY` in a minute."""
    by_person: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
    for person, moment, complaint_id in closings:
        by_person[person].append((moment, complaint_id))
    found: set[int] = set()
    for made in by_person.values():
        made.sort()
        first = 0
        for last, (moment, _id) in enumerate(made):
            while moment - made[first][0] > WITHIN:
                first += 1
            if last - first + 1 >= MANY:
                found.update(complaint_id for _moment, complaint_id in made[first : last + 1])
    return found


def _finished(actor: Actor, since: datetime) -> list[int]:
    """What was finished since, newest first, and what was opened again after it had been."""
    readable = select(Complaint.id).where(policy.readable_by(actor))
    finished = session.scalars(
        readable.where(Complaint.resolved_at >= since)
        .order_by(Complaint.resolved_at.desc(), Complaint.id.desc())
        .limit(MOST_LOOKED_AT + 1)
    ).all()
    again = session.scalars(
        readable.where(
            Complaint.reopened > 0, Complaint.resolved_at.is_(None), Complaint.changed_at >= since
        ).limit(MOST_LOOKED_AT)
    ).all()
    return [*finished, *again]


def _closings(ids: Sequence[int], since: datetime) -> dict[int, _Closing]:
    """The last closure of each since then."""
    last: dict[int, _Closing] = {}
    for start in range(0, len(ids), _IDS_AT_ONCE):
        rows = session.execute(
            select(
                ComplaintStep.complaint_id,
                ComplaintStep.actor_id,
                ComplaintStep.at,
                ComplaintStep.details,
            )
            .where(
                ComplaintStep.complaint_id.in_(ids[start : start + _IDS_AT_ONCE]),
                ComplaintStep.verb == Verb.RESOLVE.value,
                ComplaintStep.at >= since,
            )
            .order_by(ComplaintStep.id)
        )
        for row in rows:
            bare = not row.details.get("photos") and "imported" not in row.details
            last[row.complaint_id] = _Closing(row.complaint_id, row.actor_id, row.at, bare)
    return last


def _complaints(ids: Sequence[int]) -> dict[int, Complaint]:
    found: dict[int, Complaint] = {}
    for start in range(0, len(ids), _IDS_AT_ONCE):
        some = select(Complaint).where(Complaint.id.in_(ids[start : start + _IDS_AT_ONCE]))
        found.update((row.id, row) for row in session.scalars(some))
    return found


def _same_photo(ids: Sequence[int]) -> set[int]:
    """Complaints with an after photo that looks like another photo of one of them."""
    prints = [
        line
        for start in range(0, len(ids), _IDS_AT_ONCE)
        for line in photographs.fingerprints(MATTER, ids[start : start + _IDS_AT_ONCE])
    ]
    found: set[int] = set()
    for first, second in likeness.pairs([line.dhash for line in prints]):
        pair = (prints[first], prints[second])
        found.update(line.owner_id for line in pair if line.purpose is Purpose.AFTER)
    return found


def _far_or_older(ids: Sequence[int]) -> tuple[dict[int, int], set[int]]:
    """By the photos of the result: how far off, where that is far, and which are too old."""
    far: dict[int, int] = {}
    older: set[int] = set()
    for start in range(0, len(ids), _IDS_AT_ONCE):
        for photo in photographs.origins(MATTER, ids[start : start + _IDS_AT_ONCE]):
            if (photo.metres_off or 0) > FAR:
                far[photo.owner_id] = max(far.get(photo.owner_id, 0), photo.metres_off or 0)
            if photo.is_older:
                older.add(photo.owner_id)
    return far, older


def _just_before_due(rows: Iterable[Complaint]) -> set[int]:
    again = [row.id for row in rows if row.reopened]
    return {
        number
        for number, lines in promised.promises_of_many(MATTER, again).items()
        for line in lines
        if line.promise_kind is PromiseKind.RESOLVE
        and line.met_at is not None
        and timedelta() <= line.due_at - line.met_at <= JUST_BEFORE
    }


def _doubtful(
    doubt: Doubt,
    ids: Collection[int],
    rows: Mapping[int, Complaint],
    known: Mapping[int, _Closing],
    far: Mapping[int, int],
) -> Doubtful:
    newest = sorted(rows.keys() & ids, key=lambda number: known[number].at, reverse=True)
    lines = [
        DoubtLine(
            number,
            row.year,
            row.running,
            row.title,
            row.language,
            known[number].at,
            far.get(number) if doubt is Doubt.FAR_AWAY else None,
        )
        for number in newest[:MOST_SHOWN]
        for row in (rows[number],)
    ]
    return Doubtful(doubt, len(newest), lines)
