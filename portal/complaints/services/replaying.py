"""What every verb does to a complaint and its promises, on a complaint that is not written yet.

The twin of the verbs for complaints with a past. A test plays the same past through the verbs and
through this file and finds the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from portal.complaints import lifecycle
from portal.complaints.lifecycle import OPEN, State, Verb
from portal.complaints.models import Category, Complaint
from portal.complaints.services import closing, filing, moving
from portal.complaints.services.pasts import ComplaintPast, PastMove
from portal.complaints.services.replaying_times import on_promises
from portal.response_times import services as promises
from portal.response_times.lifecycle import PauseReason
from portal.response_times.services import Rehearsal
from portal.response_times.standards import PromiseKind, Standard
from portal.response_times.versions import Priority


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
        back_to = State.REFERRED if complaint.is_referred else None
        reached = lifecycle.after(move.verb, State(complaint.state), back_to)
        if complaint.is_referred and reached not in moving.AWAY:
            complaint.is_referred = False
            self.comes_back(move.at)
        complaint.state = reached.value
        complaint.is_open = complaint.owes
        complaint.version += 1
        complaint.changed_at = move.at
        self.steps.append(_step(complaint, move))
        on_promises(self, move)

    def comes_back(self, at: datetime) -> None:
        """Let a clock that stood still for an outside body run again."""
        if self.book.is_paused(PauseReason.OUTSIDE_BODY):
            self.book.resume(at, PauseReason.OUTSIDE_BODY)

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


def _made_urgent(story: Story, _move: PastMove) -> None:
    story.complaint.priority = Priority.URGENT.value


def _made_normal(story: Story, _move: PastMove) -> None:
    story.complaint.priority = Priority.NORMAL.value


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
    Verb.MAKE_URGENT: _made_urgent,
    Verb.MAKE_NORMAL: _made_normal,
}
