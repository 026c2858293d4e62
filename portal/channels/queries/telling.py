"""The facts that messages tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select

from portal.channels.rendering import Facts
from portal.complaints.emergency.queries import told_to_wait
from portal.complaints.lifecycle import CLOSING_WORDS, REFUSAL_WORDS, Closing, Refusal, Verb
from portal.complaints.models import MATTER, Complaint, ComplaintContact, ComplaintStep
from portal.complaints.numbering import formatted
from portal.complaints.queries import choices
from portal.complaints.queries.asking_back import rule_asked_by
from portal.complaints.queries.choices import CategoryLine
from portal.complaints.replying.rules import LAST_CHANCE
from portal.complaints.terms import Withheld
from portal.foundation import dates, masking, tenancy
from portal.foundation.database import session
from portal.foundation.i18n import _, language, speaking
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
    is_held: bool = False
    """Whether nobody has looked yet whether the complaint is misuse."""


def told(complaint_id: int, step_id: int) -> Told | None:
    """What there is to tell about this step; None when nobody left a way to be told.

    The step may be one of the complaint it was merged with: then only what anyone may read.
    """
    row = session.execute(
        select(Complaint, ComplaintStep, ComplaintContact)
        .join(ComplaintContact, ComplaintContact.complaint_id == Complaint.id)
        .join(
            ComplaintStep,
            and_(
                ComplaintStep.id == step_id,
                or_(
                    ComplaintStep.complaint_id == Complaint.id,
                    ComplaintStep.complaint_id == Complaint.first_id,
                ),
            ),
        )
        .where(Complaint.id == complaint_id)
    ).one_or_none()
    if row is None:
        return None
    complaint, step, contact = row
    if not (contact.email or contact.phone):
        return None
    if step.complaint_id != complaint_id and (step.details or {}).get("alone"):
        return None  # it is for the other reporter alone
    reader = Reader(contact.email, contact.phone, contact.language)
    with speaking(contact.language):
        is_own = step.complaint_id == complaint_id
        facts = _facts(complaint, step) if is_own else _shared(complaint, step)
    by_staff = step.actor_role in STAFF_ROLES
    by_machine = by_staff and step.actor_id is None
    is_held = complaint.withheld == Withheld.HELD.value
    return Told(complaint_id, step_id, reader, facts, by_staff, by_machine, is_held)


def _facts(complaint: Complaint, step: ComplaintStep) -> Facts:
    """In the language of the moment."""
    category = choices.category(complaint.category_id)
    due = _due(complaint.id)
    is_receipt = step.verb == Verb.FILE.value
    return Facts(
        number=_number(complaint.year, complaint.running),
        # A stranger may have typed this address: the receipt repeats nothing of their words.
        title="" if is_receipt else complaint.title,
        category=category.title.here if category else "",
        code=complaint.tracking_code if is_receipt else "",
        waits=_waits(complaint, category) if is_receipt and category else "",
        **_written(step),
        reason=_reason(step.details or {}),
        filed_at=complaint.filed_at,
        answer_by=due.get(PromiseKind.REPORTER_ANSWER),
        acknowledge_by=due.get(PromiseKind.ACKNOWLEDGE),
        reply_by=due.get(PromiseKind.ANSWER),
        resolve_by=due.get(PromiseKind.RESOLVE),
        reopen_until=complaint.reopen_until,
        is_withdrawn=step.verb == Verb.WITHDRAW.value,
        other=_other(complaint),
        parts=_parts(step),
    )


def _waits(complaint: Complaint, category: CategoryLine) -> str:
    """What has to wait in the emergency of the moment in which it was filed."""
    emergency = told_to_wait(complaint.id, complaint.filed_at, complaint.filed_at)
    if emergency is None:
        return ""
    end = dates.moment(emergency.ends_at, language())
    wait = _(
        "Until %(end)s this has to wait: %(categories)s.", end=end, categories=category.title.here
    )
    whom = emergency.call.here
    call = _(
        "If it cannot wait, call %(whom)s. What you report here is taken down with a number all "
        "the same.",
        whom=whom,
    )
    return f"{wait}\n{call}"


def _written(step: ComplaintStep) -> dict[str, Any]:
    """What was written: beside it what is for the reporter alone; with a question its rule."""
    details = step.details or {}
    if details.get("alone"):
        return {"message": step.note}
    if step.verb in {Verb.ASK.value, Verb.REMIND.value}:
        rule, is_reminded = rule_asked_by(step.complaint_id)
        words = LAST_CHANCE if is_reminded else rule.words()
        asked = step if step.verb == Verb.ASK.value else _question(step.complaint_id)
        return {
            "words": asked.note if asked else "",
            "rule": str(words),
            "is_reminder": step.verb == Verb.REMIND.value,
        }
    return {"words": step.note, "message": _message(details.get("message"))}


def _question(complaint_id: int) -> ComplaintStep | None:
    """What was asked last."""
    return session.scalars(
        select(ComplaintStep)
        .where(ComplaintStep.complaint_id == complaint_id, ComplaintStep.verb == Verb.ASK.value)
        .order_by(ComplaintStep.id.desc())
        .limit(1)
    ).one_or_none()


def _message(number: int | None) -> str:
    """The words of the step with this number, written for the reporter alone."""
    if number is None:
        return ""
    asked = select(ComplaintStep.note).where(ComplaintStep.number == number)
    return session.scalar(asked) or ""


def _shared(complaint: Complaint, step: ComplaintStep) -> Facts:
    """What a reporter is told of the complaint that theirs was merged with."""
    return Facts(
        number=_number(complaint.year, complaint.running),
        title=complaint.title,
        words=masking.masked(step.note) if step.is_public else "",
        reason=_reason(step.details or {}),
        filed_at=complaint.filed_at,
        is_withdrawn=step.verb == Verb.WITHDRAW.value,
        other=_other(complaint),
    )


def open_facts(complaint_id: int, step_id: int) -> Facts:
    """What anyone may be told of a step, in the language of the moment."""
    complaint = session.get_one(Complaint, complaint_id)
    return _shared(complaint, session.get_one(ComplaintStep, step_id))


def _number(year: int, running: int) -> str:
    profile = municipalities.profile_of(tenancy.municipality_id())
    return formatted(profile.letters.here if profile else "", year, running, language())


def _other(complaint: Complaint) -> str:
    """The number of the complaint it is merged with now."""
    first = session.get(Complaint, complaint.first_id) if complaint.first_id else None
    return _number(first.year, first.running) if first else ""


def _parts(step: ComplaintStep) -> tuple[tuple[str, str], ...]:
    """The numbers and codes of what was split off by this step."""
    if step.verb != Verb.SPLIT.value:
        return ()
    rows = session.execute(
        select(Complaint.year, Complaint.running, Complaint.tracking_code)
        .where(Complaint.id.in_(step.details["parts"]))
        .order_by(Complaint.year, Complaint.running)
    )
    return tuple((_number(row.year, row.running), row.tracking_code) for row in rows)


def merged_with(complaint_id: int) -> list[int]:
    """The complaints that are merged with this one now."""
    return list(
        session.scalars(
            select(Complaint.id).where(Complaint.first_id == complaint_id).order_by(Complaint.id)
        )
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
