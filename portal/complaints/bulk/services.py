"""Make one move with many complaints: each gets its own step, its promise is met, it is told.

What the single verbs do one after another is done here for all at once, with as many questions as
one of them needs. A test holds both to the same rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.accounts import queries as accounts
from portal.complaints import acts
from portal.complaints.bulk.acts import GONE, MOST, Act, Order, too_many
from portal.complaints.bulk.judging import refusal
from portal.complaints.bulk.queries import Line, Lot, co_units_of, line
from portal.complaints.events import ComplaintAnswered
from portal.complaints.lifecycle import DONE, OPEN, State
from portal.complaints.models import MATTER, Complaint, ComplaintStep
from portal.complaints.services import courses, moving
from portal.complaints.services.moving import Move
from portal.complaints.services.working import words
from portal.foundation import audit, database, outbox
from portal.foundation.database import session
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.municipalities import queries as municipalities
from portal.municipalities import services as municipality
from portal.response_times import services as promises
from portal.response_times.standards import PromiseKind

MET = {
    Act.ACKNOWLEDGE: (PromiseKind.ACKNOWLEDGE,),
    Act.ASSIGN: (PromiseKind.ACKNOWLEDGE,),
    Act.REPLY: (PromiseKind.ACKNOWLEDGE, PromiseKind.ANSWER),
}


@dataclass(frozen=True, slots=True)
class _Moved:
    """A complaint that is being moved: where the map counted it before, and how it was made."""

    complaint: Complaint
    before: moving.OnMap | None
    move: Move


def checked(order: Order) -> Order:
    """The order as it can be carried out.

    Raises:
        Invalid: no words to reply, too many, or nobody to assign to.

    """
    if order.act is Act.REPLY:
        return Order(order.act, text=words("reply", order.text))
    if order.act is Act.ASSIGN:
        units = {unit.id for unit in municipalities.units()}
        people = {one.id for one in accounts.staff(order.unit_id)} if order.unit_id else set()
        if order.unit_id not in units or not {order.officer_id} <= {None, *people}:
            raise Invalid(fields={"unit": lazy("Choose a unit or a person from the list")})
    return order


def move_many(officer: Actor, order: Order, chosen: Mapping[int, int | None], at: datetime) -> Lot:
    """Carry the order out with each that it can be carried out with; tells which were left out.

    `chosen` are ids with the versions that were shown. Nothing of what is left out is changed.

    Raises:
        Invalid: too many at once, or the order itself is not complete.

    """
    if len(chosen) > MOST:
        raise Invalid(too_many(len(chosen)))
    order = checked(order)
    ready, left_out, unread = _locked(officer, order, chosen)
    moved = [_taken(officer, order, complaint, at) for complaint in ready]
    if moved:
        _write(order, moved, at)
        _settle(order, moved, at)
    return Lot(tuple(line(each.complaint) for each in moved), tuple(left_out), unread)


def _locked(
    officer: Actor, order: Order, chosen: Mapping[int, int | None]
) -> tuple[list[Complaint], list[Line], int]:
    """Those with which it can be done, locked in the order of their ids; the others, and why."""
    wanted = select(Complaint).where(Complaint.id.in_(chosen)).order_by(Complaint.id)
    rows = session.scalars(
        wanted.with_for_update(), execution_options={"populate_existing": True}
    ).all()
    units = co_units_of([row.id for row in rows])
    ready: list[Complaint] = []
    left_out: list[Line] = []
    unread = len(chosen) - len(rows)
    for row in rows:
        co_units = units.get(row.id, ())
        why = refusal(officer, order, row, co_units, chosen[row.id])
        if why is GONE:
            unread += 1
        elif why is not None:
            left_out.append(line(row, why))
        else:
            ready.append(row)
    return ready, left_out, unread


def _taken(officer: Actor, order: Order, complaint: Complaint, at: datetime) -> _Moved:
    before = moving.on_map(complaint)
    details = None
    if order.act is Act.ASSIGN:
        complaint.unit_id, complaint.officer_id = order.unit_id, order.officer_id
        details = {"unit_id": order.unit_id, "officer_id": order.officer_id}
    move = Move(officer, order.act.verb, at, order.text, is_public=True, details=details)
    moving.take(complaint, move)
    return _Moved(complaint, before, move)


def _write(order: Order, moved: Sequence[_Moved], at: datetime) -> None:
    """The steps with their numbers, the log's lines, and the fact that somebody was answered."""
    numbers = promises.take_numbers(len(moved))
    steps = [
        moving.line_of(each.complaint, each.move, number)
        for each, number in zip(moved, numbers, strict=True)
    ]
    session.add_all(steps)
    session.flush()
    act, officer = acts.MOVES[order.act.verb], moved[0].move.actor
    database.write_now(
        *(audit.line(act, MATTER, step.complaint_id, at=at, by=officer) for step in steps)
    )
    if order.act is Act.REPLY:
        _tell(steps, at)


def _tell(steps: Sequence[ComplaintStep], at: datetime) -> None:
    outbox.record_all([ComplaintAnswered(step.complaint_id, step.id) for step in steps], at)


def _settle(order: Order, moved: Sequence[_Moved], at: datetime) -> None:
    """Promises, due moments, map and figures, as after a single move."""
    open_ones = [each.complaint for each in moved if each.complaint.state not in DONE]
    news = {
        complaint.id: moving.standards_of(complaint)
        for complaint in open_ones
        if order.act is Act.REPLY
    }
    matters = [moving.matter(complaint) for complaint in open_ones]
    due = promises.meet_many(matters, MET[order.act], at, news)
    for each in moved:
        is_open = State(each.complaint.state) in OPEN
        each.complaint.next_due_at = due.get(each.complaint.id) if is_open else None
    municipality.show_public_change()
    for each in moved:
        after = moving.on_map(each.complaint)
        if after != each.before:
            moving.count_on_map(each.before, -1)
            moving.count_on_map(after, +1)
    session.flush()
    courses.tell([each.complaint for each in moved])
