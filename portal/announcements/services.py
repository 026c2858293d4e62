"""Tell everyone something; begin, change and end the emergency mode."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from portal.announcements import acts, policy, queries
from portal.announcements.models import Emergency, SiteNotice
from portal.announcements.terms import (
    LONGEST_EMERGENCY,
    LONGEST_NOTICE,
    LONGEST_REASON,
    LONGEST_STANDING,
    Level,
)
from portal.foundation import audit, database, tenancy
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import Bilingual, lazy
from portal.foundation.policy import Actor
from portal.municipalities import services as municipalities

ONE_MOMENT = timedelta(minutes=1)
WRITE_BOTH = lazy("Write it in Thai and in English")
CORRECT = lazy("There is something to correct")


@dataclass(frozen=True, slots=True)
class Alarm:
    """What is said when an emergency begins: why, until when, what is held, where to call."""

    reason: Bilingual
    call: Bilingual
    held: frozenset[int]
    ends_at: datetime


def announce(
    actor: Actor,
    level: Level,
    text: Bilingual,
    starts_at: datetime,
    ends_at: datetime,
    at: datetime,
) -> int:
    """Put a notice on every page from one moment to another. Raises `Invalid` by field."""
    _may(actor)
    wrong: dict[str, object] = {**_wrong_words("text", text, LONGEST_NOTICE)}
    if ends_at <= max(starts_at, at):
        wrong["ends_on"] = lazy("The end must lie after the beginning and in the future")
    elif ends_at - max(starts_at, at) > LONGEST_STANDING:
        wrong["ends_on"] = lazy("Choose an end within a year")
    if wrong:
        raise Invalid(CORRECT, fields=wrong)
    row = SiteNotice(
        level=level.value,
        text_th=text.th.strip(),
        text_en=text.en.strip(),
        starts_at=starts_at,
        ends_at=ends_at,
        made_at=at,
        made_by=actor.person_id,
    )
    session.add(row)
    session.flush()
    audit.note(acts.NOTICE_MADE, "site_notice", row.id, by=actor, at=at, after=level.value)
    _show()
    return row.id


def take_down(actor: Actor, notice_id: int, at: datetime) -> None:
    """End a notice now; one that has not begun never will."""
    _may(actor)
    row = session.scalar(select(SiteNotice).where(SiteNotice.id == notice_id).with_for_update())
    if row is None:
        raise NotFound(lazy("There is no such notice."))
    if row.ends_at <= at:
        raise OutOfOrder(lazy("This notice has ended already."))
    row.ends_at = at
    row.starts_at = min(row.starts_at, at)
    session.flush()
    audit.note(acts.NOTICE_ENDED, "site_notice", notice_id, by=actor, at=at)
    _show()


def begin(actor: Actor, alarm: Alarm, known: Iterable[int], at: datetime) -> int:
    """Begin the emergency mode, or change the one that is on; `known` are the categories there."""
    _may(actor)
    _check(alarm, frozenset(known), at)
    database.lock(f"emergency:{tenancy.municipality_id()}")
    row = _present(at)
    act = acts.EMERGENCY_CHANGED if row else acts.EMERGENCY_BEGUN
    if row is None:
        row = Emergency(began_at=at, began_by=actor.person_id)
        session.add(row)
    row.reason_th, row.reason_en = alarm.reason.th.strip(), alarm.reason.en.strip()
    row.call_th, row.call_en = alarm.call.th.strip(), alarm.call.en.strip()
    row.held_category_ids = sorted(alarm.held)
    row.ends_at = alarm.ends_at
    session.flush()
    held = sorted(alarm.held)
    audit.note(act, "emergency", row.id, by=actor, at=at, until=alarm.ends_at, categories=held)
    _show()
    return row.id


def end(actor: Actor, at: datetime) -> None:
    """End the emergency mode now."""
    _may(actor)
    database.lock(f"emergency:{tenancy.municipality_id()}")
    row = _present(at)
    if row is None:
        raise OutOfOrder(lazy("The emergency mode is not on."))
    row.ends_at, row.is_closed = at, True
    session.flush()
    audit.note(acts.EMERGENCY_ENDED, "emergency", row.id, by=actor, at=at)
    _show()


def close_due(at: datetime) -> int:
    """Write down what ended by itself; returns how many."""
    over = session.scalars(
        select(Emergency).where(Emergency.ends_at <= at, Emergency.is_closed.is_(False))
    ).all()
    for row in over:
        row.is_closed = True
        audit.note(acts.EMERGENCY_ENDED, "emergency", row.id, at=at, until=row.ends_at)
    if over:
        session.flush()
        _show()
    return len(over)


def _present(at: datetime) -> Emergency | None:
    return session.scalars(
        select(Emergency).where(Emergency.ends_at > at).order_by(Emergency.id.desc()).limit(1)
    ).first()


def _check(alarm: Alarm, known: frozenset[int], at: datetime) -> None:
    wrong: dict[str, object] = {**_wrong_words("reason", alarm.reason, LONGEST_REASON)}
    if alarm.held or alarm.call.th.strip() or alarm.call.en.strip():
        wrong |= _wrong_words("call", alarm.call, LONGEST_REASON)
    if not alarm.held <= known:
        wrong["held"] = lazy("Choose categories from the list")
    if alarm.ends_at <= at + ONE_MOMENT:
        wrong["ends_on"] = lazy("The end must lie in the future")
    elif alarm.ends_at - at > LONGEST_EMERGENCY:
        wrong["ends_on"] = lazy("Choose an end within 30 days; you can move it later")
    if wrong:
        raise Invalid(CORRECT, fields=wrong)


def _wrong_words(name: str, text: Bilingual, longest: int) -> dict[str, object]:
    wrong: dict[str, object] = {}
    for language, words in (("th", text.th), ("en", text.en)):
        if not words.strip():
            wrong[f"{name}_{language}"] = WRITE_BOTH
        elif len(words) > longest:
            wrong[f"{name}_{language}"] = lazy(
                "Use at most %(longest)s characters.", longest=longest
            )
    return wrong


def _may(actor: Actor) -> None:
    if not policy.may_announce(actor) or actor.municipality_id != tenancy.municipality_id():
        raise Forbidden(lazy("You do not have permission to change this."))


def _show() -> None:
    queries.forget()
    municipalities.show_public_change()
