"""The book of one matter: its promises and pauses, loaded and locked to be changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.foundation import tenancy
from portal.foundation.database import session
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.response_times import queries
from portal.response_times.calendar import OfficeCalendar, due_with_pauses, moved_by_pause
from portal.response_times.lifecycle import (
    PauseReason,
    State,
    after,
    refuse_backwards,
    refuse_before,
    refuse_overlap,
)
from portal.response_times.models import Pause, Promise
from portal.response_times.models.promises import BEGINNING
from portal.response_times.promises import Matter
from portal.response_times.services.ledger import Ledger
from portal.response_times.services.rows import new_promise
from portal.response_times.standards import PAUSABLE, PromiseKind, Standard, Unit


@dataclass(frozen=True, slots=True)
class Book(Ledger):
    """The same, to be changed."""

    def catch_up(self, promise: Promise, at: datetime) -> None:
        """Move a promise by the time the clock has stood still until `at`."""
        since = self.stopped_since
        if since is None or promise.promise_kind not in PAUSABLE:
            return
        began = max(since, promise.started_at)
        if at > began:
            unit = Unit(promise.unit) if promise.unit else None
            promise.due_at = moved_by_pause(promise.due_at, unit, (began, at), office())
        promise.look_at = BEGINNING

    def end_pauses(self, at: datetime) -> None:
        """End every running pause; raises `OutOfOrder` before its beginning."""
        for pause in self.running_pauses:
            refuse_backwards(pause.began_at, at)
            pause.ended_at = at

    def supersede(self, kinds: Iterable[str], at: datetime) -> None:
        """Replace the open promises of these kinds; rows stay as they were promised."""
        for kind in kinds:
            promise = self.open_promise(kind)
            if promise is not None:
                self.catch_up(promise, at)
                promise.superseded_at = at
        session.flush()  # only one promise of a kind may be open when the next one is written

    def add(self, standard: Standard, started_at: datetime, at: datetime, number: int) -> Promise:
        """Write a promise by a standard, moved by the pauses that have ended since its start."""
        pauses = self.finished if standard.promise_kind in PAUSABLE else []
        due_at = due_with_pauses(standard, started_at, pauses, office())
        promise = new_promise(self.matter, standard.promise_kind, (started_at, at, due_at), number)
        promise.amount, promise.unit = standard.amount, standard.unit
        self.write(promise)
        return promise

    def write(self, promise: Promise) -> None:
        """Put a new promise into the book."""
        session.add(promise)
        self.promises.append(promise)

    def write_pause(self, pause: Pause) -> None:
        """Put a new pause into the book."""
        session.add(pause)
        session.flush()
        self.pauses.append(pause)

    def promise_by(self, kind: PromiseKind, due_at: datetime, at: datetime) -> None:
        """Promise an outright moment, which replaces an open one of its kind."""
        if due_at <= at:
            raise Invalid(lazy("The promised date must lie ahead."))
        former = self.open_promise(kind)
        started_at = former.started_at if former and kind in PAUSABLE else at
        self.supersede([kind], at)
        self.write(new_promise(self.matter, kind, (started_at, at, due_at), self.round))

    def meet(self, kind: PromiseKind, at: datetime) -> None:
        """Note that the open promise of this kind, if any, was met."""
        found = self.open_promise(kind)
        if found is not None:
            self.catch_up(found, at)
            found.met_at = at

    def tell_news(self, standards: Sequence[Standard], at: datetime) -> None:
        """Note that news were told: the next are due by the standard, where there is one."""
        self.meet(PromiseKind.NEWS, at)
        self.supersede([PromiseKind.NEWS], at)  # none is left; the kept one is written
        for standard in standards:
            if standard.promise_kind is PromiseKind.NEWS:
                self.add(standard, at, at, self.round)

    def cancel(self, kind: PromiseKind, at: datetime) -> None:
        """Note that the open promise of this kind, if any, is no longer needed."""
        found = self.open_promise(kind)
        if found is not None:
            self.catch_up(found, at)
            found.cancelled_at = at

    def end(self, at: datetime, met: Collection[str] = ()) -> None:
        """These kinds are met, all else that is open is cancelled, a running pause ends."""
        for found in self.open_promises():
            self.catch_up(found, at)
            if found.promise_kind in met:
                found.met_at = at
            else:
                found.cancelled_at = at
        self.end_pauses(at)

    def change_standards(self, standards: Sequence[Standard], at: datetime) -> None:
        """Count the due moments of changed standards anew from the round's start.

        News count from the last that were told. A day named outright for them stays, and news no
        longer promised by a standard are cancelled.
        """
        started_at = self.round_began_at or at
        self._change_news(standards, at)
        changed = [
            standard
            for standard in standards
            if standard.promise_kind is not PromiseKind.NEWS and self.is_changed(standard)
        ]
        self.supersede([standard.promise_kind for standard in changed], at)
        for standard in changed:
            self.add(standard, started_at, at, self.round)

    def reopen(self, standards: Sequence[Standard], at: datetime) -> None:
        """Begin a new round; what was still open is replaced."""
        number = self.round + 1
        self.supersede([found.promise_kind for found in self.open_promises()], at)
        self.end_pauses(at)
        for standard in standards:
            self.add(standard, at, at, number)

    def begin_at(self, started_at: datetime, standards: Sequence[Standard], at: datetime) -> None:
        """Count the open duties of the first round from another beginning.

        What was met or cancelled stays so, and so does a moment that was named outright.
        """
        if self.round > 1:
            return
        moved = [
            standard
            for standard in standards
            if standard.promise_kind in PAUSABLE and self.begins_elsewhere(standard, started_at)
        ]
        self.supersede([standard.promise_kind for standard in moved], at)
        for standard in moved:
            self.add(standard, started_at, at, self.round)

    def pause(self, reason: PauseReason, at: datetime) -> None:
        """Stop the clock for a reason; it may stand still for another already."""
        if self.is_paused(reason):
            after("pause", State.PAUSED)
        refuse_overlap(self.last_pause_end, at)
        since = self.stopped_since
        matter = self.matter
        self.write_pause(
            Pause(
                matter_kind=matter.kind,
                matter_id=matter.id,
                reason=reason,
                began_at=at,
                stopped_since=at if since is None else since,
            )
        )

    def resume(self, at: datetime, reason: PauseReason | None = None) -> None:
        """End the pause of this reason, or all; with the last one the clock runs again.

        Open duties then move by what the pauses covered together.
        """
        ending = [pause for pause in self.running_pauses if reason in {None, pause.reason}]
        after("resume", State.PAUSED if ending else State.RUNNING)
        if len(ending) == len(self.running_pauses):
            for promise in self.open_promises():
                self.catch_up(promise, at)
        for pause in ending:
            refuse_backwards(pause.began_at, at)
            pause.ended_at = at

    def _change_news(self, standards: Sequence[Standard], at: datetime) -> None:
        present = self.open_promise(PromiseKind.NEWS)
        if present is not None and present.amount is None:
            return
        kept = (present.amount, present.unit) if present else None
        wanted = [each for each in standards if each.promise_kind is PromiseKind.NEWS]
        if kept == next(((each.amount, each.unit) for each in wanted), None):
            return
        started_at = present.started_at if present else at
        if wanted:
            self.supersede([PromiseKind.NEWS], at)
        else:
            self.cancel(PromiseKind.NEWS, at)
        for standard in wanted:
            self.add(standard, started_at, at, self.round)


def open_book(matter: Matter, at: datetime) -> Book:
    """Load and lock the book for a step at `at`.

    Raises:
        OutOfOrder: the step lies before the matter began.

    """
    promises = session.scalars(
        select(Promise)
        .where(Promise.matter_kind == matter.kind, Promise.matter_id == matter.id)
        .order_by(Promise.id)
        .with_for_update()
    )
    pauses = session.scalars(
        select(Pause)
        .where(Pause.matter_kind == matter.kind, Pause.matter_id == matter.id)
        .order_by(Pause.began_at, Pause.id)
    )
    book = Book(matter, list(promises), list(pauses))
    refuse_before(book.began_at, at)
    return book


def office() -> OfficeCalendar:
    """The calendar of the municipality the present work is for."""
    return queries.calendar_of(tenancy.municipality_id())
