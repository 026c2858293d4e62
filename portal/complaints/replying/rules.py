"""What becomes of a complaint whose reporter does not answer a question. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.foundation.errors import Invalid
from portal.foundation.i18n import Lazy, lazy

SETTING = "asking_back"
LEAST_DAYS, MOST_DAYS = 3, 60


class Then(StrEnum):
    """What follows when the limit has passed."""

    CLOSE = "close"
    REMIND = "remind"


THEN_WORDS: dict[Then, Lazy] = {
    Then.CLOSE: lazy("The complaint is closed"),
    Then.REMIND: lazy(
        "The reporter is reminded once and has as many days again; then it is closed"
    ),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """So many calendar days to answer; the last one is a working day."""

    days: int = 7
    then: Then = Then.CLOSE

    def words(self) -> Lazy:
        """The rule as the reporter reads it."""
        if self.then is Then.REMIND:
            return lazy(
                "Without an answer we remind you once and wait another %(days)s days; after that we"
                " have to close the matter.",
                days=self.days,
            )
        return lazy("Without an answer we have to close the matter.")

    def kept(self) -> dict[str, object]:
        """As it is kept with the municipality, and with each question that was asked by it."""
        return {"days": self.days, "then": self.then.value}

    def check(self) -> None:
        """Raise `Invalid` for a number of days that is no use."""
        if not LEAST_DAYS <= self.days <= MOST_DAYS:
            raise Invalid(
                fields={
                    "days": lazy(
                        "Enter a number from %(least)s to %(most)s",
                        least=LEAST_DAYS,
                        most=MOST_DAYS,
                    )
                }
            )


LAST_CHANCE = lazy("Without an answer we have to close the matter.")
"""The rule in words once the reporter was reminded."""


def rule_of(kept: Mapping[str, object] | None) -> Rule:
    """What was kept, or the rule of old where nothing was."""
    kept = kept or {}
    days, then = kept.get("days"), kept.get("then")
    return Rule(
        days if isinstance(days, int) else Rule().days,
        Then(str(then)) if then in set(Then) else Then.CLOSE,
    )
