"""The whole history of a complaint, as the desk reads it: every step, internal ones too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from portal.accounts.models import Person
from portal.attachments.queries import AttachmentLine
from portal.complaints.handing_over import heard
from portal.complaints.lifecycle import (
    CALLED_WORDS,
    CLOSING_WORDS,
    HOLD_WORDS,
    REFUSAL_WORDS,
    STEPS,
    Called,
    Closing,
    Hold,
    Refusal,
    Verb,
)
from portal.complaints.models import ComplaintStep
from portal.complaints.queries import choices
from portal.complaints.queries.said import Said, said
from portal.complaints.verdicts import IN_HISTORY, VERDICT_WORDS, Verdict
from portal.foundation.database import session
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.policy import ROLE_WORDS, Role

REPORTERS = frozenset({Role.VISITOR.value, Role.RESIDENT.value})
SPOKEN = frozenset({Verb.ASK, Verb.REPLY, Verb.RESOLVE, Verb.CLOSE})


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One step. `tone` is that of the timeline: official, reporter, internal, or nothing.

    `facts` are words, a `Said` or something `Bilingual` beside the note.
    """

    version: int
    verb: Verb
    words: Lazy
    by: Said | None
    role: object
    at: datetime
    tone: str
    note: Said
    facts: tuple[object, ...]
    photos: tuple[AttachmentLine, ...]
    is_public: bool


def history(complaint_id: int, photos: Sequence[AttachmentLine]) -> tuple[HistoryLine, ...]:
    """Every step, newest first."""
    assigned = ComplaintStep.details["officer_id"].as_integer()
    other = aliased(Person)
    rows = session.execute(
        select(
            ComplaintStep.version,
            ComplaintStep.verb,
            ComplaintStep.at,
            ComplaintStep.actor_id,
            ComplaintStep.actor_role,
            ComplaintStep.note,
            ComplaintStep.details,
            ComplaintStep.is_public,
            Person.name,
            other.name.label("officer"),
        )
        .outerjoin(Person, Person.id == ComplaintStep.actor_id)
        .outerjoin(other, other.id == assigned)
        .where(ComplaintStep.complaint_id == complaint_id)
        .order_by(ComplaintStep.id.desc())
    )
    return tuple(
        HistoryLine(
            version=row.version,
            verb=Verb(row.verb),
            words=STEPS[Verb(row.verb)].done,
            by=said(row.name) if row.name and row.actor_role not in REPORTERS else None,
            role=_role(row.actor_role, row.actor_id),
            at=row.at,
            tone=_tone(Verb(row.verb), row.actor_role),
            note=said(row.note),
            facts=tuple(_facts(Verb(row.verb), row.details or {}, row.officer)),
            photos=tuple(photo for photo in photos if photo.filed_at == row.at),
            is_public=row.is_public,
        )
        for row in rows
    )


def _role(role: str, actor_id: int | None) -> object:
    if role in REPORTERS:
        return lazy("The reporter")
    return ROLE_WORDS[Role(role)] if actor_id is not None else lazy("The portal")


def _tone(verb: Verb, role: str) -> str:
    if verb in {Verb.NOTE, Verb.REVIEW, Verb.MOVE_PIN, Verb.ROUTE, Verb.HEAR}:
        return "internal"
    if role in REPORTERS:
        return "reporter"
    return "official" if verb in SPOKEN else ""


def _facts(verb: Verb, details: Mapping[str, Any], officer: str | None) -> Iterator[object]:
    """What the step's details tell, one fact each."""
    match verb:
        case Verb.ASSIGN | Verb.RECATEGORISE | Verb.ROUTE:
            yield from _routed(details) if verb is Verb.ROUTE else ()
            yield from _named(details, officer)
        case Verb.MOVE_PIN:
            yield from _former_place(details)
        case Verb.REFER:
            yield from _referral(details)
        case Verb.HOLD | Verb.CLOSE | Verb.WITHDRAW:
            yield from _reasons(verb, details)
        case Verb.RESOLVE if details.get("no_photo_because"):
            yield lazy("No photo:")
            yield said(details["no_photo_because"])
        case Verb.NOTE | Verb.REPLY | Verb.HEAR:
            yield from _noted(details)
        case Verb.RATE | Verb.REVIEW:
            yield _verdict(verb, details)


def _verdict(verb: Verb, details: Mapping[str, Any]) -> Lazy:
    if verb is Verb.RATE:
        return lazy("%(stars)s of 5", stars=details.get("stars", ""))
    return lazy("The public may see it") if details.get("show") else lazy("Kept from the public")


def _noted(details: Mapping[str, Any]) -> Iterator[object]:
    yield from heard.facts(details)
    if details.get("alone"):
        yield lazy("To the reporter alone")
    if details.get("called"):
        yield CALLED_WORDS[Called(details["called"])]
    if details.get(IN_HISTORY):
        yield lazy("Second look:")
        yield VERDICT_WORDS[Verdict(details[IN_HISTORY])]
    if details.get("mentions"):
        yield lazy("To:")
        named = select(Person.name).where(Person.id.in_(details["mentions"])).order_by(Person.id)
        yield from (said(name) for name in session.scalars(named))


def _routed(details: Mapping[str, Any]) -> Iterator[object]:
    if details.get("title"):
        yield lazy("By rule %(number)s:", number=details.get("rule", ""))
        yield said(details["title"])
    elif details.get("closed_unit"):
        yield lazy("Its unit was closed, and this one has taken over:")
    else:
        yield lazy("No rule takes it any more. By its category:")


def _named(details: Mapping[str, Any], officer: str | None) -> Iterator[object]:
    unit, category = choices.unit(details.get("unit_id")), choices.category(details.get("to"))
    yield from (line.title for line in (unit, category) if line is not None)
    if officer:
        yield said(officer)


def _former_place(details: Mapping[str, Any]) -> Iterator[object]:
    if details.get("lat") is not None and details.get("lon") is not None:
        yield lazy("Before: %(lat)s, %(lon)s", lat=details["lat"], lon=details["lon"])
    if details.get("landmark"):
        yield said(details["landmark"])


def _referral(details: Mapping[str, Any]) -> Iterator[object]:
    if details.get("body"):
        yield said(details["body"])
    if details.get("their_number"):
        yield lazy("Their number:")
        yield said(details["their_number"])


def _reasons(verb: Verb, details: Mapping[str, Any]) -> Iterator[object]:
    if verb is Verb.HOLD:
        yield HOLD_WORDS[Hold(details["reason"])]
    else:
        yield CLOSING_WORDS[Closing(details["reason"])]
    if details.get("refusal"):
        yield REFUSAL_WORDS[Refusal(details["refusal"])]
