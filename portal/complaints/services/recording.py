"""Complaints with a past: every step that was made, written down at once.

For the demo and for registers kept elsewhere. What is written is what the verbs would have
written one after another, but for the facts told to other rooms: nobody gets a notice of what
happened long ago. Moves that are no arrows are refused; permissions are not asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import select

from portal.complaints.models import MATTER, Category, Complaint, ComplaintCoUnit
from portal.complaints.services import filing, moving
from portal.complaints.services.replaying import ComplaintPast, PastMove, Story
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
    for past in pasts:
        waiting.append(Story.of(past, known))
        ids.append(waiting[-1].complaint.id)
        if len(waiting) == AT_ONCE:
            _write(waiting)
            waiting = []
    _write(waiting)
    return ids


def _write(stories: Sequence[Story]) -> None:
    """Keep the stories: rows, promises, words, map, and the register's numbers last."""
    if not stories:
        return
    complaints = [story.complaint for story in stories]
    _number(complaints)
    session.add_all(complaints)
    session.flush()
    session.add_all(filing.contact_of(s.complaint, s.past.filing.contact) for s in stories)
    session.add_all(
        ComplaintCoUnit(complaint_id=story.complaint.id, unit_id=unit_id)
        for story in stories
        for unit_id in story.co_units
    )
    session.add_all(step for story in stories for step in story.steps)
    session.flush()
    promises.write_rehearsals(story.book for story in stories)
    words = [moving.document(story.complaint, story.category) for story in stories]
    fulltext.index_many(session(), tenancy.municipality_id(), words)
    municipalities.show_public_change()
    for where, count in Counter(map(moving.on_map, complaints)).items():
        moving.count_on_map(where, count)
    session.flush()


def _number(complaints: Sequence[Complaint]) -> None:
    """Give each the next number of its year, in their order."""
    for year, count in Counter(complaint.year for complaint in complaints).items():
        numbers = filing.next_numbers(year, count)
        ofyear = (complaint for complaint in complaints if complaint.year == year)
        for complaint, running in zip(ofyear, numbers, strict=True):
            complaint.running = running
