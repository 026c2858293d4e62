"""The monitoring committee on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from portal.foundation.database import session
from portal.participation.monitoring.models import CommitteeSeat
from portal.participation.monitoring.terms import SEATS, Group, Office


@dataclass(frozen=True, slots=True)
class Member:
    """A member and their term."""

    id: int
    holder: str
    office: Office
    begins_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Seat:
    """One of the eleven seats: who holds it, and who comes next."""

    group: Group
    place: int
    member: Member | None
    next: Member | None


def seats(today: date) -> list[Seat]:
    """All eleven seats, group by group, held or vacant."""
    rows = session.scalars(
        select(CommitteeSeat)
        .where(CommitteeSeat.ends_on >= today)
        .order_by(CommitteeSeat.begins_on, CommitteeSeat.id)
    ).all()
    found = []
    for group, many in SEATS.items():
        for place in range(1, many + 1):
            mine = [_member(r) for r in rows if r.chosen_by == group.value and r.place == place]
            now = next((one for one in mine if one.begins_on <= today), None)
            later = next((one for one in mine if one.begins_on > today), None)
            found.append(Seat(group, place, now, later))
    return found


def _member(row: CommitteeSeat) -> Member:
    return Member(row.id, row.holder, Office(row.office), row.begins_on, row.ends_on)
