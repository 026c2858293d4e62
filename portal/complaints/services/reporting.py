"""What reporters do with their own complaint, by number and code or signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.accounts import queries as accounts
from portal.attachments import services as attachments
from portal.attachments.queries import AttachmentLine
from portal.complaints import numbering
from portal.complaints.lifecycle import Closing, State, Verb
from portal.complaints.models import (
    MATTER,
    Complaint,
    ComplaintContact,
    ComplaintFollower,
)
from portal.complaints.routing import services as routing
from portal.complaints.services import closing, moving
from portal.complaints.services.moving import Move
from portal.complaints.services.working import words
from portal.foundation import limits
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder, TooMany
from portal.foundation.i18n import lazy
from portal.foundation.limits import Limit
from portal.foundation.policy import Role
from portal.response_times import services as promises
from portal.response_times.lifecycle import PauseReason
from portal.response_times.standards import PromiseKind

if TYPE_CHECKING:
    from uuid import UUID

    from portal.foundation.policy import Actor

TRIES = Limit("tracking code", 10, minutes=15)
TRIES_OF_ONE = Limit("tracking code of one address", 100, minutes=15)
STARS = range(1, 6)


@dataclass(frozen=True, slots=True)
class Key:
    """What opens a complaint for its reporter: its number with the code, or being signed in."""

    actor: Actor
    complaint_id: int
    by_code: bool = False


def find_by_code(number: numbering.Number | None, code: str, *, who: str) -> int:
    """The complaint of this number and code.

    The answer to a wrong pair is the same whether or not the number exists. Ten wrong tries in 15
    minutes on one number close it for a while, whoever tries; a hundred close an address, behind
    which there may be a thousand telephones. `who` is a keyed hash of it.
    """
    tried = [(TRIES_OF_ONE, who)]
    if number is not None:
        tried.append((TRIES, f"{number.year_ce}-{number.running}"))
    if any(limits.is_reached(*each) for each in tried):
        raise TooMany(lazy("There were too many wrong tries. Try again in 15 minutes."))
    found = None
    if number is not None:
        found = session.execute(
            select(Complaint.id, Complaint.tracking_code).where(
                Complaint.year == number.year_ce, Complaint.running == number.running
            )
        ).one_or_none()
    expected = found.tracking_code if found is not None else "------"
    if not numbering.same_code(code, expected) or found is None:
        limits.count_apart(*tried)
        raise Invalid(
            lazy("There is something to correct"),
            fields={"code": lazy("The number and the code do not belong together. Check both.")},
        )
    return int(found.id)


def _load(key: Key) -> Complaint:
    complaint = moving.load(key.complaint_id)
    if not key.by_code and not is_mine(key.actor, key.complaint_id):
        raise NotFound(lazy("There is no such complaint."))
    return complaint


def is_mine(actor: Actor, complaint_id: int) -> bool:
    """Whether this signed-in person reported the complaint or keeps it by its code.

    A resident's e-mail or mobile number was proven by the code sent to it, so it opens what was
    filed with it.
    """
    if actor.person_id is None:
        return False
    contact = session.get(ComplaintContact, complaint_id)
    if contact is not None and contact.person_id == actor.person_id:
        return True
    if contact is not None and actor.role is Role.RESIDENT and _is_theirs(contact, actor.person_id):
        return True
    return session.get(ComplaintFollower, (actor.person_id, complaint_id)) is not None


def _is_theirs(contact: ComplaintContact, person_id: int) -> bool:
    by_email = bool(contact.email) and contact.email == accounts.email_of(person_id)
    return by_email or (bool(contact.mobile) and contact.mobile == accounts.phone_of(person_id))


def follow(key: Key, at: datetime) -> None:
    """Keep the complaint under «my complaints»."""
    if key.actor.person_id is None or not key.by_code:
        raise Forbidden(lazy("Sign in to keep the complaint under “My complaints”."))
    if not is_mine(key.actor, key.complaint_id):
        session.add(
            ComplaintFollower(
                person_id=key.actor.person_id, complaint_id=key.complaint_id, followed_at=at
            )
        )


def add_information(key: Key, text: str, *, form_id: UUID | None = None, at: datetime) -> None:
    """Tell the municipality more, with photos if there are any."""
    complaint = _load(key)
    before = moving.on_map(complaint)
    text = words("information", text)
    photos = _new_photos(complaint, form_id, at)
    moving.make(
        complaint, Move(key.actor, Verb.ADD_INFORMATION, at, text, details={"photos": len(photos)})
    )
    routing.reroute(complaint, at)
    moving.settle_books(complaint, before)


def _new_photos(complaint: Complaint, form_id: UUID | None, at: datetime) -> list[AttachmentLine]:
    """Photos that came with the words; they wait for an officer's look like the first ones."""
    if form_id is None:
        return []
    photos = attachments.claim(form_id, MATTER, complaint.id, at)
    complaint.photos_wait = complaint.photos_wait or bool(photos)
    return photos


def answer_question(key: Key, text: str, *, form_id: UUID | None = None, at: datetime) -> None:
    """Answer what the officer asked; the municipality's clock runs on."""
    complaint = _load(key)
    before = moving.on_map(complaint)
    text = words("answer", text)
    photos = _new_photos(complaint, form_id, at)
    details = {"photos": len(photos)}
    back_to = State.REFERRED if complaint.is_referred else None
    moving.make(
        complaint,
        Move(key.actor, Verb.ANSWER_QUESTION, at, text, details=details, back_to=back_to),
    )
    matter = moving.matter(complaint)
    promises.meet(matter, PromiseKind.REPORTER_ANSWER, at)
    promises.resume(matter, at, PauseReason.WAITING_FOR_REPORTER)
    moving.settle_books(complaint, before)


def withdraw(key: Key, why: str, *, at: datetime) -> None:
    """The reporter no longer wants it worked on."""
    complaint = _load(key)
    details: dict[str, object] = {"reason": Closing.WITHDRAWN.value}
    closing.end(key.actor, complaint, Verb.WITHDRAW, why.strip(), details, at)


def rate(key: Key, stars: int, reason: str, *, accepts: bool, at: datetime) -> None:
    """Rate the service from 1 to 5 with a reason, and accept the result if it is good."""
    complaint = _load(key)
    if stars not in STARS:
        raise Invalid(fields={"stars": lazy("Choose one to five stars")})
    before = moving.on_map(complaint)
    complaint.rating = stars
    complaint.rating_reason = reason.strip()[:2000]
    moving.make(complaint, Move(key.actor, Verb.RATE, at, details={"stars": stars}))
    moving.settle_books(complaint, before)
    if accepts and complaint.reopen_until is not None:
        closing.accept(key.actor, complaint, at)


def ask_to_reopen(key: Key, why: str, *, at: datetime) -> None:
    """Ask for more within 30 days of the end; the complaint is open again at once."""
    complaint = _load(key)
    if complaint.reopen_until is None or complaint.reopen_until < at:
        raise OutOfOrder(
            lazy(
                "The time to ask for this complaint to be opened again has passed. File a new one."
            )
        )
    closing.open_again(key.actor, complaint, words("why", why), at)
