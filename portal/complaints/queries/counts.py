"""How much there is to do. Counting stops at a thousand: it costs the same in a large town."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, func, select

from portal.complaints import policy
from portal.complaints.lifecycle import State
from portal.complaints.models import Complaint, RegisterBook
from portal.complaints.queries.filters import Lateness, Waiting, near, of_unit, waits
from portal.foundation.database import session
from portal.foundation.policy import Actor

MOST_COUNTED = 1000
COUNTED_STATES = tuple(state for state in State if state is not State.SETTLED)
"""What is settled only grows, and nobody works on it."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are; one more than `MOST_COUNTED` stands for more than can be counted."""

    late: int
    today: int
    new: int
    waiting: int
    mine: int
    states: Mapping[State, int]
    more: tuple[int, ...] = ()
    """Further counts that were asked for together with them."""


def counts(
    actor: Actor, unit: int | None, at: datetime, more: Sequence[ScalarSelect[int]] = ()
) -> Counts:
    """The counts of a unit's queue, or of all that the person may read, in one query."""
    here = [policy.readable_by(actor), *of_unit(unit)]
    is_open = Complaint.is_open.is_(True)
    wanted = [
        capped(*here, is_open, near(Lateness.LATE, at)),
        capped(*here, is_open, near(Lateness.TODAY, at)),
        capped(*here, Complaint.state == State.RECEIVED.value),
        capped(*here, is_open, waits(Waiting.ANY)),
        capped(policy.readable_by(actor), is_open, Complaint.officer_id == (actor.person_id or 0)),
        *(capped(*here, Complaint.state == state.value) for state in COUNTED_STATES),
    ]
    numbers = tuple(session.execute(select(*wanted, *more)).one())
    states = dict(zip(COUNTED_STATES, numbers[5 : len(wanted)], strict=True))
    late, today, new, waiting, mine = numbers[:5]
    return Counts(late, today, new, waiting, mine, states, numbers[len(wanted) :])


def capped(*conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    """A count of complaints that stops one after `MOST_COUNTED`, to be asked with others."""
    some = select(Complaint.id).where(*conditions).limit(MOST_COUNTED + 1).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def ever_filed() -> int:
    """How many complaints were ever given a number, by the register's own books."""
    return int(session.scalar(select(func.sum(RegisterBook.last))) or 0)
