"""The facts that messages tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select

from portal.channels.rendering import Facts
from portal.complaints.lifecycle import CLOSING_WORDS, REFUSAL_WORDS, Closing, Refusal, Verb
from portal.complaints.models import MATTER, Complaint, ComplaintContact, ComplaintStep
from portal.complaints.numbering import formatted
from portal.complaints.queries import choices
from portal.foundation import tenancy
from portal.foundation.database import session
from portal.foundation.i18n import language, speaking
from portal.foundation.policy import STAFF
from portal.municipalities import queries as municipalities
from portal.response_times import queries as promised
from portal.response_times.promises import Matter
from portal.response_times.standards import PromiseKind

STAFF_ROLES = frozenset(role.value for role in STAFF)


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom to tell: how they can be reached, and in which language."""

    email: str
    phone: str
    language: str


@dataclass(frozen=True, slots=True)
class Told:
    """A step of a complaint, for whom it is and what it tells."""

    complaint_id: int
    step_id: int
    reader: Reader
    facts: Facts
    by_staff: bool
    by_machine: bool


def told(complaint_id: int, step_id: int) -> Told | None:
    """What there is to tell about this step; None when nobody left a way to be told."""
    row = session.execute(
        select(Complaint, ComplaintStep, ComplaintContact)
        .join(ComplaintContact, ComplaintContact.complaint_id == Complaint.id)
        .join(
            ComplaintStep,
            and_(ComplaintStep.complaint_id == Complaint.id, ComplaintStep.id == step_id),
        )
        .where(Complaint.id == complaint_id)
    ).one_or_none()
    if row is None:
        return None
    complaint, step, contact = row
    if not (contact.email or contact.phone):
        return None
    reader = Reader(contact.email, contact.phone, contact.language)
    with speaking(contact.language):
        facts = _facts(complaint, step)
    by_staff = step.actor_role in STAFF_ROLES
    return Told(complaint_id, step_id, reader, facts, by_staff, by_staff and step.actor_id is None)


def _facts(complaint: Complaint, step: ComplaintStep) -> Facts:
    """In the language of the moment."""
    profile = municipalities.profile_of(tenancy.municipality_id())
    letters = profile.letters.here if profile else ""
    category = choices.category(complaint.category_id)
    due = _due(complaint.id)
    is_receipt = step.verb == Verb.FILE.value
    return Facts(
        number=formatted(letters, complaint.year, complaint.running, language()),
        # A stranger may have typed this address: the receipt repeats nothing of their words.
        title="" if is_receipt else complaint.title,
        category=category.title.here if category else "",
        code=complaint.tracking_code if is_receipt else "",
        words=step.note,
        reason=_reason(step.details or {}),
        filed_at=complaint.filed_at,
        answer_by=due.get(PromiseKind.REPORTER_ANSWER),
        acknowledge_by=due.get(PromiseKind.ACKNOWLEDGE),
        reply_by=due.get(PromiseKind.ANSWER),
        resolve_by=due.get(PromiseKind.RESOLVE),
        reopen_until=complaint.reopen_until,
        is_withdrawn=step.verb == Verb.WITHDRAW.value,
    )


def _due(complaint_id: int) -> dict[PromiseKind, datetime]:
    """When each open promise of the complaint is due."""
    lines = promised.promises_of(Matter(MATTER, complaint_id))
    return {line.promise_kind: line.due_at for line in lines if line.is_open}


def _reason(details: dict[str, Any]) -> str:
    if details.get("refusal"):
        return str(REFUSAL_WORDS[Refusal(details["refusal"])])
    reason = details.get("reason")
    return str(CLOSING_WORDS[Closing(reason)]) if reason in set(Closing) else ""
