"""Keep the register of incidents: what happened, since when it is known, whom it was told to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from portal.foundation import audit, database, tenancy
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, Outdated, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.rights import acts, policy
from portal.rights.models import Incident, IncidentEntry
from portal.rights.terms import Risk

LONGEST_LINE = 200
LONGEST_TEXT = 5000
MOST_PEOPLE = 100_000_000
SLACK = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of an incident now."""

    title: str
    happened: str
    risk: Risk
    known_at: datetime
    found_by: str = ""
    people: int | None = None
    told_regulator_at: datetime | None = None
    told_people_at: datetime | None = None
    measures: str = ""
    not_told_because: str = ""


def open_incident(actor: Actor, told: Told, *, at: datetime) -> int:
    """Write an incident down; its clock runs from when it was known. Returns its number."""
    _allowed(actor)
    _check(told, at)
    database.lock(f"incident:{tenancy.municipality_id()}")
    last = session.scalar(select(func.max(Incident.number))) or 0
    row = Incident(number=last + 1, version=1)
    _write(row, told)
    session.add(row)
    session.flush()
    _enter(row, actor, told.happened, at)
    audit.note(acts.INCIDENT_OPENED, "incident", row.number, by=actor, at=at)
    return row.number


def change(actor: Actor, number: int, told: Told, note: str, *, seen: int, at: datetime) -> None:
    """Write down what is known now; the former stands in the incident's book.

    Raises `Invalid`, naming the fields; `Outdated`; `OutOfOrder` for one that is closed.
    """
    row = _load(actor, number, seen)
    _check(told, at)
    changed = _changes(row, told)
    _write(row, told)
    row.version += 1
    _enter(row, actor, "\n".join(filter(None, (note.strip(), changed))), at)
    audit.note(acts.INCIDENT_CHANGED, "incident", number, by=actor, at=at)


def close(actor: Actor, number: int, note: str, *, seen: int, at: datetime) -> None:
    """Close an incident: the regulator and the people were told, or there is no need to.

    Raises `OutOfOrder` while somebody must still be told.
    """
    row = _load(actor, number, seen)
    risk = Risk(row.risk)
    excused = bool(row.not_told_because.strip())
    if risk is not Risk.NONE and row.told_regulator_at is None and not excused:
        raise OutOfOrder(lazy("The regulator has not been told yet. Write down when, or why not."))
    if risk is Risk.HIGH and row.told_people_at is None and not excused:
        raise OutOfOrder(lazy("The people have not been told yet. Write down when, or why not."))
    row.closed_at = at
    row.version += 1
    _enter(row, actor, note.strip() or "closed", at)
    audit.note(acts.INCIDENT_CLOSED, "incident", number, by=actor, at=at)


def _load(actor: Actor, number: int, seen: int) -> Incident:
    _allowed(actor)
    row = session.scalars(
        select(Incident).where(Incident.number == number).with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFound(lazy("There is no such incident."))
    if row.version != seen:
        raise Outdated(lazy("Somebody else changed this meanwhile. Please look again."))
    if row.closed_at is not None:
        raise OutOfOrder(lazy("This incident is closed. Open a new one."))
    return row


def _allowed(actor: Actor) -> None:
    if not policy.may_keep_books(actor):
        raise Forbidden(lazy("Only the clerk or an administrator keeps this register."))


def _check(told: Told, at: datetime) -> None:
    wrong: dict[str, object] = {}
    if not told.title.strip():
        wrong["title"] = lazy("Say in one line what happened")
    if not told.happened.strip():
        wrong["happened"] = lazy("Describe what happened, and to which data")
    lengths = dict.fromkeys(("title", "found_by"), LONGEST_LINE)
    lengths |= dict.fromkeys(("happened", "measures", "not_told_because"), LONGEST_TEXT)
    for name, longest in lengths.items():
        if len(getattr(told, name)) > longest:
            wrong[name] = lazy("Use at most %(longest)s characters.", longest=longest)
    if told.people is not None and not 0 <= told.people <= MOST_PEOPLE:
        wrong["people"] = lazy("Enter a whole number, for example 15")
    wrong |= _wrong_moments(told, at)
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)


def _wrong_moments(told: Told, at: datetime) -> dict[str, object]:
    future = lazy("This time has not come yet.")
    moments = {
        "known_at": told.known_at,
        "told_regulator_at": told.told_regulator_at,
        "told_people_at": told.told_people_at,
    }
    wrong: dict[str, object] = {
        name: future for name, moment in moments.items() if moment and moment > at + SLACK
    }
    for name in ("told_regulator_at", "told_people_at"):
        moment = moments[name]
        if moment is not None and moment < told.known_at:
            wrong.setdefault(name, lazy("This is before the incident was known."))
    return wrong


FIELDS = (
    *("title", "happened", "risk", "known_at", "found_by", "people"),
    *("told_regulator_at", "told_people_at", "measures", "not_told_because"),
)


def _write(row: Incident, told: Told) -> None:
    for name in FIELDS:
        value = getattr(told, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.risk = told.risk.value


def _changes(row: Incident, told: Told) -> str:
    """The fields that become others, with what stood there, one a line."""
    lines = []
    for name in FIELDS:
        was, will = getattr(row, name), getattr(told, name)
        if str(was or "") != str(will or ""):
            lines.append(f"{name}: {was if was is not None else '–'} → {will or '–'}")
    return "\n".join(lines)


def _enter(row: Incident, actor: Actor, note: str, at: datetime) -> None:
    entry = IncidentEntry(incident_id=row.id, at=at, actor_id=actor.person_id, note=note)
    session.add(entry)
    session.flush()
