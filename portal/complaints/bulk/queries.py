"""Which complaints are meant, and what would become of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select

from portal.complaints import policy
from portal.complaints.bulk.acts import MOST, Order
from portal.complaints.bulk.judging import refusal
from portal.complaints.models import Complaint, ComplaintCoUnit
from portal.complaints.queries.counts import MOST_COUNTED
from portal.complaints.queries.filters import Filters, conditions
from portal.complaints.queries.neighbours import number
from portal.complaints.queries.said import Said
from portal.foundation.database import session
from portal.foundation.i18n import Lazy
from portal.foundation.policy import Actor


@dataclass(frozen=True, slots=True)
class Line:
    """One complaint of a lot."""

    id: int
    version: int
    number: str
    path: str
    title: Said | None
    why: Lazy | None = None
    """Why it is left out; None where it is not."""


@dataclass(frozen=True, slots=True)
class Lot:
    """Some complaints, looked at before anything is done."""

    ready: tuple[Line, ...]
    left_out: tuple[Line, ...]
    unread: int = 0
    """How many of them are not there, or not this person's to read: nothing of them is told."""
    matching: int = 0
    """How many match the filters from here on, this lot included; one more than can be counted
    stands for more."""


def matching(officer: Actor, filters: Filters, after: int, at: datetime) -> tuple[list[int], int]:
    """The next lot of what the filters ask for, oldest first, and how many there are from here."""
    asked = (policy.readable_by(officer), *conditions(filters, at), Complaint.id > after)
    wanted = select(Complaint.id).where(*asked).order_by(Complaint.id).limit(MOST + 1)
    ids = list(session.scalars(wanted))
    if len(ids) <= MOST:
        return ids, len(ids)
    some = select(Complaint.id).where(*asked).limit(MOST_COUNTED + 1).subquery()
    return ids, session.scalar(select(func.count()).select_from(some)) or 0


def co_units_of(ids: Collection[int]) -> Mapping[int, list[int]]:
    """The further units that work on each."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    rows = session.execute(
        select(ComplaintCoUnit.complaint_id, ComplaintCoUnit.unit_id).where(
            ComplaintCoUnit.complaint_id.in_(ids)
        )
    )
    for complaint_id, unit_id in rows:
        found[complaint_id].append(unit_id)
    return found


def lot(officer: Actor, order: Order, chosen: Mapping[int, int | None]) -> Lot:
    """What would become of each; `chosen` are their ids with the versions that were shown."""
    rows = {
        row.id: row for row in session.scalars(select(Complaint).where(Complaint.id.in_(chosen)))
    }
    units = co_units_of(rows)
    ready: list[Line] = []
    left_out: list[Line] = []
    unread = 0
    for complaint_id, seen in chosen.items():
        row, co_units = rows.get(complaint_id), units.get(complaint_id, ())
        if row is None or not policy.may_read(officer, row, co_units):
            unread += 1
            continue
        why = refusal(officer, order, row, co_units, seen)
        (left_out if why else ready).append(line(row, why))
    return Lot(tuple(ready), tuple(left_out), unread)


def of_filters(found: Lot, count: int) -> Lot:
    """The same lot, with how many match the filters from here on."""
    return replace(found, matching=count)


def line(row: Complaint, why: Lazy | None = None) -> Line:
    """One complaint as it is shown in a list."""
    return Line(
        row.id,
        row.version,
        number(row.year, row.running),
        f"{row.year}/{row.running}",
        Said(row.title, row.language),
        why,
    )


def reasons(lines: Iterable[Line]) -> list[tuple[Lazy, list[Line]]]:
    """The lines that were left out, by why."""
    found: dict[str, tuple[Lazy, list[Line]]] = {}
    for each in lines:
        if each.why is not None:
            found.setdefault(str(each.why), (each.why, []))[1].append(each)
    return list(found.values())
