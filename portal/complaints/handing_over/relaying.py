"""What the other municipality tells the reporter comes back to the one they wrote to: once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.complaints.events import ComplaintAnswered
from portal.complaints.handing_over import acts, crossing
from portal.complaints.handing_over.services import half_in
from portal.complaints.handing_over.terms import Heard, Mode
from portal.complaints.lifecycle import DONE, Closing, State, Verb
from portal.complaints.models import MATTER, Complaint, ComplaintContact, ComplaintStep
from portal.complaints.services import closing, moving
from portal.complaints.services.moving import Move
from portal.foundation import audit, outbox, tenancy
from portal.foundation.database import session
from portal.foundation.i18n import lazy, speaking
from portal.foundation.policy import machine
from portal.municipalities import queries as municipalities
from portal.response_times import services as promises
from portal.response_times.standards import PromiseKind

if TYPE_CHECKING:
    from portal.foundation.i18n import Bilingual


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was said there: with which step, in which words, by whom."""

    step_id: int
    words: str
    title: Bilingual
    is_refusal: bool
    """They say that it is not theirs."""
    is_told: bool
    """They told the reporter themselves, whose contact they have."""


def relay(complaint_id: int, step_id: int, at: datetime) -> bool:
    """Write an answer down where the complaint came from; false when it is there already.

    The reporter hears it from one side only: from those who answered where they have the contact,
    else from those whom the reporter wrote to.
    """
    half, step = half_in(complaint_id), session.get(ComplaintStep, step_id)
    profile = municipalities.profile_of(tenancy.municipality_id())
    if half is None or step is None or profile is None:
        return False
    contact = session.get(ComplaintContact, complaint_id)
    spoken = Spoken(
        step_id,
        step.note,
        profile.title,
        is_refusal=step.verb == Verb.CLOSE and step.details.get("reason") == Closing.NOT_OURS,
        is_told=contact is not None and bool(contact.email or contact.phone),
    )
    with crossing.at_origin(half) as origin:
        if origin is None or step_id in origin.heard:
            return False
        origin.heard = [*origin.heard, step_id]
        complaint = moving.load(origin.complaint_id)
        _write_down(complaint, Mode(origin.mode), spoken, at)
        by = machine(tenancy.municipality_id())
        audit.note(acts.TOLD_BACK, MATTER, complaint.id, by=by, at=at)
    return True


def _write_down(complaint: Complaint, mode: Mode, spoken: Spoken, at: datetime) -> None:
    before = moving.on_map(complaint)
    if spoken.is_refusal:
        _hear(complaint, Heard.NOT_OURS, spoken, at)
        if mode is Mode.MOVED and complaint.state == State.CLOSED:
            _take_up_again(complaint, spoken, at)
            return
    elif spoken.is_told or complaint.state in {State.SETTLED, State.MERGED}:
        _hear(complaint, Heard.SPOKE, spoken, at)
    else:
        _pass_on(complaint, spoken, at)
    moving.settle_books(complaint, before)


def _hear(complaint: Complaint, what: Heard, spoken: Spoken, at: datetime) -> None:
    details = {"what": what.value, "body": spoken.title.th}
    by = machine(tenancy.municipality_id())
    moving.make(complaint, Move(by, Verb.HEAR, at, spoken.words, details=details))


def _pass_on(complaint: Complaint, spoken: Spoken, at: datetime) -> None:
    """As an answer of ours that says whose words they are."""
    by = machine(tenancy.municipality_id())
    details = {"from": spoken.title.th}
    move = Move(by, Verb.REPLY, at, spoken.words, is_public=True, details=details)
    step = moving.make(complaint, move)
    if complaint.state not in DONE:
        promises.meet(moving.matter(complaint), PromiseKind.ANSWER, at)
        promises.tell_news(moving.matter(complaint), moving.standards_of(complaint), at)
    outbox.record(ComplaintAnswered(complaint.id, step.id), at)


def _take_up_again(complaint: Complaint, spoken: Spoken, at: datetime) -> None:
    language = session.scalar(
        select(ComplaintContact.language).where(ComplaintContact.complaint_id == complaint.id)
    )
    with speaking(language or "th"):
        why = str(lazy("%(title)s says that it is not theirs.", title=spoken.title.here))
    closing.open_again(machine(tenancy.municipality_id()), complaint, why, at)
