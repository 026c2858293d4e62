"""What every verb does to the promises of a complaint with a past: the twin of the verbs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from portal.complaints.lifecycle import DONE, Verb
from portal.complaints.services import closing, working
from portal.complaints.services.pasts import PastMove
from portal.response_times.lifecycle import PauseReason
from portal.response_times.queries.clock_rules import outside_body_stops
from portal.response_times.services import Rehearsal
from portal.response_times.standards import PromiseKind, Standard, Unit

if TYPE_CHECKING:
    from portal.complaints.services.replaying import Story

_LIMIT = {
    PromiseKind.REPORTER_ANSWER: working.ASK_DAYS,
    PromiseKind.REPORTER_REOPEN: closing.REOPEN_DAYS,
}


def on_promises(story: Story, move: PastMove) -> None:
    """Let the promises follow a move that has been made."""
    change = _AFTER.get(move.verb)
    if change is not None:
        change(story, move)


def _limited(book: Rehearsal, kind: PromiseKind, at: datetime) -> datetime:
    """Give the reporter a limit; return when it ends."""
    limit = Standard(kind, _LIMIT[kind], Unit.CALENDAR_DAYS)
    return book.promise((limit,), at, at)[0].due_at


def _accepts(story: Story, move: PastMove) -> None:
    story.meets(move.at, PromiseKind.ACKNOWLEDGE)


def _changes_standards(story: Story, move: PastMove) -> None:
    story.book.change_standards(story.standards, move.at)


def _asks(story: Story, move: PastMove) -> None:
    _accepts(story, move)
    story.book.tell_news(story.standards, move.at)
    story.book.pause(PauseReason.WAITING_FOR_REPORTER, move.at)
    _limited(story.book, PromiseKind.REPORTER_ANSWER, move.at)


def _is_answered(story: Story, move: PastMove) -> None:
    story.meets(move.at, PromiseKind.REPORTER_ANSWER)
    story.book.resume(move.at, PauseReason.WAITING_FOR_REPORTER)


def _promises_news(story: Story, move: PastMove) -> None:
    if move.due_at is not None:
        story.book.promise_by(PromiseKind.NEWS, move.due_at, move.at)
    _accepts(story, move)


def _hands_out(story: Story, move: PastMove) -> None:
    """The clock stands still where the municipality had so decided by then."""
    _promises_news(story, move)
    story.complaint.is_referred = True
    stops = outside_body_stops(move.at)
    if stops and not story.book.is_paused(PauseReason.OUTSIDE_BODY):
        story.book.pause(PauseReason.OUTSIDE_BODY, move.at)
    elif not stops:
        story.comes_back(move.at)


def _answers(story: Story, move: PastMove) -> None:
    if story.complaint.state not in DONE:
        story.meets(move.at, PromiseKind.ACKNOWLEDGE, PromiseKind.ANSWER)
        story.book.tell_news(story.standards, move.at)


def _ends_well(story: Story, move: PastMove) -> None:
    story.meets(move.at, PromiseKind.ACKNOWLEDGE, PromiseKind.ANSWER, PromiseKind.RESOLVE)
    _ends(story, move)


def _ends_unfixed(story: Story, move: PastMove) -> None:
    if move.verb is Verb.CLOSE and move.actor.person_id is not None:
        story.meets(move.at, PromiseKind.ACKNOWLEDGE, PromiseKind.ANSWER)
    _ends(story, move)


def _ends(story: Story, move: PastMove) -> None:
    story.book.end(move.at)
    story.complaint.reopen_until = _limited(story.book, PromiseKind.REPORTER_REOPEN, move.at)


def _is_not_objected(story: Story, move: PastMove) -> None:
    story.meets(move.at, PromiseKind.REPORTER_REOPEN)


def _begins_again(story: Story, move: PastMove) -> None:
    story.book.cancel(PromiseKind.REPORTER_REOPEN, move.at)
    story.book.reopen(story.standards, move.at)


_AFTER: dict[Verb, Callable[[Story, PastMove], None]] = {
    Verb.ACKNOWLEDGE: _accepts,
    Verb.ASSIGN: _accepts,
    Verb.START: _accepts,
    Verb.RECATEGORISE: _changes_standards,
    Verb.ASK: _asks,
    Verb.ANSWER_QUESTION: _is_answered,
    Verb.REFER: _hands_out,
    Verb.MAKE_URGENT: _changes_standards,
    Verb.MAKE_NORMAL: _changes_standards,
    Verb.HOLD: _promises_news,
    Verb.REPLY: _answers,
    Verb.RESOLVE: _ends_well,
    Verb.CLOSE: _ends_unfixed,
    Verb.WITHDRAW: _ends_unfixed,
    Verb.ACCEPT: _is_not_objected,
    Verb.SETTLE: _is_not_objected,
    Verb.REOPEN: _begins_again,
}
