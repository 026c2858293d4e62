"""The rules of this municipality, what they stand on, and how often each fired."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from portal.accounts import queries as accounts
from portal.complaints import policy
from portal.complaints.lifecycle import Verb
from portal.complaints.models import Category, Complaint, ComplaintStep
from portal.complaints.routing.matching import Asked, Ground, Hours, Rule, is_open
from portal.complaints.routing.models import RoutingFiring, RoutingRule, StaffAway
from portal.foundation import clock, database, tenancy
from portal.foundation.database import session
from portal.foundation.errors import NotFound
from portal.foundation.i18n import lazy
from portal.municipalities import queries as municipalities
from portal.places import queries as places
from portal.response_times.queries import calendars

COUNTED = timedelta(days=90)
ADDS_WORDS = (Verb.ADD_INFORMATION.value, Verb.ANSWER_QUESTION.value)

_RULES = select(
    RoutingRule.id,
    RoutingRule.title,
    RoutingRule.unit_id,
    RoutingRule.officer_id,
    RoutingRule.is_active,
    RoutingRule.category_ids,
    RoutingRule.area_ids,
    RoutingRule.hours,
    RoutingRule.weekdays,
    RoutingRule.since_minute,
    RoutingRule.until_minute,
    RoutingRule.keywords,
    RoutingRule.version,
).order_by(RoutingRule.position, RoutingRule.id)


@dataclass(frozen=True, slots=True)
class AwayLine:
    """Somebody who is away, or soon will be."""

    id: int
    name: str
    first_day: date
    last_day: date


def rules() -> list[Rule]:
    """Every rule in its order, numbered from 1."""
    return [
        Rule(
            id=row.id,
            number=number,
            title=row.title,
            unit_id=row.unit_id,
            officer_id=row.officer_id,
            is_active=row.is_active,
            categories=frozenset(row.category_ids),
            areas=frozenset(row.area_ids),
            hours=Hours(row.hours),
            weekdays=frozenset(row.weekdays),
            since=row.since_minute,
            until=row.until_minute,
            keywords=tuple(row.keywords),
            version=row.version,
        )
        for number, row in enumerate(database.run(_RULES), 1)
    ]


def rule(rule_id: int) -> Rule:
    """One rule; raises `NotFound`."""
    found = next((one for one in rules() if one.id == rule_id), None)
    if found is None:
        raise NotFound(lazy("There is no such rule."))
    return found


def pointing_at(*, unit_id: int | None = None, person_id: int | None = None) -> list[Rule]:
    """The rules that name this unit, or this person: for whoever is about to remove one."""
    return [
        one
        for one in rules()
        if (unit_id is not None and one.unit_id == unit_id)
        or (person_id is not None and one.officer_id == person_id)
    ]


def ground(at: datetime) -> Ground:
    """What there is now for rules to name."""
    calendar = calendars.calendar_of(tenancy.municipality_id())
    offered = session.scalars(select(Category.id).where(Category.is_active.is_(True)))
    return Ground(
        categories=frozenset(offered),
        areas=frozenset(area.id for area in places.areas()),
        units=frozenset(unit.id for unit in municipalities.units()),
        people={one.id: one.unit_id for one in accounts.staff() if one.role in policy.WORKING},
        away=frozenset(_away_on(clock.local(at).date())),
        has_office_hours=any(calendar.week),
    )


def office_is_open(at: datetime) -> bool:
    """Whether the municipality's office is open at a moment, by its hours and holidays."""
    calendar = calendars.calendar_of(tenancy.municipality_id())
    return is_open(calendar.week, calendar.holidays, at)


def asked(complaint: Complaint) -> Asked:
    """What rules look at in a complaint: also what its reporter added and the public reads."""
    added = session.scalars(
        select(ComplaintStep.note).where(
            ComplaintStep.complaint_id == complaint.id, ComplaintStep.verb.in_(ADDS_WORDS)
        )
    )
    words = dict.fromkeys([complaint.text, complaint.public_text, complaint.landmark, *added])
    return Asked(
        "\n".join(words),
        complaint.category_id,
        complaint.area_id,
        complaint.filed_at,
        office_is_open(complaint.filed_at),
    )


def was_assigned_by_hand(complaint_id: int) -> bool:
    """Whether somebody of the staff has named who does it."""
    by_hand = select(ComplaintStep.id).where(
        ComplaintStep.complaint_id == complaint_id, ComplaintStep.verb == Verb.ASSIGN.value
    )
    return session.scalars(by_hand.limit(1)).first() is not None


def last_fired(complaint_id: int) -> int | None:
    """The rule that sent it where it is; None where none did, or the category did since."""
    details = session.scalars(
        select(ComplaintStep.details)
        .where(ComplaintStep.complaint_id == complaint_id, ComplaintStep.verb == Verb.ROUTE.value)
        .order_by(ComplaintStep.id.desc())
        .limit(1)
    ).first()
    return details.get("rule_id") if details else None


def firings(at: datetime) -> dict[int, int]:
    """How often each rule fired in the last 90 days."""
    rows = session.execute(
        select(RoutingFiring.rule_id, func.count())
        .where(RoutingFiring.at > at - COUNTED)
        .group_by(RoutingFiring.rule_id)
    )
    return {rule_id: n for rule_id, n in rows}  # noqa: C416 - a row is no pair to mypy


def away(today: date) -> list[AwayLine]:
    """Who is away or soon will be, the soonest first."""
    names = {one.id: one.name for one in accounts.staff()}
    rows = session.scalars(
        select(StaffAway).where(StaffAway.last_day >= today).order_by(StaffAway.first_day)
    )
    return [
        AwayLine(row.id, names[row.person_id], row.first_day, row.last_day)
        for row in rows
        if row.person_id in names
    ]


def _away_on(day: date) -> Iterable[int]:
    return session.scalars(
        select(StaffAway.person_id).where(StaffAway.first_day <= day, StaffAway.last_day >= day)
    )
