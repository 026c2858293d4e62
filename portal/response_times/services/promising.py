"""Promise, meet, cancel, and promise anew when the category changes or a matter is reopened.

Each verb returns the matter's next due moment (or what `promise` says), so that the caller can
keep it with the matter. The caller holds the matter's own row locked.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from portal.foundation import database
from portal.foundation.database import session
from portal.response_times.calendar import due
from portal.response_times.lifecycle import refuse_before
from portal.response_times.models import Promise
from portal.response_times.promises import Matter, PromiseLine
from portal.response_times.services.book import office, open_book
from portal.response_times.services.rows import values_of
from portal.response_times.standards import PAUSABLE, PromiseKind, Standard


def promise(
    matter: Matter, standards: Sequence[Standard], started_at: datetime, at: datetime
) -> list[PromiseLine]:
    """Promise by standards, for a matter that began at `started_at` (back-dated intake: earlier).

    The duties of a new matter are written in one statement, without reading first. News and the
    reporter's limits come later in a matter's life and replace an open one of their kind.

    Raises:
        OutOfOrder: `started_at` lies after `at`.
        YearMissing: the calendar does not reach far enough; nothing was promised.
        NeverOpen: working time is promised and the office has no hours.

    """
    refuse_before(started_at, at)
    number = 1
    later = [item.promise_kind for item in standards if item.promise_kind not in PAUSABLE]
    if later:
        book = open_book(matter, at)
        book.supersede(later, at)
        number = book.round
    calendar = office()
    lines = [
        _line(matter, standard, (started_at, at, due(standard, started_at, calendar)), number)
        for standard in standards
    ]
    database.write_now(*(Promise(**values_of(line)) for line in lines))
    return lines


def promise_by(
    matter: Matter, promise_kind: PromiseKind, due_at: datetime, at: datetime
) -> datetime | None:
    """Promise an outright moment (next news by …); it replaces an open one of its kind.

    Raises:
        Invalid: the moment is not ahead.
        OutOfOrder: the step lies before the matter began.

    """
    book = open_book(matter, at)
    book.promise_by(promise_kind, due_at, at)
    session.flush()
    return book.next_due()


def meet(matter: Matter, promise_kind: PromiseKind, at: datetime) -> datetime | None:
    """Note that a promise was met at `at`; the first time counts, later ones change nothing.

    Raises:
        OutOfOrder: the step lies before the matter began.

    """
    book = open_book(matter, at)
    book.meet(promise_kind, at)
    return book.next_due()


def tell_news(matter: Matter, standards: Sequence[Standard], at: datetime) -> datetime | None:
    """Note that something was told: the news promised are kept, the next are counted from now.

    Where no standard promises news, none are promised next.

    Raises:
        OutOfOrder: the step lies before the matter began.

    """
    book = open_book(matter, at)
    book.tell_news(standards, at)
    session.flush()
    return book.next_due()


def cancel(matter: Matter, promise_kind: PromiseKind, at: datetime) -> datetime | None:
    """Note that a promise is no longer needed from `at` on. Raises `OutOfOrder` as `meet`."""
    book = open_book(matter, at)
    book.cancel(promise_kind, at)
    return book.next_due()


def end(matter: Matter, at: datetime, *, met: Collection[PromiseKind] = ()) -> None:
    """The matter is over: these kinds are met by it, all else that is open is cancelled.

    A running pause ends.

    Raises:
        OutOfOrder: the step lies before the matter or its running pause began.

    """
    open_book(matter, at).end(at, met)


def change_standards(
    matter: Matter, standards: Sequence[Standard], at: datetime
) -> datetime | None:
    """Other standards hold from now on: due moments are counted anew from the round's start.

    The replaced promises stay in the history with their due moments, broken ones too. What was
    met or cancelled in this round stays so; kinds not named stay as they are.

    Raises:
        OutOfOrder: the step lies before the matter began.
        YearMissing, NeverOpen: as `promise`.

    """
    book = open_book(matter, at)
    book.change_standards(standards, at)
    session.flush()
    return book.next_due()


def reopen(matter: Matter, standards: Sequence[Standard], at: datetime) -> datetime | None:
    """Begin a new round with promises of its own; what was still open is replaced.

    Raises:
        OutOfOrder: the step lies before the matter or its running pause began.
        YearMissing, NeverOpen: as `promise`.

    """
    book = open_book(matter, at)
    book.reopen(standards, at)
    session.flush()
    return book.next_due()


def _line(
    matter: Matter, standard: Standard, moments: tuple[datetime, datetime, datetime], number: int
) -> PromiseLine:
    started_at, promised_at, due_at = moments
    return PromiseLine(
        matter=matter,
        promise_kind=standard.promise_kind,
        round=number,
        amount=standard.amount,
        unit=standard.unit,
        started_at=started_at,
        promised_at=promised_at,
        first_due_at=due_at,
        due_at=due_at,
    )
