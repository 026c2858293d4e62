"""Stop the clock of a matter, and let it run again."""

from __future__ import annotations

from datetime import datetime

from portal.response_times.lifecycle import PauseReason
from portal.response_times.promises import Matter
from portal.response_times.services.book import open_book


def pause(matter: Matter, reason: PauseReason, at: datetime) -> datetime | None:
    """Stop the clock from `at` on; returns the next due moment (promised news), if any.

    Raises:
        OutOfOrder: the clock is stopped already, the pause would overlap an earlier one, or it
            would begin before the matter did.

    """
    book = open_book(matter, at)
    book.pause(reason, at)
    return book.next_due()


def resume(matter: Matter, at: datetime) -> datetime | None:
    """Let the clock run again: open duties move by exactly the time the pause covered.

    Raises:
        OutOfOrder: the clock runs already, or `at` lies before the pause began.
        YearMissing: the moved due moment lies beyond the calendar.

    """
    book = open_book(matter, at)
    book.resume(at)
    return book.next_due()
