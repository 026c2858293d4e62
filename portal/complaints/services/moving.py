"""What every move shares: load and lock, take the arrow, write the history, keep the lists true."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, select, update

from portal.complaints import acts, lifecycle, policy
from portal.complaints.handing_over.events import NeighbourSpoke
from portal.complaints.lifecycle import OPEN, Channel, State, Verb, Visibility
from portal.complaints.models import (
    MATTER,
    Category,
    Complaint,
    ComplaintCoUnit,
    ComplaintStep,
    MapCount,
)
from portal.complaints.services import courses
from portal.foundation import audit, database, outbox
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, NotFound, Outdated
from portal.foundation.i18n import lazy
from portal.municipalities import services as municipalities
from portal.places import hexagons
from portal.response_times import queries as promises
from portal.response_times import services as times
from portal.response_times.promises import Matter
from portal.response_times.queries import standards as standing
from portal.response_times.standards import Standard
from portal.response_times.versions import Priority

if TYPE_CHECKING:
    from datetime import datetime

    from portal.foundation.policy import Actor

MAP_RESOLUTION = 8

_COUNT = (
    update(MapCount)
    .where(
        MapCount.cell == bindparam("in_cell"),
        MapCount.category_id == bindparam("in_category"),
        MapCount.is_open == bindparam("open"),
    )
    .values(n=MapCount.n + bindparam("change"))
)


def matter(complaint: Complaint) -> Matter:
    """The complaint as the response-time clock knows it."""
    return Matter(MATTER, complaint.id)


def standards(
    category: Category | None, filed_at: datetime, priority: str = Priority.NORMAL
) -> tuple[Standard, ...]:
    """What is promised for a category: by the standards in force on the day of arrival.

    They hold as long as the complaint lives, also after a change of category and in a new round.
    """
    return standing.in_force(MATTER, category.id if category else None, filed_at, priority)


def standards_of(complaint: Complaint) -> tuple[Standard, ...]:
    """What is promised for a complaint as it is now."""
    return standing.in_force(
        MATTER, complaint.category_id, complaint.counts_from, complaint.priority
    )


def load(complaint_id: int, seen: int | None = None) -> Complaint:
    """The complaint, locked for a change. `seen` is the version the person's page showed."""
    complaint = session.scalar(
        select(Complaint).where(Complaint.id == complaint_id).with_for_update()
    )
    if complaint is None:
        raise NotFound(lazy("There is no such complaint."))
    if seen is not None and complaint.version != seen:
        raise Outdated(
            lazy("Somebody else changed this complaint while you were writing. Nothing was saved."),
            complaint_id=complaint_id,
            seen=seen,
        )
    return complaint


def category_of(complaint: Complaint) -> Category | None:
    """The complaint's category, if one is known."""
    return session.get(Category, complaint.category_id) if complaint.category_id else None


def co_units(complaint_id: int) -> list[int]:
    """The further units that work on it."""
    return list(
        session.scalars(
            select(ComplaintCoUnit.unit_id).where(ComplaintCoUnit.complaint_id == complaint_id)
        )
    )


def staff_loads(actor: Actor, complaint_id: int, verb: Verb, seen: int | None) -> Complaint:
    """The complaint for a member of staff's move: permission first, then the version."""
    complaint = load(complaint_id)
    units = co_units(complaint_id)
    if not policy.may_read(actor, complaint, units):
        raise NotFound(lazy("There is no such complaint."))
    if not policy.may_work(actor, complaint, verb, units):
        raise Forbidden(lazy("You do not have permission to do this with this complaint."))
    return load(complaint_id, seen)


@dataclass(frozen=True, slots=True)
class Move:
    """One move to be made: what, by whom, when, with which words."""

    actor: Actor
    verb: Verb
    at: datetime
    note: str = ""
    is_public: bool = False
    details: dict[str, Any] | None = None
    back_to: State | None = None
    """The state before, for a verb that may lead back to it."""


TOLD_BACK = frozenset({Verb.REPLY, Verb.RESOLVE, Verb.CLOSE})
"""With these the municipality it came from hears what was told."""
AWAY = frozenset({State.REFERRED, State.WAITING})
"""In these an outside body that has it keeps it."""


def make(complaint: Complaint, move: Move) -> ComplaintStep:
    """Take the arrow and write it into the history; returns the step with its id."""
    take(complaint, move)
    return first_step(complaint, move)


def take(complaint: Complaint, move: Move) -> None:
    """Take the arrow: the complaint is in the state it leads to, a version further."""
    reached = lifecycle.after(move.verb, State(complaint.state), move.back_to)
    if complaint.is_referred and reached not in AWAY:
        complaint.is_referred = False
        times.take_back(matter(complaint), move.at)
    complaint.state = reached.value
    complaint.is_open = complaint.owes
    complaint.version += 1
    complaint.changed_at = move.at


def first_step(complaint: Complaint, move: Move) -> ComplaintStep:
    """Add a line to the history, as the complaint now is."""
    step = line_of(complaint, move, times.take_numbers()[0])
    database.write_now(step)
    if complaint.channel == Channel.NEIGHBOUR and move.verb in TOLD_BACK:
        outbox.record(NeighbourSpoke(complaint.id, step.id), move.at)
    _note(complaint, move)
    return step


def line_of(complaint: Complaint, move: Move, number: int) -> ComplaintStep:
    """The line of the history, as the complaint now is; not yet written."""
    return ComplaintStep(
        number=number,
        complaint_id=complaint.id,
        version=complaint.version,
        verb=move.verb.value,
        state=complaint.state,
        at=move.at,
        actor_id=move.actor.person_id,
        actor_role=move.actor.role.value,
        note=move.note.strip(),
        is_public=move.is_public,
        details=move.details or {},
    )


def _note(complaint: Complaint, move: Move) -> None:
    """Into the log what staff did. Whoever files or answers as a reporter is left alone."""
    as_reporter = move.verb in policy.REPORTER_VERBS or (
        move.verb is Verb.FILE and complaint.channel == Channel.WEB
    )
    if move.actor.is_staff and move.actor.person_id is not None and not as_reporter:
        audit.note(
            acts.MOVES[move.verb],
            MATTER,
            complaint.id,
            by=move.actor,
            at=move.at,
        )


@dataclass(frozen=True, slots=True)
class OnMap:
    """Where and how a complaint counts on the public map; None where it does not."""

    cell: int
    category_id: int
    is_open: bool


def on_map(complaint: Complaint) -> OnMap | None:
    """What the map counts of this complaint as it is now."""
    if not complaint.is_public or complaint.cell is None or complaint.is_outside:
        return None
    parent = hexagons.parent(complaint.cell, MAP_RESOLUTION)
    return OnMap(parent, complaint.category_id or 0, complaint.state in OPEN)


def settle_books(complaint: Complaint, before: OnMap | None) -> None:
    """Bring what hangs on the complaint up to date: due moment, map, search, the page's tag."""
    complaint.next_due_at = (
        promises.next_due(matter(complaint)) if complaint.state in OPEN else None
    )
    municipalities.show_public_change()  # locks the municipality's row: counts change one by one
    after = on_map(complaint)
    if before != after:
        count_on_map(before, -1)
        count_on_map(after, +1)
    session.flush()
    courses.tell([complaint])


def open_books(complaint: Complaint) -> None:
    """The same for a complaint that has just been filed: nothing needs to be read."""
    times.begin(MATTER, courses.told(complaint))
    municipalities.show_public_change()  # from here on changes go one by one
    count_on_map(on_map(complaint), +1)


def count_on_map(where: OnMap | None, change: int) -> None:
    """Let the map count so many more, or fewer, there."""
    if where is None:
        return
    counted = {"in_cell": where.cell, "in_category": where.category_id, "open": where.is_open}
    if not database.run(_COUNT, {**counted, "change": change}).rowcount:
        database.write_now(
            MapCount(
                cell=where.cell,
                category_id=where.category_id,
                is_open=where.is_open,
                n=max(change, 0),
            )
        )


def publish(complaint: Complaint, category: Category | None) -> None:
    """Work out who may read it, from its category and the officer's look."""
    if category is None:
        complaint.visibility = Visibility.REVIEW.value
    else:
        complaint.visibility = category.visibility
    complaint.is_public = is_shown(complaint)


def is_shown(complaint: Complaint) -> bool:
    """Whether anyone may read it, as it now is: nothing withholds it, and no look is missing."""
    if complaint.withheld is not None or complaint.first_id is not None:
        return False  # a merged complaint is read in its first one
    return complaint.visibility == Visibility.PUBLIC or (
        complaint.visibility == Visibility.REVIEW and complaint.reviewed_at is not None
    )


def recount_map() -> None:
    """Count the map's hexagons anew from all complaints: after an import."""
    session.execute(delete(MapCount))
    rows = session.execute(
        select(Complaint.cell, Complaint.category_id, Complaint.is_open, func.count())
        .where(
            Complaint.is_public.is_(True),
            Complaint.cell.is_not(None),
            Complaint.is_outside.is_(False),
        )
        .group_by(Complaint.cell, Complaint.category_id, Complaint.is_open)
    )
    counted: Counter[OnMap] = Counter()
    for cell, category_id, is_open, n in rows:
        if cell is not None:
            counted[OnMap(hexagons.parent(cell, MAP_RESOLUTION), category_id or 0, is_open)] += n
    session.add_all(
        MapCount(cell=on.cell, category_id=on.category_id, is_open=on.is_open, n=n)
        for on, n in counted.items()
    )
    session.flush()
