"""What can be promised: a kind of promise, an amount of time, and the unit it is counted in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.foundation.errors import Invalid
from portal.foundation.i18n import Lazy, lazy, ngettext

LONGEST = 10_000
"""No standard is longer than this, in any unit: ten thousand days are twenty-seven years."""


class PromiseKind(StrEnum):
    """What is promised. The last two bind the reporter, all others the municipality."""

    ACKNOWLEDGE = "acknowledge"
    ANSWER = "answer"
    RESOLVE = "resolve"
    NEWS = "news"
    REPORTER_ANSWER = "reporter_answer"
    REPORTER_REOPEN = "reporter_reopen"


class Unit(StrEnum):
    """What an amount of time is counted in."""

    CALENDAR_HOURS = "calendar_hours"
    WORKING_HOURS = "working_hours"
    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"


REPORTER_LIMITS = frozenset({PromiseKind.REPORTER_ANSWER, PromiseKind.REPORTER_REOPEN})
"""They bind the reporter: they never press the office and never end on a day off."""
DUTIES = frozenset(PromiseKind) - REPORTER_LIMITS
"""They bind the municipality."""
PAUSABLE = DUTIES - {PromiseKind.NEWS}
"""Their clock stops with a pause; news is promised just because the rest stands still."""
WORKING = frozenset({Unit.WORKING_HOURS, Unit.WORKING_DAYS})

LABELS: dict[PromiseKind, Lazy] = {
    PromiseKind.ACKNOWLEDGE: lazy("Acknowledged"),
    PromiseKind.ANSWER: lazy("First answer"),
    PromiseKind.RESOLVE: lazy("Resolved"),
    PromiseKind.NEWS: lazy("Next news"),
    PromiseKind.REPORTER_ANSWER: lazy("Reporter’s answer"),
    PromiseKind.REPORTER_REOPEN: lazy("Asking to reopen"),
}
UNIT_WORDS: dict[Unit, Lazy] = {
    Unit.CALENDAR_HOURS: lazy("hours, day and night"),
    Unit.WORKING_HOURS: lazy("working hours"),
    Unit.CALENDAR_DAYS: lazy("days, until 24:00 of the last day"),
    Unit.WORKING_DAYS: lazy("working days, until the office closes"),
}


@dataclass(frozen=True, slots=True)
class Standard:
    """One promise as a rule: `amount` of `unit` for this kind.

    Raises:
        Invalid: the amount is below one or above `LONGEST`.
        ValueError: there is no such kind or unit.

    """

    promise_kind: PromiseKind
    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 1 <= self.amount <= LONGEST:
            raise Invalid(
                lazy("A promised time is between 1 and %(longest)s.", longest=f"{LONGEST:,}")
            )
        object.__setattr__(self, "promise_kind", PromiseKind(self.promise_kind))
        object.__setattr__(self, "unit", Unit(self.unit))

    @property
    def binds_reporter(self) -> bool:
        """Whether this is a limit for the reporter, not a duty of the municipality."""
        return self.promise_kind in REPORTER_LIMITS

    @property
    def words(self) -> str:
        """The standard in words: “within 15 working days”."""
        amount = self.amount
        match self.unit:
            case Unit.CALENDAR_HOURS:
                return ngettext("within %(n)d hour", "within %(n)d hours", amount)
            case Unit.WORKING_HOURS:
                return ngettext("within %(n)d working hour", "within %(n)d working hours", amount)
            case Unit.CALENDAR_DAYS:
                return ngettext("within %(n)d day", "within %(n)d days", amount)
            case Unit.WORKING_DAYS:
                return ngettext("within %(n)d working day", "within %(n)d working days", amount)
