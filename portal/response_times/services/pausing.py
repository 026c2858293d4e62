"""Stop the clock of a matter, and let it run again."""

from __future__ import annotations

from datetime import datetime

from portal.response_times.lifecycle import PauseReason
from portal.response_times.promises import Matter
from portal.response_times.queries.clock_rules import outside_body_stops
from portal.response_times.services.book import open_book


def pause(matter: Matter, reason: PauseReason, at: datetime) -> datetime | None:
    """Stop the clock from `at` on; returns the next due moment (promised news), if any.

    The clock may stand still for another reason already: time counts once where they overlap.

    Raises:
        OutOfOrder: the clock is stopped for this reason already, the pause would reach into an
            earlier one, or it would begin before the matter did.

    """
    book = open_book(matter, at)
    book.pause(reason, at)
    return book.next_due()


def resume(matter: Matter, at: datetime, reason: PauseReason | None = None) -> datetime | None:
    """End the pause of this reason, or every one; with the last the clock runs again.

    Open duties then move by exactly the time it stood still.

    Raises:
        OutOfOrder: there is no such pause, or `at` lies before it began.
        YearMissing: the moved due moment lies beyond the calendar.

    """
    book = open_book(matter, at)
    book.resume(at, reason)
    return book.next_due()


def hand_out(matter: Matter, at: datetime) -> datetime | None:
    """An outside body has the matter from `at` on: stops the clock where the municipality says so.

    What is decided at this moment holds until the matter comes back.
    """
    book = open_book(matter, at)
    stops, stopped = outside_body_stops(at), book.is_paused(PauseReason.OUTSIDE_BODY)
    if stops and not stopped:
        book.pause(PauseReason.OUTSIDE_BODY, at)
    elif stopped and not stops:
        book.resume(at, PauseReason.OUTSIDE_BODY)
    return book.next_due()


def take_back(matter: Matter, at: datetime) -> datetime | None:
    """The municipality has the matter again: a clock that stood still for it runs again."""
    book = open_book(matter, at)
    if book.is_paused(PauseReason.OUTSIDE_BODY):
        book.resume(at, PauseReason.OUTSIDE_BODY)
    return book.next_due()
