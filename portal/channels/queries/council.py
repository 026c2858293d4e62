"""What the administration owes the council: answers, and the yearly result of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.foundation.i18n import Lazy
from portal.foundation.policy import Role
from portal.reports.policy import ANSWERERS
from portal.reports.queries import issued, posting
from portal.reports.queries.posting import Duty

PRESSING = frozenset({Duty.SOON, Duty.TO_POST, Duty.LATE})


@dataclass(frozen=True, slots=True)
class Owed:
    """What the morning's list tells of it."""

    questions: int
    """Without an answer."""
    year: int
    """The fiscal year (CE) whose result is due next."""
    duty: Lazy | None
    """What the regulation asks of it; None while nothing presses."""


def owed_by(role: Role, today: date) -> Owed | None:
    """What somebody of this role owes the council; None for those who answer for nothing."""
    if role not in ANSWERERS:
        return None
    year = posting.wanted_year(today)
    duty = posting.duty(posting.posting(year), today)
    words = posting.DUTY_WORDS[duty] if duty in PRESSING else None
    return Owed(len(issued.open_questions()), year, words)
