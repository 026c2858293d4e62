"""Take part in a pact, look at what is looked after, be reminded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import delete, or_, select

from portal.foundation import audit, clock, database, limits, masking, outbox, thai
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder, SignInNeeded, TooMany
from portal.foundation.i18n import lazy
from portal.foundation.limits import Limit
from portal.foundation.policy import Actor, Role
from portal.participation.ledger import services as ledger
from portal.participation.ledger.terms import ActKind
from portal.participation.monitoring.policy import may_record
from portal.participation.projects import queries as projects
from portal.participation.results import acts
from portal.participation.results.events import CheckDue, CheckHidden
from portal.participation.results.models import Caretaker, Pact, PactCheck
from portal.participation.results.services.loading import NOT_YOURS, pact_of, running
from portal.participation.results.terms import (
    LONGEST_REASON,
    LONGEST_TEXT,
    Condition,
    months_after,
)

OF_ONE: Final = Limit("reports of one caretaker", 10, 60)


@dataclass(frozen=True, slots=True)
class NewCheck:
    """How somebody found it."""

    form_id: UUID
    checked_on: date | None
    condition: Condition | None
    text: str = ""


def join(actor: Actor, pact_id: int, *, at: datetime) -> None:
    """Take part in looking after it; twice is once. Raises `SignInNeeded`, `Forbidden`."""
    row = running(pact_id)
    if actor.person_id is None:
        raise SignInNeeded(lazy("Sign in to take part in looking after it."))
    if actor.role is not Role.RESIDENT:
        raise Forbidden(lazy("Officers look after it by their office: residents take part here."))
    database.lock(f"caretaker:{pact_id}:{actor.person_id}")
    if not takes_part(row.id, actor.person_id):
        session.add(Caretaker(pact_id=row.id, person_id=actor.person_id, since=at))
        session.flush()


def leave(actor: Actor, pact_id: int) -> None:
    """Take part no longer, also where the pact has ended."""
    if actor.person_id is not None:
        session.execute(
            delete(Caretaker).where(
                Caretaker.pact_id == pact_id, Caretaker.person_id == actor.person_id
            )
        )


def takes_part(pact_id: int, person_id: int | None) -> bool:
    """Whether somebody looks after it."""
    asked = select(Caretaker.id).where(
        Caretaker.pact_id == pact_id, Caretaker.person_id == person_id
    )
    return person_id is not None and session.scalar(asked) is not None


def may_check(actor: Actor, pact_id: int) -> bool:
    """Whether they may say how it is: who takes part, and who records the project's result."""
    row = session.get(Pact, pact_id)
    if row is None:
        return False
    own = may_record(actor, projects.project_by_id(row.project_id).unit_id)
    return own or takes_part(pact_id, actor.person_id)


def check(actor: Actor, pact_id: int, new: NewCheck, *, at: datetime) -> PactCheck:
    """Keep how it was found; the next look is due so many months after the day of this one.

    The same form again is the same report. Raises `Forbidden` for whoever takes no part, `Invalid`,
    naming the fields, `OutOfOrder` for a pact that has ended, `TooMany`.
    """
    row = running(pact_id)
    if not may_check(actor, pact_id):
        raise Forbidden(lazy("Take part in looking after it first."))
    database.lock(f"caretaker_check:{new.form_id}")
    known = session.scalar(select(PactCheck).where(PactCheck.form_id == new.form_id))
    if known is not None:
        return known
    day, condition = _checked(row, new, clock.local(at).date())
    if not limits.count(OF_ONE, f"account {actor.person_id}"):
        raise TooMany(lazy("Many reports came from here within the hour. Try again later."))
    text = thai.cleaned(new.text)
    made = PactCheck(
        form_id=new.form_id,
        pact_id=row.id,
        checked_on=day,
        condition=condition.value,
        text=masking.masked(text),
        language=thai.language_of(text),
        person_id=actor.person_id,
        filed_at=at,
    )
    session.add(made)
    row.next_on = max(row.next_on, months_after(day, row.every_months))
    session.flush()
    if actor.role is Role.RESIDENT:
        ledger.count(ActKind.CARE, made.id, row.project_id, actor.person_id, at)
    return made


def _checked(pact: Pact, new: NewCheck, today: date) -> tuple[date, Condition]:
    wrong: dict[str, object] = {}
    if new.checked_on is None:
        wrong["checked_on"] = lazy("Enter the day like 24/11/2026 or 24 Nov 2026")
    elif new.checked_on > today:
        wrong["checked_on"] = lazy("This day has not come yet: enter what has happened")
    elif new.checked_on < pact.agreed_on:
        wrong["checked_on"] = lazy("This day lies before the pact was agreed")
    if new.condition is None:
        wrong["condition"] = lazy("Say how you found it")
    if new.condition is Condition.BROKEN and not thai.cleaned(new.text):
        wrong["text"] = lazy("Say what is broken or unsafe")
    if len(new.text) > LONGEST_TEXT:
        wrong["text"] = lazy("Shorten the text to %(most)s characters", most=LONGEST_TEXT)
    if wrong or new.checked_on is None or new.condition is None:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    return new.checked_on, new.condition


def hide_check(officer: Actor, check_id: int, why: str, *, at: datetime) -> int:
    """Hide a report from everyone, with the reason; returns the project.

    Raises `Invalid`, `Forbidden`, `NotFound`, `OutOfOrder`.
    """
    row = session.get(PactCheck, check_id, with_for_update=True)
    if row is None:
        raise NotFound(lazy("There is no such report."))
    project_id = pact_of(row.pact_id).project_id
    if not may_record(officer, projects.project_by_id(project_id).unit_id):
        raise Forbidden(NOT_YOURS)
    words = thai.cleaned(why)
    if not words or len(words) > LONGEST_REASON:
        raise Invalid(fields={"why": lazy("Tell the author why, in a sentence or two")})
    if row.hidden_at is not None:
        raise OutOfOrder(lazy("It is hidden already."))
    row.hidden_at, row.hidden_why = at, words
    ledger.hide(ActKind.CARE, row.id)
    audit.note(acts.CHECK_HIDDEN, "caretaker_check", row.id, by=officer, at=at)
    outbox.record(CheckHidden(row.id), at)
    return project_id


def remind(at: datetime) -> int:
    """Record which looks are due now and not yet told; returns how many."""
    today = clock.local(at).date()
    rows = session.scalars(
        select(Pact)
        .where(
            Pact.next_on <= today,
            Pact.ended_at.is_(None),
            or_(Pact.ends_on.is_(None), Pact.ends_on >= today),
            or_(Pact.reminded_for.is_(None), Pact.reminded_for < Pact.next_on),
        )
        .order_by(Pact.id)
        .with_for_update()
    ).all()
    for row in rows:
        row.reminded_for = row.next_on
        outbox.record(CheckDue(row.id, row.next_on.isoformat()), at)
    session.flush()
    return len(rows)
