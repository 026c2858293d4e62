"""Messages to the municipality's own people, put into words in each reader's language.

They bear a register number, never a word of the reporter's nor a link.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.channels.links import without_links
from portal.channels.queries.mornings import Morning
from portal.channels.queries.notices import number
from portal.channels.queries.staffing import Escalated
from portal.channels.rendering import Rendered, here, one_line, written
from portal.complaints.marking.queries import Marked
from portal.foundation import dates
from portal.foundation.clock import local
from portal.foundation.i18n import Lazy, _, language, lazy, speaking
from portal.response_times.levels import LEVEL_WORDS, Level
from portal.response_times.standards import LABELS
from portal.response_times.wording import until

SUBJECTS: dict[Level, Lazy] = {
    Level.NEARLY: lazy("Complaint %(number)s: a promise is nearly due"),
    Level.DUE: lazy("Complaint %(number)s: a promise is overdue"),
    Level.TWICE: lazy("Complaint %(number)s: twice the promised time has passed"),
    Level.DAY_30: lazy("Complaint %(number)s: open for 30 days"),
    Level.DAY_60: lazy("Complaint %(number)s: open for 60 days"),
    Level.DAY_90: lazy("Complaint %(number)s: open for 90 days"),
}


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """What a message about a level may tell, already in the reader's language."""

    number: str
    level: str
    category: str
    unit: str
    filed_at: datetime
    promise: str
    """What was promised; empty for a level of age."""
    until: str
    is_late: bool
    is_unanswered: bool
    """Whether 90 days have passed without a written answer."""


@dataclass(frozen=True, slots=True)
class ListLine:
    """One complaint on the morning's list."""

    number: str
    category: str
    until: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class MorningFacts:
    """What the morning's list tells, already in the reader's language."""

    morning: Morning
    at: datetime
    lines: tuple[ListLine, ...]


def of_level(told: Escalated, reader_language: str, at: datetime) -> Rendered:
    """The message about a level."""
    line = told.line
    with speaking(reader_language):
        shown = number(told.year, told.running)
        facts = LevelFacts(
            number=shown,
            level=str(LEVEL_WORDS[line.level]),
            category=told.category.here if told.category else "",
            unit=told.unit.here if told.unit else "",
            filed_at=told.filed_at,
            promise=str(LABELS[line.promise_kind]) if line.promise_kind else "",
            until=until(line.due_at) if line.due_at else "",
            is_late=line.due_at is not None and line.due_at < at,
            is_unanswered=line.level is Level.DAY_90 and line.answered_at is None,
        )
        words = str(SUBJECTS[line.level]) % {"number": shown}
        if facts.is_unanswered:
            words = _("Complaint %(number)s: 90 days without a written answer", number=shown)
        return Rendered(_subject(words), written("channels/escalation.txt", here(), facts))


def of_morning(morning: Morning, at: datetime) -> Rendered:
    """The morning's list, in the language of the moment."""
    lines = tuple(
        ListLine(
            number=one.number,
            category=one.category.here if one.category else "",
            until=until(one.due_at) if one.due_at else "",
            is_late=one.due_at is not None and one.due_at < at,
        )
        for one in morning.lines
    )
    day = dates.date_long(local(at).date(), language())
    words = _(
        "%(day)s: %(late)s overdue, %(today)s due today",
        day=day,
        late=morning.late,
        today=morning.today,
    )
    if not morning.open and not morning.looks:
        words = _("%(day)s: what waits for you", day=day)
    facts = MorningFacts(morning, at, lines)
    return Rendered(_subject(words), written("channels/digest.txt", here(), facts))


def of_change(changed: Marked, reader_language: str) -> Rendered:
    """What others did with a complaint that somebody watches: the moves, without their words."""
    with speaking(reader_language):
        words = _("Complaint %(number)s, which you watch, has changed", number=changed.number)
        return Rendered(_subject(words), written("channels/watched.txt", here(), changed))


def _subject(words: str) -> str:
    return one_line(without_links(f"{words} – {here().title.here}"))
