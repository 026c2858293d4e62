"""Set what is promised: a new version beside the former ones, from a day on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from sqlalchemy import insert

from portal.foundation import clock, tenancy
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.response_times import policy, queries
from portal.response_times.calendar import due
from portal.response_times.models import StandardVersion
from portal.response_times.queries import standards as standing
from portal.response_times.standards import LABELS, PromiseKind, Standard
from portal.response_times.versions import SETTABLE, Scope, Version

Wanted = Mapping[PromiseKind, Standard | None]
"""What shall be promised, by kind; None for nothing of its own."""


@dataclass(frozen=True, slots=True)
class Change:
    """What shall hold for the matters of a scope from a day on."""

    matter_kind: str
    scope: Scope
    wanted: Wanted
    in_force_from: date

    def versions(self, entered_by: int | None) -> list[Version]:
        """What would have to be entered: only what differs from what holds on that day."""
        known = standing.versions_of(self.matter_kind)
        fresh = []
        for kind in SETTABLE:
            if kind not in self.wanted:
                continue
            own = known.own(self.scope, kind, self.in_force_from)
            wanted = self.wanted[kind]
            if wanted != (own.standard if own else None):
                fresh.append(Version(self.scope, kind, wanted, self.in_force_from, entered_by))
        return fresh


def check(actor: Actor, change: Change, at: datetime) -> list[Version]:
    """The versions a change would enter.

    Raises:
        Forbidden: not for this person.
        Invalid: nothing would change, the day has passed, the most general promise would go, or
            the calendar cannot count what is promised; named by field.

    """
    if not policy.may_set(actor):
        raise Forbidden(lazy("You do not have permission to change the standards."))
    wrong: dict[str, object] = {}
    if change.in_force_from < clock.local(at).date():
        wrong["in_force_from"] = lazy("Enter a day from today on: what was promised stays promised")
    fresh = change.versions(actor.person_id)
    for version in fresh:
        refusal = _refusal(version)
        if refusal is not None:
            wrong[version.promise_kind.value] = refusal
    if not fresh and not wrong:
        raise Invalid(lazy("Nothing differs from what is promised on that day already."))
    if wrong:
        raise Invalid(fields=wrong)
    return fresh


def enter(actor: Actor, change: Change, at: datetime) -> int:
    """Enter the new versions; returns how many. Raises as `check`.

    They hold for what arrives from the day of effect on. What was promised before stays promised.
    """
    fresh = check(actor, change, at)
    _write(change.matter_kind, fresh, at)
    return len(fresh)


def begin_with(matter_kind: str, versions: Iterable[Version], at: datetime) -> None:
    """Enter what a new municipality starts with; has no actor."""
    _write(matter_kind, list(versions), at)


def take_over(matter_kind: str, versions: Iterable[Version], at: datetime) -> int:
    """Enter the versions of a set-up file that are not here yet; returns how many. Has no actor."""
    known = {_alike(version) for version in standing.versions_of(matter_kind).all}
    fresh = [version for version in versions if _alike(version) not in known]
    if fresh:
        _write(matter_kind, fresh, at)
    return len(fresh)


def _alike(version: Version) -> Version:
    """The same whoever entered it."""
    return replace(version, entered_by=None)


def _write(matter_kind: str, versions: list[Version], at: datetime) -> None:
    session.execute(
        insert(StandardVersion).execution_options(render_nulls=True),
        [
            {
                "matter_kind": matter_kind,
                "category_id": version.scope.category_id,
                "priority": version.scope.priority,
                "promise_kind": version.promise_kind.value,
                "amount": version.standard.amount if version.standard else None,
                "unit": version.standard.unit.value if version.standard else None,
                "in_force_from": version.in_force_from,
                "entered_at": at,
                "entered_by": version.entered_by,
            }
            for version in versions
        ],
    )
    standing.forget_standards_of(matter_kind)


def _refusal(version: Version) -> object | None:
    """Why this version cannot be promised, in words."""
    if version.standard is None:
        if version.scope.is_everything and version.promise_kind is not PromiseKind.NEWS:
            return lazy(
                "“%(label)s” needs a standard for all complaints",
                label=LABELS[version.promise_kind],
            )
        return None
    noon = datetime.combine(version.in_force_from, time(12), clock.BANGKOK)
    try:
        due(version.standard, noon, queries.calendar_of(tenancy.municipality_id()))
    except Invalid as refusal:  # the office never opens, or a year is missing
        return refusal.message
    return None
