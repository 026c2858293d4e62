"""Work on a complaint: start, ask, refer, hold, reply, note."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from portal.complaints.events import ComplaintAnswered, ReporterAsked
from portal.complaints.lifecycle import DONE, Called, Hold, Verb
from portal.complaints.queries.asking_back import asking_back
from portal.complaints.services import moving
from portal.complaints.services.messages import tell_alone, with_message
from portal.complaints.services.moving import Move
from portal.complaints.services.writing import words
from portal.foundation import outbox
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.response_times import services as promises
from portal.response_times.lifecycle import PauseReason
from portal.response_times.standards import PromiseKind, Standard, Unit

if TYPE_CHECKING:
    from portal.complaints.models import Complaint
    from portal.foundation.policy import Actor

__all__ = [
    "ASK_DAYS",
    "LONGEST_AHEAD",
    "ask",
    "hold",
    "note",
    "note_call",
    "refer",
    "reply",
    "start",
    "words",
]

ASK_DAYS = 7
"""The days to answer in pasts that were kept elsewhere."""
LONGEST_AHEAD = timedelta(days=366)


def start(officer: Actor, complaint_id: int, *, seen: int, at: datetime) -> None:
    """Begin the work. Accepts it, too."""
    complaint = moving.staff_loads(officer, complaint_id, Verb.START, seen)
    before = moving.on_map(complaint)
    moving.make(complaint, Move(officer, Verb.START, at, is_public=True))
    promises.meet(moving.matter(complaint), PromiseKind.ACKNOWLEDGE, at)
    moving.settle_books(complaint, before)


def ask(officer: Actor, complaint_id: int, question: str, *, seen: int, at: datetime) -> None:
    """Ask the reporter; the clock stands still until the answer, or until their limit."""
    complaint = moving.staff_loads(officer, complaint_id, Verb.ASK, seen)
    before = moving.on_map(complaint)
    question = words("question", question)
    rule = asking_back()
    step = moving.make(complaint, Move(officer, Verb.ASK, at, question, details=rule.kept()))
    matter = moving.matter(complaint)
    promises.meet(matter, PromiseKind.ACKNOWLEDGE, at)
    promises.tell_news(matter, moving.standards_of(complaint), at)
    promises.pause(matter, PauseReason.WAITING_FOR_REPORTER, at)
    limit = Standard(PromiseKind.REPORTER_ANSWER, rule.days, Unit.CALENDAR_DAYS)
    promises.promise(matter, (limit,), at, at)
    outbox.record(ReporterAsked(complaint.id, step.id), at)
    moving.settle_books(complaint, before)


def refer(  # noqa: PLR0913 - each is a word of the sentence
    officer: Actor,
    complaint_id: int,
    body: str,
    *,
    their_number: str = "",
    asked_by: datetime | None = None,
    seen: int,
    at: datetime,
) -> None:
    """Pass it to an outside body; `asked_by` is when news are due.

    The clock goes on, unless the municipality has decided that it stands still meanwhile.
    """
    complaint = moving.staff_loads(officer, complaint_id, Verb.REFER, seen)
    before = moving.on_map(complaint)
    body = words("body", body)
    details = {"body": body, "their_number": their_number.strip()}
    _promise_news(complaint, asked_by, at, field="asked_by", required=False)
    moving.make(complaint, Move(officer, Verb.REFER, at, is_public=True, details=details))
    complaint.is_referred = True
    promises.meet(moving.matter(complaint), PromiseKind.ACKNOWLEDGE, at)
    promises.hand_out(moving.matter(complaint), at)
    moving.settle_books(complaint, before)


def hold(  # noqa: PLR0913 - each is a word of the sentence
    officer: Actor,
    complaint_id: int,
    reason: Hold,
    *,
    next_news: datetime | None,
    note: str = "",
    seen: int,
    at: datetime,
) -> None:
    """Wait for budget, procurement or law; the clock watches the day of the next news."""
    complaint = moving.staff_loads(officer, complaint_id, Verb.HOLD, seen)
    before = moving.on_map(complaint)
    _promise_news(complaint, next_news, at, field="next_news", required=True)
    complaint.reason = reason.value
    details = {"reason": reason.value, "next_news": next_news.isoformat() if next_news else None}
    move = Move(officer, Verb.HOLD, at, note, is_public=True, details=details)
    moving.make(complaint, move)
    promises.meet(moving.matter(complaint), PromiseKind.ACKNOWLEDGE, at)
    moving.settle_books(complaint, before)


def _promise_news(
    complaint: Complaint, due: datetime | None, at: datetime, *, field: str, required: bool
) -> None:
    if due is None:
        if required:
            raise Invalid(
                fields={field: lazy("Enter the day on which you will tell the next news")}
            )
        return
    if not at < due < at + LONGEST_AHEAD:
        raise Invalid(fields={field: lazy("Enter a day from today on, within a year")})
    matter = moving.matter(complaint)
    promises.promise_by(matter, PromiseKind.NEWS, due, at)


def reply(
    officer: Actor, complaint_id: int, text: str, *, private: str = "", seen: int, at: datetime
) -> None:
    """Answer the reporter; the answer stands on the public page, masked.

    `private` is for the reporter alone. One of both is enough.
    """
    complaint = moving.staff_loads(officer, complaint_id, Verb.REPLY, seen)
    before = moving.on_map(complaint)
    if text.strip() or not private.strip():
        text = words("reply", text)
        step = with_message(complaint, Move(officer, Verb.REPLY, at, text, is_public=True), private)
    else:
        step = tell_alone(complaint, officer, private, at)
    matter = moving.matter(complaint)
    if complaint.state not in DONE:
        promises.meet(matter, PromiseKind.ACKNOWLEDGE, at)
        promises.meet(matter, PromiseKind.ANSWER, at)
        promises.tell_news(matter, moving.standards_of(complaint), at)
    outbox.record(ComplaintAnswered(complaint.id, step.id), at)
    moving.settle_books(complaint, before)


def note(officer: Actor, complaint_id: int, text: str, *, seen: int, at: datetime) -> None:
    """Words for colleagues; never shown to the reporter or the public."""
    complaint = moving.staff_loads(officer, complaint_id, Verb.NOTE, seen)
    moving.make(complaint, Move(officer, Verb.NOTE, at, words("note", text)))


def note_call(officer: Actor, complaint_id: int, called: Called, *, at: datetime) -> None:
    """That somebody called the reporter, and how it ended: for colleagues, without what was said.

    The call has been made whatever others did meanwhile, so no version is asked for.
    """
    complaint = moving.staff_loads(officer, complaint_id, Verb.NOTE, None)
    moving.make(complaint, Move(officer, Verb.NOTE, at, details={"called": called.value}))
