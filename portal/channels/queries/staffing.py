"""Who of the municipality's own people is told of a level, and what there is to tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.accounts import queries as accounts
from portal.accounts.models import Person
from portal.complaints import policy
from portal.complaints.models import MATTER, Complaint, ComplaintCoUnit
from portal.complaints.queries import choices
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import EVERYTHING, Actor, Role
from portal.response_times.levels import Level
from portal.response_times.queries.escalations import LevelLine, level_line

ROLES = (Role.OFFICER, Role.HEAD, Role.DISPATCHER, Role.CLERK, Role.MAYOR)
"""Who is ever told."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """One of the municipality's own people, and how they are told."""

    actor: Actor
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class Escalated:
    """A level of a complaint, whom it is told, and what: nothing of the reporter or their words."""

    complaint_id: int
    year: int
    running: int
    category: Bilingual | None
    unit: Bilingual | None
    filed_at: datetime
    line: LevelLine
    recipients: tuple[Colleague, ...]


def colleagues() -> list[Colleague]:
    """Everyone who may be told of levels and gets the morning's list."""
    rows = session.execute(
        select(
            Person.id,
            Person.municipality_id,
            Person.role,
            Person.unit_id,
            Person.name,
            Person.email,
            Person.language,
        )
        .where(Person.is_active.is_(True), Person.role.in_([role.value for role in ROLES]))
        .order_by(Person.id)
    )
    limits = accounts.scopes()
    return [
        Colleague(
            Actor(
                Role(row.role),
                row.municipality_id,
                row.id,
                row.unit_id,
                row.name,
                limits.get(row.id, EVERYTHING),
            ),
            row.email,
            row.language,
        )
        for row in rows
    ]


def escalated(escalation_id: int) -> Escalated | None:
    """What there is to tell of a level; None when it is about no complaint or over already."""
    line = level_line(escalation_id)
    if line is None or line.is_over or line.matter.kind != MATTER:
        return None
    complaint = session.scalar(select(Complaint).where(Complaint.id == line.matter.id))
    if complaint is None:
        return None
    category, unit = choices.category(complaint.category_id), choices.unit(complaint.unit_id)
    return Escalated(
        complaint_id=complaint.id,
        year=complaint.year,
        running=complaint.running,
        category=category.title if category else None,
        unit=unit.title if unit else None,
        filed_at=complaint.filed_at,
        line=line,
        recipients=tuple(_recipients(complaint, line.level)),
    )


def _recipients(complaint: Complaint, level: Level) -> list[Colleague]:
    """Those who are to be told, of those who may open it; where there are none, the next higher."""
    co_units = list(
        session.scalars(
            select(ComplaintCoUnit.unit_id).where(ComplaintCoUnit.complaint_id == complaint.id)
        )
    )
    readers = [one for one in colleagues() if policy.may_read(one.actor, complaint, co_units)]
    clerks = _of_role(readers, Role.CLERK)
    if level is Level.TWICE:
        return clerks
    if level not in {Level.NEARLY, Level.DUE}:
        return [*clerks, *_of_role(readers, Role.MAYOR)]
    officer = [one for one in readers if one.actor.person_id == complaint.officer_id]
    if level is Level.NEARLY and officer:
        return officer
    heads = [
        one
        for one in _of_role(readers, Role.HEAD)
        if complaint.unit_id is not None and one.actor.unit_id == complaint.unit_id
    ]
    dispatchers = _of_role(readers, Role.DISPATCHER) if complaint.unit_id is None else []
    return heads or dispatchers or clerks


def _of_role(people: list[Colleague], role: Role) -> list[Colleague]:
    return [one for one in people if one.actor.role is role]
