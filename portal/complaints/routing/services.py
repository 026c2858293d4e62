"""Send a complaint where the rules say; write and order the rules.

A complaint goes where the rules say until somebody of the staff has assigned it by hand or begun
to work on it. From then on nothing moves it by itself.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from portal.complaints.lifecycle import State, Verb
from portal.complaints.models import Category, Complaint
from portal.complaints.routing import acts, drafts, matching, queries
from portal.complaints.routing.matching import Outcome, Rule
from portal.complaints.routing.models import RoutingFiring, RoutingRule, StaffAway
from portal.complaints.services import moving
from portal.complaints.services.moving import Move
from portal.foundation import audit, clock, database, tenancy
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, Outdated
from portal.foundation.i18n import lazy
from portal.foundation.policy import machine
from portal.municipalities import queries as municipalities

if TYPE_CHECKING:
    from portal.complaints.routing.drafts import Draft
    from portal.foundation.policy import Actor

MOVABLE = frozenset({State.RECEIVED.value, State.ACKNOWLEDGED.value})
LONGEST_AWAY = timedelta(days=366)


def begin(complaint: Complaint, category: Category | None, at: datetime) -> Outcome:
    """Name who does a new complaint: by a rule, else its category's unit, else the last one."""
    outcome = _outcome(complaint, at)
    complaint.unit_id, complaint.officer_id = _target(outcome, category)
    return outcome


def tell(complaint: Complaint, outcome: Outcome, at: datetime) -> None:
    """Write into the history which rule sent it; nothing where none did."""
    if outcome.rule is not None:
        _write(complaint, outcome.rule, at)


def reroute(complaint: Complaint, at: datetime, *, is_of_another_category: bool = False) -> None:
    """Ask the rules again after words, place or category changed.

    Where none fires it stays, unless its category changed or a rule had sent it.
    """
    if complaint.state not in MOVABLE or queries.was_assigned_by_hand(complaint.id):
        return
    former = queries.last_fired(complaint.id)
    outcome = _outcome(complaint, at)
    if outcome.rule is None and former is None and not is_of_another_category:
        return
    was = (complaint.unit_id, complaint.officer_id)
    now = _target(outcome, moving.category_of(complaint))
    complaint.unit_id, complaint.officer_id = now
    fired = outcome.rule.id if outcome.rule else None
    if fired != former or (fired is not None and now != was):
        _write(complaint, outcome.rule, at)


def _outcome(complaint: Complaint, at: datetime) -> Outcome:
    rules = queries.rules()
    if not any(rule.is_active for rule in rules):
        return Outcome()
    return matching.fire(rules, queries.asked(complaint), queries.ground(at))


def _target(outcome: Outcome, category: Category | None) -> tuple[int | None, int | None]:
    if outcome.rule is not None:
        return outcome.unit_id, outcome.officer_id
    if category is not None:
        return category.unit_id, None
    return municipalities.fallback_unit_id() or None, None


def _write(complaint: Complaint, rule: Rule | None, at: datetime) -> None:
    """The step says by which rule, as it was called then; no rule: back to the category's unit."""
    details: dict[str, object] = {
        "unit_id": complaint.unit_id,
        "officer_id": complaint.officer_id,
    }
    if rule is not None:
        details |= {"rule_id": rule.id, "rule": rule.number, "title": rule.title}
        database.write_now(RoutingFiring(rule_id=rule.id, complaint_id=complaint.id, at=at))
    by = machine(tenancy.municipality_id())
    moving.first_step(complaint, Move(by, Verb.ROUTE, at, details=details))


def add(clerk: Actor, draft: Draft, *, at: datetime) -> int:
    """Write a new rule, asked last. Raises `Invalid` for one that could never fire."""
    _may_set(clerk)
    row = RoutingRule(position=_last() + 1, changed_at=at, is_active=True)
    drafts.write(row, drafts.checked(draft, queries.ground(at)))
    session.add(row)
    session.flush()
    audit.note(acts.RULE_ADDED, "routing_rule", row.id, by=clerk, at=at)
    return row.id


def change(clerk: Actor, rule_id: int, draft: Draft, *, seen: int, at: datetime) -> None:
    """Change a rule; it holds for what is filed or changed from now on."""
    row = _load(clerk, rule_id)
    if row.version != seen:
        raise Outdated(
            lazy("Somebody else changed this rule while you were writing. Nothing was saved.")
        )
    drafts.write(row, drafts.checked(draft, queries.ground(at)))
    row.version += 1
    row.changed_at = at
    audit.note(acts.RULE_CHANGED, "routing_rule", rule_id, by=clerk, at=at)


def switch(clerk: Actor, rule_id: int, *, on: bool, at: datetime) -> None:
    """Switch a rule on or off; it keeps its place. Raises `Invalid` where it could never fire."""
    row = _load(clerk, rule_id)
    if on:
        wrong = matching.never(queries.rule(rule_id), queries.ground(at))
        if wrong:
            raise Invalid(wrong[0])
    row.is_active = on
    row.version += 1
    act = acts.RULE_ON if on else acts.RULE_OFF
    audit.note(act, "routing_rule", rule_id, by=clerk, at=at)


def move(clerk: Actor, rule_id: int, *, up: bool, at: datetime) -> None:
    """Let it be asked one place earlier or later; at the end of the order nothing happens."""
    _load(clerk, rule_id)
    rows = list(
        session.scalars(
            select(RoutingRule).order_by(RoutingRule.position, RoutingRule.id).with_for_update()
        )
    )
    place = next(number for number, row in enumerate(rows) if row.id == rule_id)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for position, row in enumerate(rows, 1):
        row.position = position
    audit.note(acts.RULE_MOVED, "routing_rule", rule_id, by=clerk, at=at, after=other + 1)


def remove(clerk: Actor, rule_id: int, *, at: datetime) -> None:
    """Take a rule away. The histories of what it sent still say so."""
    row = _load(clerk, rule_id)
    session.execute(delete(RoutingFiring).where(RoutingFiring.rule_id == rule_id))
    session.delete(row)
    session.flush()
    audit.note(acts.RULE_REMOVED, "routing_rule", rule_id, by=clerk, at=at)


def send_away(clerk: Actor, person_id: int, first: date, last: date, *, at: datetime) -> None:
    """Note that somebody is away from one day to another; rules then name their unit alone."""
    _may_set(clerk)
    wrong: dict[str, object] = {}
    if person_id not in queries.ground(at).people:
        wrong["person"] = lazy("Choose a person from the list")
    if last < clock.local(at).date():
        wrong["last"] = lazy("This day has passed. Enter today or later.")
    elif not first <= last <= first + LONGEST_AWAY:
        wrong["last"] = lazy("Enter a day from the first one on, within a year")
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    row = StaffAway(person_id=person_id, first_day=first, last_day=last)
    session.add(row)
    session.flush()
    audit.note(acts.AWAY, "person", person_id, by=clerk, at=at)


def call_back(clerk: Actor, away_id: int, *, at: datetime) -> None:
    """Take back that somebody is away."""
    _may_set(clerk)
    row = session.scalar(select(StaffAway).where(StaffAway.id == away_id))
    if row is None:
        raise NotFound(lazy("There is no such entry."))
    audit.note(acts.BACK, "person", row.person_id, by=clerk, at=at)
    session.delete(row)


def _may_set(clerk: Actor) -> None:
    if clerk.role not in acts.SETS_RULES:
        raise Forbidden(lazy("You do not have permission to change routing rules."))


def _load(clerk: Actor, rule_id: int) -> RoutingRule:
    _may_set(clerk)
    row = session.scalar(select(RoutingRule).where(RoutingRule.id == rule_id).with_for_update())
    if row is None:
        raise NotFound(lazy("There is no such rule."))
    return row


def _last() -> int:
    return session.scalar(select(func.max(RoutingRule.position))) or 0
