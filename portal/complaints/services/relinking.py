"""What was merged or split in the register a file came from belongs together here, too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select

from portal.complaints.importing.reading import PastComplaint
from portal.complaints.lifecycle import State
from portal.complaints.models import Complaint
from portal.complaints.services import courses, moving
from portal.foundation.database import session
from portal.response_times import queries as promised
from portal.response_times import services as promises

AT_ONCE = 500
Link = tuple[str, str, str]
"""A number of the file, that of the complaint it was merged with, that of the one it was part of.

Empty where there is none.
"""


def links_of(rows: Iterable[PastComplaint]) -> list[Link]:
    """The ties that these rows tell of."""
    return [
        (row.number, row.merged_with if row.state is State.MERGED else "", row.split_from)
        for row in rows
        if row.merged_with or row.split_from
    ]


def relink(source: str, links: Sequence[Link], at: datetime) -> int:
    """Tie complaints of one source together; returns how many ties were made.

    The complaint that others were merged with counts from the earliest of them, as after merging
    here, and owes what it still owes from there. A tie to what was not in the file is left out.
    """
    ids = _ids(source, {number for link in links for number in link if number})
    made = 0
    firsts: dict[int, list[datetime]] = {}
    for number, merged_with, split_from in links:
        row = session.get(Complaint, ids.get(number, 0))
        first, whole = ids.get(merged_with), ids.get(split_from)
        if row is None:
            continue
        if first is not None and first != row.id and row.first_id is None:
            row.first_id = first
            firsts.setdefault(first, []).append(row.counts_from)
            made += 1
        if whole is not None and whole != row.id and row.split_from_id is None:
            row.split_from_id = whole
            made += 1
    for first_id, starts in firsts.items():
        _count_from(session.get_one(Complaint, first_id), min(starts), at)
    session.flush()
    return made


def _count_from(first: Complaint, earliest: datetime, at: datetime) -> None:
    if earliest >= first.counts_from:
        return
    first.counted_from = earliest
    if first.owes:
        matter, standards = moving.matter(first), moving.standards_of(first)
        promises.begin_at(matter, earliest, standards, at)
        first.next_due_at = promised.next_due(matter)
    session.flush()
    courses.tell([first])


def _ids(source: str, numbers: set[str]) -> dict[str, int]:
    listed = sorted(numbers)
    found: dict[str, int] = {}
    for start in range(0, len(listed), AT_ONCE):
        rows = session.execute(
            select(Complaint.source_number, Complaint.id).where(
                Complaint.source == source,
                Complaint.source_number.in_(listed[start : start + AT_ONCE]),
            )
        )
        found |= {row.source_number or "": row.id for row in rows}
    return found
