"""The whole past of a matter, step by step, on a book that is written once at its end.

For registers whose every step is known: the same rules as the verbs, without reading and writing
between the steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import insert

from portal.foundation.database import session
from portal.response_times.calendar import due
from portal.response_times.lifecycle import refuse_before
from portal.response_times.models import Pause, Promise
from portal.response_times.promises import Matter
from portal.response_times.services.book import Book, office
from portal.response_times.services.rows import new_promise, write_many
from portal.response_times.standards import PAUSABLE, Standard

_PROMISE_COLUMNS = tuple(
    column.key
    for column in Promise.__table__.columns
    if column.key not in {"id", "municipality_id"}
)
_PAUSE_COLUMNS = ("matter_kind", "matter_id", "reason", "began_at", "stopped_since", "ended_at")


class Rehearsal(Book):
    """A book in memory. Its methods are those of every book; `write_rehearsals` keeps them."""

    __slots__ = ()

    def promise(
        self, standards: Sequence[Standard], started_at: datetime, at: datetime
    ) -> list[Promise]:
        """Promise by standards, as the verb `promise` does; returns what was promised."""
        refuse_before(started_at, at)
        later = [item.promise_kind for item in standards if item.promise_kind not in PAUSABLE]
        self.supersede(later, at)
        number = self.round if later else 1
        promises = []
        for standard in standards:
            moments = (started_at, at, due(standard, started_at, office()))
            promise = new_promise(self.matter, standard.promise_kind, moments, number)
            promise.amount, promise.unit = standard.amount, standard.unit
            self.write(promise)
            promises.append(promise)
        return promises

    def supersede(self, kinds: Iterable[str], at: datetime) -> None:
        """Replace the open promises of these kinds."""
        for kind in kinds:
            promise = self.open_promise(kind)
            if promise is not None:
                self.catch_up(promise, at)
                promise.superseded_at = at

    def write(self, promise: Promise) -> None:
        """Put a new promise into the book."""
        self.promises.append(promise)

    def write_pause(self, pause: Pause) -> None:
        """Put a new pause into the book."""
        self.pauses.append(pause)


def rehearse(matter: Matter) -> Rehearsal:
    """An empty book for a matter that is new here."""
    return Rehearsal(matter, [], [])


def write_rehearsals(books: Iterable[Book]) -> None:
    """Write the promises and pauses of these books in few statements."""
    promises: list[dict[str, object]] = []
    pauses: list[dict[str, object]] = []
    for book in books:
        promises += [{key: getattr(row, key) for key in _PROMISE_COLUMNS} for row in book.promises]
        pauses += [{key: getattr(row, key) for key in _PAUSE_COLUMNS} for row in book.pauses]
    write_many(promises)
    if pauses:
        session.execute(insert(Pause).execution_options(render_nulls=True), pauses)
