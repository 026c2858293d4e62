"""The story of a complaint: its steps in words, as reporters may read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.attachments.queries import AttachmentLine
from portal.complaints.handing_over import heard
from portal.complaints.lifecycle import (
    CLOSING_WORDS,
    HOLD_WORDS,
    REFUSAL_WORDS,
    STEPS,
    Closing,
    Hold,
    Refusal,
    Verb,
)
from portal.complaints.models import ComplaintStep
from portal.complaints.queries import choices
from portal.complaints.queries.said import Said, said
from portal.foundation.database import session
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.policy import STAFF

KEPT_INSIDE = frozenset({Verb.NOTE, Verb.REVIEW, Verb.ROUTE, Verb.HEAR})
"""Steps that are the office's own business."""
SPOKEN = frozenset({Verb.ASK, Verb.REPLY, Verb.RESOLVE, Verb.CLOSE})
"""Steps with which the municipality speaks to the reporter."""
STAFF_ROLES = frozenset(role.value for role in STAFF)


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: what was done, by whom, with which words.

    `tone`: `official` (the municipality speaks), `reporter`, or nothing. `facts` are sentences
    or names beside the words, `photos` those added with it.
    """

    verb: Verb
    words: Lazy
    by: Lazy | str
    at: datetime
    tone: str
    note: Said
    facts: tuple[object, ...]
    photos: tuple[AttachmentLine, ...]

    @property
    def is_question(self) -> bool:
        """Whether it asks the reporter something."""
        return self.verb is Verb.ASK


def for_reporter(complaint_id: int, photos: Sequence[AttachmentLine]) -> tuple[StepLine, ...]:
    """The steps a reporter may read, newest first."""
    rows = session.execute(
        select(
            ComplaintStep.verb,
            ComplaintStep.at,
            ComplaintStep.actor_id,
            ComplaintStep.actor_role,
            ComplaintStep.note,
            ComplaintStep.details,
        )
        .where(
            ComplaintStep.complaint_id == complaint_id,
            ComplaintStep.verb.not_in([verb.value for verb in KEPT_INSIDE]),
        )
        .order_by(ComplaintStep.id.desc())
    )
    return tuple(
        StepLine(
            verb=Verb(row.verb),
            words=STEPS[Verb(row.verb)].done,
            by=_by(row.actor_role, row.actor_id),
            at=row.at,
            tone=_tone(Verb(row.verb), row.actor_role),
            note=said(row.note),
            facts=_facts(Verb(row.verb), row.details or {}),
            photos=tuple(photo for photo in photos if photo.filed_at == row.at),
        )
        for row in rows
    )


def _by(role: str, actor_id: int | None) -> Lazy | str:
    if role not in STAFF_ROLES:
        return lazy("The reporter")
    return lazy("The municipality") if actor_id is not None else ""


def _tone(verb: Verb, role: str) -> str:
    if verb in SPOKEN and role in STAFF_ROLES:
        return "official"
    return "" if role in STAFF_ROLES else "reporter"


def _unit(details: dict[str, Any]) -> Iterable[object]:
    line = choices.unit(details.get("unit_id"))
    return [line.title] if line else []


def _category(details: dict[str, Any]) -> Iterable[object]:
    line = choices.category(details.get("to"))
    return [line.title] if line else []


def _referral(details: dict[str, Any]) -> Iterable[object]:
    if details.get("body"):
        yield said(details["body"])
    if details.get("their_number"):
        yield lazy("Their number:")
        yield said(details["their_number"])


def _reason_to_wait(details: dict[str, Any]) -> Iterable[object]:
    return [HOLD_WORDS[Hold(details["reason"])]] if details.get("reason") else []


def _reason_to_close(details: dict[str, Any]) -> Iterable[object]:
    if details.get("reason"):
        yield CLOSING_WORDS[Closing(details["reason"])]
    if details.get("refusal"):
        yield REFUSAL_WORDS[Refusal(details["refusal"])]


def _without_photo(details: dict[str, Any]) -> Iterable[object]:
    if details.get("no_photo_because"):
        yield lazy("There is no photo of it afterwards, because:")
        yield said(details["no_photo_because"])


def _stars(details: dict[str, Any]) -> Iterable[object]:
    return [lazy("%(rating)s of 5", rating=details["stars"])] if details.get("stars") else []


def _alone(details: dict[str, Any]) -> Iterable[object]:
    return [lazy("For you alone: the public does not read it.")] if details.get("alone") else []


def _replied(details: dict[str, Any]) -> Iterable[object]:
    yield from _alone(details)
    yield from heard.facts(details)


FACTS: dict[Verb, Callable[[dict[str, Any]], Iterable[object]]] = {
    Verb.ASSIGN: _unit,
    Verb.RECATEGORISE: _category,
    Verb.REFER: _referral,
    Verb.HOLD: _reason_to_wait,
    Verb.CLOSE: _reason_to_close,
    Verb.RESOLVE: _without_photo,
    Verb.RATE: _stars,
    Verb.REPLY: _replied,
}
"""What a step's details tell a reporter, in the page's language."""


def _facts(verb: Verb, details: dict[str, Any]) -> tuple[object, ...]:
    told = FACTS.get(verb)
    return tuple(told(details)) if told else ()
