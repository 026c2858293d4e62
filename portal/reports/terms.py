"""What reports are called, and what is said of them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from portal.foundation.i18n import Lazy, lazy

QUESTION: Final = "report_question"
"""What a question about a report is called as a matter of promises."""
ANSWER_DAYS: Final = 15
"""Within so many days, counted day and night, a question is answered."""
LONGEST_WHY: Final = 1000
SHORTEST_QUESTION, LONGEST_QUESTION = 10, 2000
LONGEST_ANSWER: Final = 5000


class ReportKind(StrEnum):
    """What a report tells of."""

    PARTICIPATION = "participation"
    COMPLAINTS = "complaints"


KIND_WORDS: dict[ReportKind, Lazy] = {
    ReportKind.PARTICIPATION: lazy("Who took part and what came of it"),
    ReportKind.COMPLAINTS: lazy("Complaints and how they were answered"),
}
