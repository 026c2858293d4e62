"""What every verb does to a complaint and its promises, on a complaint that is not written yet.

The twin of the verbs for complaints with a past. A test plays the same past through the verbs and
through this file and finds the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from portal.complaints import lifecycle
from portal.complaints.lifecycle import DONE, OPEN, State, Verb
from portal.complaints.models import Category, Complaint
from portal.complaints.services import closing, filing, moving, working
from portal.complaints.services.pasts import ComplaintPast, PastMove
from portal.response_times import services as promises
from portal.response_times.lifecycle import PauseReason
from portal.response_times.services import Rehearsal
from portal.response_times.standards import PromiseKind, Standard, Unit

_LIMIT = {
    PromiseKind.REPORTER_ANSWER: working.ASK_DAYS,
    PromiseKind.REPORTER_REOPEN: closing.REOPEN_DAYS,
}


@dataclass(slots=True)
class Story:
    """A complaint on its way through its past."""

    past: ComplaintPast
    complaint: Complaint
    book: Rehearsal
    known: Mapping[int, Category]
    co_units: Sequence[int] = ()
    steps: list[dict[str, object]] = field(default_factory=list)
    """Rows of `ComplaintStep`, written in one statement for many complaints."""

    @property
    def category(self) -> Category | None:
        """Its category as it is now, where one is known."""
        return self.known.get(self.complaint.category_id or 0)

    @property
    def standards(self) -> tuple[Standard, ...]:
        """What is promised for it as it is now."""
        return moving.standards_of(self.complaint)

    @classmethod
    def of(cls, past: ComplaintPast, known: Mapping[int, Category]) -> Story:
        """File it and make every move."""
        category = known.get(past.filing.category_id or 0)
        complaint = filing.draft(past.filing, category, past.at)
        complaint.cover_id = past.cover_id
        story = cls(past, complaint, promises.rehearse(moving.matter(complaint)), known)
        if category is not None:
            complaint.unit_id = category.unit_id
            story.co_units = category.co_unit_ids
        story.book.promise(story.standards, complaint.filed_at, past.at)
        story.steps.append(_step(complaint, PastMove(Verb.FILE, past.at, past.actor)))
        for move in past.moves:
            story.take(move)
        complaint.next_due_at = story.book.next_due() if complaint.state in OPEN else None
        return story

    def take(self, move: PastMove) -> None:
        """Make one move, as its verb would."""
        complaint = self.complaint
        _BEFORE.get(move.verb, _nothing)(self, move)
        complaint.state = lifecycle.after(move.verb, State(complaint.state)).value
        complaint.is_open = complaint.owes
        complaint.version += 1
        complaint.changed_at = move.at
        self.steps.append(_step(complaint, move))
        _AFTER.get(move.verb, _nothing)(self, move)

    def meets(self, at: datetime, *kinds: PromiseKind) -> None:
        """Note that these promises were kept."""
        for kind in kinds:
            self.book.meet(kind, at)


_Change = Callable[[Story, PastMove], None]

_HIDDEN = frozenset(
    {
        Verb.ASK,
        Verb.ANSWER_QUESTION,
        Verb.ADD_INFORMATION,
        Verb.MOVE_PIN,
        Verb.NOTE,
        Verb.REVIEW,
        Verb.RATE,
    }
)
"""Lines of the history that not everyone may read."""


def _step(complaint: Complaint, move: PastMove) -> dict[str, object]:
    return {
        "complaint_id": complaint.id,
        "version": complaint.version,
        "verb": move.verb.value,
        "state": complaint.state,
        "at": move.at,
        "actor_id": move.actor.person_id,
        "actor_role": move.actor.role.value,
        "note": "" if move.verb is Verb.RATE else move.note.strip(),  # kept with the stars
        "is_public": move.verb not in _HIDDEN,
        "details": dict(move.details),
    }


def _nothing(_story: Story, _move: PastMove) -> None:
    """Most verbs change only the state and the history."""


def _limited(book: Rehearsal, kind: PromiseKind, at: datetime) -> datetime:
    """Give the reporter a limit; return when it ends."""
    limit = Standard(kind, _LIMIT[kind], Unit.CALENDAR_DAYS)
    return book.promise((limit,), at, at)[0].due_at


# What a verb changes before its line is written.


def _assigned(story: Story, move: PastMove) -> None:
    story.complaint.unit_id = move.details["unit_id"]
    story.complaint.officer_id = move.details["officer_id"]


def _recategorised(story: Story, move: PastMove) -> None:
    complaint, category = story.complaint, story.known[move.details["to"]]
    complaint.category_id = category.id
    if complaint.state in {State.RECEIVED, State.ACKNOWLEDGED} and complaint.officer_id is None:
        complaint.unit_id = category.unit_id
    story.co_units = category.co_unit_ids
    moving.publish(complaint, category)


def _reviewed(story: Story, move: PastMove) -> None:
    complaint = story.complaint
    complaint.reviewed_at = move.at if move.details["show"] else None
    moving.publish(complaint, story.category)
    complaint.is_public = complaint.is_public and bool(move.details["show"])


def _held(story: Story, move: PastMove) -> None:
    story.complaint.reason = move.details["reason"]


def _resolved(story: Story, move: PastMove) -> None:
    story.complaint.resolved_at = story.complaint.closed_at = move.at
    story.complaint.reason = None
    story.complaint.evidence = closing.evidence(move.details.get("photos", 0))


def _closed(story: Story, move: PastMove) -> None:
    story.complaint.closed_at = move.at
    story.complaint.reason = move.details["reason"]


def _rated(story: Story, move: PastMove) -> None:
    story.complaint.rating = move.details["stars"]
    story.complaint.rating_reason = move.note.strip()


def _settled(story: Story, _move: PastMove) -> None:
    story.complaint.reopen_until = None


def _reopened(story: Story, _move: PastMove) -> None:
    complaint = story.complaint
    complaint.reopened += 1
    complaint.reason, complaint.evidence = None, ""
    complaint.resolved_at = complaint.closed_at = complaint.reopen_until = None


_BEFORE: dict[Verb, _Change] = {
    Verb.ASSIGN: _assigned,
    Verb.RECATEGORISE: _recategorised,
    Verb.REVIEW: _reviewed,
    Verb.HOLD: _held,
    Verb.RESOLVE: _resolved,
    Verb.CLOSE: _closed,
    Verb.WITHDRAW: _closed,
    Verb.RATE: _rated,
    Verb.ACCEPT: _settled,
    Verb.SETTLE: _settled,
    Verb.REOPEN: _reopened,
}


# What a verb does to the promises.


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
    story.book.resume(move.at)


def _promises_news(story: Story, move: PastMove) -> None:
    if move.due_at is not None:
        story.book.promise_by(PromiseKind.NEWS, move.due_at, move.at)
    _accepts(story, move)


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


_AFTER: dict[Verb, _Change] = {
    Verb.ACKNOWLEDGE: _accepts,
    Verb.ASSIGN: _accepts,
    Verb.START: _accepts,
    Verb.RECATEGORISE: _changes_standards,
    Verb.ASK: _asks,
    Verb.ANSWER_QUESTION: _is_answered,
    Verb.REFER: _promises_news,
    Verb.HOLD: _promises_news,
    Verb.REPLY: _answers,
    Verb.RESOLVE: _ends_well,
    Verb.CLOSE: _ends_unfixed,
    Verb.WITHDRAW: _ends_unfixed,
    Verb.ACCEPT: _is_not_objected,
    Verb.SETTLE: _is_not_objected,
    Verb.REOPEN: _begins_again,
}
