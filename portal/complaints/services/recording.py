"""Complaints with a past: every step that was made, written down at once.

For the demo and for registers kept elsewhere. What is written is what the verbs would have
written one after another, but for the facts told to other rooms: nobody gets a notice of what
happened long ago. Moves that are no arrows are refused; permissions are not asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import insert, select

from portal.complaints.models import (
    MATTER,
    Category,
    Complaint,
    ComplaintCoUnit,
    ComplaintStep,
    MapCount,
)
from portal.complaints.services import courses, filing, indexing, moving, register
from portal.complaints.services.pasts import ComplaintPast, PastMove
from portal.complaints.services.replaying import Story
from portal.foundation import fulltext, tenancy
from portal.foundation.database import session
from portal.municipalities import services as municipalities
from portal.response_times import services as promises

__all__ = ["MATTER", "ComplaintPast", "PastMove", "record_many"]

AT_ONCE = 500


def record_many(pasts: Iterable[ComplaintPast]) -> list[int]:
    """Write down complaints in the order of their filing; return their ids in that order.

    Raises:
        OutOfOrder: a move is no arrow.
        YearMissing: the working calendar does not reach far enough.

    """
    known = {category.id: category for category in session.scalars(select(Category))}
    ids: list[int] = []
    waiting: list[Story] = []
    counts: Counter[moving.OnMap | None] = Counter()
    for past in pasts:
        waiting.append(Story.of(past, known))
        ids.append(waiting[-1].complaint.id)
        if len(waiting) == AT_ONCE:
            _write(waiting, counts)
            waiting = []
    _write(waiting, counts)
    municipalities.show_public_change()  # locks the municipality's row: counts change one by one
    _count_on_map(counts)
    return ids


def _write(stories: Sequence[Story], counts: Counter[moving.OnMap | None]) -> None:
    """Keep the stories: rows, promises and words; add to what the map is to count."""
    if not stories:
        return
    complaints = [story.complaint for story in stories]
    steps = [step for story in stories for step in story.steps]
    for step, number in zip(steps, promises.take_past_numbers(len(steps)), strict=True):
        step["number"] = number
    _number(complaints)
    session.add_all(complaints)
    session.flush()
    session.add_all(filing.contact_of(s.complaint, s.past.filing.contact) for s in stories)
    session.add_all(
        ComplaintCoUnit(complaint_id=story.complaint.id, unit_id=unit_id)
        for story in stories
        for unit_id in story.co_units
    )
    session.flush()
    session.execute(insert(ComplaintStep).execution_options(render_nulls=True), steps)
    promises.write_rehearsals(story.book for story in stories)
    courses.tell(complaints)
    words = [indexing.document(story.complaint, story.category) for story in stories]
    fulltext.index_many(session(), tenancy.municipality_id(), words)
    counts.update(map(moving.on_map, complaints))


def _count_on_map(counts: Counter[moving.OnMap | None]) -> None:
    rows = {
        moving.OnMap(row.cell, row.category_id, row.is_open): row
        for row in session.scalars(select(MapCount))
    }
    for where, count in counts.items():
        if where in rows:
            rows[where].n += count
        elif where is not None:
            session.add(
                MapCount(
                    cell=where.cell,
                    category_id=where.category_id,
                    is_open=where.is_open,
                    n=count,
                )
            )
    session.flush()


def _number(complaints: Sequence[Complaint]) -> None:
    """Give each the next number of its year, in their order."""
    for year, count in Counter(complaint.year for complaint in complaints).items():
        numbers = register.next_numbers(year, count)
        ofyear = (complaint for complaint in complaints if complaint.year == year)
        for complaint, running in zip(ofyear, numbers, strict=True):
            complaint.running = running
