"""The register of incidents, with the time that is left to tell the regulator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from portal.accounts.models import Person
from portal.complaints.queries.said import Said, said
from portal.foundation.database import session
from portal.foundation.errors import NotFound
from portal.foundation.i18n import lazy
from portal.rights.models import Incident, IncidentEntry
from portal.rights.terms import TELL_IN, Risk


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A line of an incident's book."""

    at: datetime
    by: Said
    note: Said


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident, and how its clock stands."""

    number: int
    title: Said
    happened: Said
    found_by: Said
    people: int | None
    risk: Risk
    known_at: datetime
    tell_by: datetime
    told_regulator_at: datetime | None
    told_people_at: datetime | None
    measures: Said
    not_told_because: Said
    closed_at: datetime | None
    version: int
    entries: tuple[EntryLine, ...] = ()

    @property
    def must_tell(self) -> bool:
        """Whether the regulator must still be told."""
        return self.risk is not Risk.NONE and self.told_regulator_at is None

    @property
    def must_tell_people(self) -> bool:
        """Whether the people must still be told."""
        return self.risk is Risk.HIGH and self.told_people_at is None

    @property
    def was_told_late(self) -> bool:
        """Whether the regulator was told after the time."""
        return self.told_regulator_at is not None and self.told_regulator_at > self.tell_by

    def is_overdue(self, at: datetime) -> bool:
        """Whether the time to tell the regulator has passed."""
        return self.must_tell and at > self.tell_by


def register() -> list[IncidentLine]:
    """Every incident, open ones first, the newest first."""
    order = (Incident.closed_at.is_not(None), Incident.number.desc())
    rows = session.scalars(select(Incident).order_by(*order).limit(500))
    return [_line(row, ()) for row in rows]


def incident(number: int) -> IncidentLine:
    """One incident with its book; `NotFound` where there is none."""
    row = session.scalar(select(Incident).where(Incident.number == number))
    if row is None:
        raise NotFound(lazy("There is no such incident."))
    entries = session.execute(
        select(IncidentEntry.at, IncidentEntry.note, Person.name)
        .outerjoin(Person, Person.id == IncidentEntry.actor_id)
        .where(IncidentEntry.incident_id == row.id)
        .order_by(IncidentEntry.id.desc())
    )
    lines = tuple(EntryLine(one.at, said(one.name or ""), said(one.note)) for one in entries)
    return _line(row, lines)


def to_be_told(at: datetime) -> tuple[int, int]:
    """How many incidents the regulator must still be told of, and of how many the time is over."""
    must = (Incident.risk != Risk.NONE.value) & Incident.told_regulator_at.is_(None)
    open_ = session.scalar(select(func.count()).select_from(Incident).where(must)) or 0
    late = select(func.count()).select_from(Incident).where(must, Incident.known_at < at - TELL_IN)
    return open_, session.scalar(late) or 0


def _line(row: Incident, entries: tuple[EntryLine, ...]) -> IncidentLine:
    return IncidentLine(
        number=row.number,
        title=said(row.title),
        happened=said(row.happened),
        found_by=said(row.found_by),
        people=row.people,
        risk=Risk(row.risk),
        known_at=row.known_at,
        tell_by=row.known_at + TELL_IN,
        told_regulator_at=row.told_regulator_at,
        told_people_at=row.told_people_at,
        measures=said(row.measures),
        not_told_because=said(row.not_told_because),
        closed_at=row.closed_at,
        version=row.version,
        entries=entries,
    )
