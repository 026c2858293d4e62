"""Who reads what comes in: named by the municipality, else the clerk and internal audit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.accounts.models import Person
from portal.conduct import policy
from portal.conduct.models import ConductKey, ConductRecipients
from portal.conduct.policy import Accused, Candidate
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import STAFF, Actor, Role
from portal.municipalities import queries as municipalities

AUDIT = "audit"
"""Code of the internal audit unit."""


@dataclass(frozen=True, slots=True)
class Change:
    """One naming of recipients, by whom and why."""

    names: tuple[str, ...]
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Office:
    """Somebody as the public is told of them: what they are here, without their name."""

    role: Role
    unit: Bilingual | None


def candidates() -> list[Candidate]:
    """Every active member of staff."""
    rows = session.execute(
        select(Person.id, Person.role, Person.unit_id, Person.name)
        .where(Person.is_active.is_(True), Person.role.in_([role.value for role in STAFF]))
        .order_by(Person.id)
    )
    return [Candidate(row.id, Role(row.role), row.unit_id, row.name) for row in rows]


def named() -> list[Candidate]:
    """The recipients of today, as far as they are still there."""
    people = candidates()
    chosen = session.scalar(
        select(ConductRecipients.person_ids).order_by(ConductRecipients.id.desc()).limit(1)
    )
    if chosen is not None:
        return [one for one in people if one.person_id in set(chosen)]
    audit = municipalities.unit_ids().get(AUDIT)
    return [
        one
        for one in people
        if one.role is Role.CLERK
        or (audit is not None and one.unit_id == audit and one.role is not Role.ADMINISTRATOR)
    ]


def is_default() -> bool:
    """Whether the municipality has never named anybody."""
    return session.scalar(select(ConductRecipients.id).limit(1)) is None


def readers_of(accused: Accused) -> list[Candidate]:
    """Who gets a key to a matter about these."""
    mayors = [one for one in candidates() if one.role is Role.MAYOR]
    return policy.readers(named(), mayors, accused)


def offices(people: list[Candidate]) -> list[Office]:
    """What these people are here, each office once."""
    titles = {unit.id: unit.title for unit in municipalities.every_unit()}
    found = [Office(one.role, titles.get(one.unit_id or 0)) for one in people]
    return list(dict.fromkeys(found))


def has_door(actor: Actor) -> bool:
    """Whether this person is shown the way here: they hold a key, or name the recipients."""
    if actor.person_id is None or actor.role not in STAFF:
        return False
    if policy.may_name(actor):
        return True
    held = select(ConductKey.id).where(
        ConductKey.person_id == actor.person_id, ConductKey.ended_at.is_(None)
    )
    return session.scalar(held.limit(1)) is not None


def may_enter(actor: Actor) -> bool:
    """The same, or they get a key to what comes next."""
    return has_door(actor) or any(one.person_id == actor.person_id for one in named())


def changes() -> list[Change]:
    """Every naming there was, the newest first."""
    names = {row.id: row.name for row in session.execute(select(Person.id, Person.name))}
    rows = session.scalars(select(ConductRecipients).order_by(ConductRecipients.id.desc()))
    return [
        Change(
            tuple(names.get(each, "–") for each in row.person_ids),
            row.why,
            names.get(row.named_by, "–"),
            row.at,
        )
        for row in rows
    ]
