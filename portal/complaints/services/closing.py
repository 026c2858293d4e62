"""How a complaint ends: done, closed without a fix, accepted, settled, or opened again."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.attachments import services as attachments
from portal.attachments.queries import AttachmentLine, Purpose
from portal.complaints import origins
from portal.complaints.events import ComplaintClosed, ComplaintReopened, ComplaintResolved
from portal.complaints.lifecycle import Closing, Refusal, State, Verb
from portal.complaints.models import MATTER, Complaint
from portal.complaints.services import moving
from portal.complaints.services.messages import MESSAGE, tell_alone, with_message
from portal.complaints.services.moving import Move
from portal.complaints.services.writing import words
from portal.foundation import outbox, tenancy
from portal.foundation.database import session
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor, machine
from portal.response_times import services as promises
from portal.response_times.lifecycle import Evidence
from portal.response_times.standards import PromiseKind, Standard, Unit

if TYPE_CHECKING:
    from uuid import UUID

REOPEN_DAYS = 30
ASK_LEAST = timedelta(days=1)
BY_STAFF = frozenset(Closing) - {Closing.WITHDRAWN}


def resolve(  # noqa: PLR0913 - each is a word of the sentence
    officer: Actor,
    complaint_id: int,
    result: str,
    *,
    form_id: UUID | None = None,
    no_photo_because: str = "",
    private: str = "",
    seen: int,
    at: datetime,
) -> None:
    """Record that it is done: what was done, and an after photo or why there is none."""
    complaint = moving.staff_loads(officer, complaint_id, Verb.RESOLVE, seen)
    before = moving.on_map(complaint)
    result = words("result", result)
    photos = _after_photos(officer, form_id, complaint, at) if form_id else []
    if not photos and not no_photo_because.strip():
        raise Invalid(
            fields={"photos": lazy("Add a photo taken afterwards, or say why there is none")}
        )
    details = {"photos": len(photos), "no_photo_because": no_photo_because.strip()}
    complaint.resolved_at = complaint.closed_at = at
    complaint.reason = None
    complaint.evidence = evidence(len(photos))
    told = Move(officer, Verb.RESOLVE, at, result, is_public=True, details=details)
    step = with_message(complaint, told, private)
    matter = moving.matter(complaint)
    promises.end(matter, at, met=(PromiseKind.ACKNOWLEDGE, PromiseKind.ANSWER, PromiseKind.RESOLVE))
    _let_object(complaint, at)
    outbox.record(ComplaintResolved(complaint.id, step.id), at)
    moving.settle_books(complaint, before)


def evidence(photos: int) -> str:
    """What shows a result with so many photos: them, or else the reason that had to be given."""
    return (Evidence.PHOTO if photos else Evidence.REASON).value


def _after_photos(
    officer: Actor, form_id: UUID, complaint: Complaint, at: datetime
) -> list[AttachmentLine]:
    """The unit's own photos need no second look before the public sees them."""
    compare = partial(origins.compared, complaint)
    photos = attachments.claim(
        form_id, MATTER, complaint.id, at, purpose=Purpose.AFTER, compare=compare
    )
    attachments.release(officer, [photo.id for photo in photos], at=at)
    return photos


def close(  # noqa: PLR0913 - each is a word of the sentence
    officer: Actor,
    complaint_id: int,
    reason: Closing,
    text: str,
    *,
    refusal: Refusal | None = None,
    private: str = "",
    seen: int,
    at: datetime,
) -> None:
    """End it without a fix, with a reason and in words to the reporter."""
    complaint = moving.staff_loads(officer, complaint_id, Verb.CLOSE, seen)
    if reason not in BY_STAFF:
        raise Invalid(fields={"reason": lazy("Choose a reason from the list")})
    if reason is Closing.NOT_ACCEPTED and refusal is None:
        raise Invalid(fields={"refusal": lazy("Choose why it is not accepted")})
    details: dict[str, object] = {
        "reason": reason.value,
        "refusal": refusal.value if refusal else None,
    }
    text = words("text", text)
    if private.strip():
        details[MESSAGE] = tell_alone(complaint, officer, private, at).number
    end(officer, complaint, Verb.CLOSE, text, details, at)


def end(
    actor: Actor,
    complaint: Complaint,
    verb: Verb,
    text: str,
    details: dict[str, object],
    at: datetime,
) -> None:
    """What every end without a fix does to the complaint and to its promises."""
    before = moving.on_map(complaint)
    complaint.closed_at = at
    complaint.reason = str(details["reason"])
    step = moving.make(complaint, Move(actor, verb, at, text, is_public=True, details=details))
    matter = moving.matter(complaint)
    answered = verb is Verb.CLOSE and bool(text)
    promises.end(matter, at, met=(PromiseKind.ACKNOWLEDGE, PromiseKind.ANSWER) if answered else ())
    _let_object(complaint, at)
    outbox.record(ComplaintClosed(complaint.id, step.id), at)
    moving.settle_books(complaint, before)


def _let_object(complaint: Complaint, at: datetime) -> None:
    """From now the reporter has 30 days to ask for more; the last day is a working day."""
    matter = moving.matter(complaint)
    limit = Standard(PromiseKind.REPORTER_REOPEN, REOPEN_DAYS, Unit.CALENDAR_DAYS)
    complaint.reopen_until = promises.promise(matter, (limit,), at, at)[0].due_at


def accept(actor: Actor, complaint: Complaint, at: datetime) -> None:
    """The reporter accepts the result: settled."""
    _settle(actor, complaint, Verb.ACCEPT, at)


def _settle(actor: Actor, complaint: Complaint, verb: Verb, at: datetime) -> None:
    before = moving.on_map(complaint)
    complaint.reopen_until = None
    moving.make(complaint, Move(actor, verb, at, is_public=True))
    promises.meet(moving.matter(complaint), PromiseKind.REPORTER_REOPEN, at)
    moving.settle_books(complaint, before)


def settle_due(at: datetime, limit: int = 500) -> int:
    """Settle what nobody objected to in time; returns how many. For the nightly job."""
    due = session.scalars(
        select(Complaint)
        .where(
            Complaint.reopen_until < at,
            Complaint.state.in_([State.RESOLVED.value, State.CLOSED.value]),
        )
        .limit(limit)
        .with_for_update()
    ).all()
    here = machine(tenancy.municipality_id())
    for complaint in due:
        _settle(here, complaint, Verb.SETTLE, at)
    return len(due)


def reopen(officer: Actor, complaint_id: int, why: str, *, seen: int, at: datetime) -> None:
    """Open it again: a new round of promises, while the first one stays in the history."""
    complaint = moving.staff_loads(officer, complaint_id, Verb.REOPEN, seen)
    open_again(officer, complaint, words("why", why), at)


def open_again(actor: Actor, complaint: Complaint, why: str, at: datetime) -> None:
    """What every reopening does, asked for by the reporter or done by an officer."""
    before = moving.on_map(complaint)
    complaint.reopened += 1
    complaint.reason = None
    complaint.resolved_at = complaint.closed_at = complaint.reopen_until = None
    complaint.evidence = ""
    step = moving.make(complaint, Move(actor, Verb.REOPEN, at, why, is_public=True))
    matter = moving.matter(complaint)
    promises.cancel(matter, PromiseKind.REPORTER_REOPEN, at)
    promises.reopen(matter, moving.standards_of(complaint), at)
    outbox.record(ComplaintReopened(complaint.id, step.id), at)
    moving.settle_books(complaint, before)
