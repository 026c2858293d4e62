"""Things people give: offered by them or taken down by staff, received with a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select

from portal.foundation import audit, clock, database, limits, masking, outbox, thai
from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound, OutOfOrder, SignInNeeded, TooMany
from portal.foundation.i18n import lazy
from portal.foundation.limits import Limit
from portal.foundation.policy import Actor, Role
from portal.participation.ledger import services as ledger
from portal.participation.ledger.terms import ActKind
from portal.participation.monitoring.terms import MOST_SATANG
from portal.participation.projects import services as projects
from portal.participation.projects.terms import Tool
from portal.participation.residents.acting import Channel
from portal.participation.tasks import acts
from portal.participation.tasks.events import GiftSettled
from portal.participation.tasks.models import WorkGift, WorkNeed, WorkTask
from portal.participation.tasks.services.joining import refuse_officers
from portal.participation.tasks.services.loading import CORRECT, recorded, refuse_older
from portal.participation.tasks.terms import (
    LONGEST_NAME,
    LONGEST_REASON,
    LONGEST_TITLE,
    MOST_THINGS,
    GiftState,
)

OF_ONE: Final = Limit("gifts offered by one person", 20, 60)


@dataclass(frozen=True, slots=True)
class NewGift:
    """What somebody gives; without a name they are not named."""

    form_id: UUID
    what: str
    quantity: int | None
    need_id: int | None = None
    giver: str = ""


def offer(actor: Actor, stage_id: int, new: NewGift, *, at: datetime) -> WorkGift:
    """Offer something; it counts once staff have received it. The same form again is the same.

    Raises what the stage says of this person now; `SignInNeeded`; `Forbidden` for officers;
    `Invalid`, naming the fields; `TooMany`.
    """
    stage = projects.admit(actor, stage_id, Tool.TASKS, at)
    refuse_officers(actor)
    if actor.person_id is None:
        raise SignInNeeded(lazy("Sign in, so that we can tell you where to bring it."))
    database.lock(f"work_gift:{new.form_id}")
    known = _known(new.form_id)
    if known is not None:
        return known
    quantity = _checked(stage.project_id, new)
    if not limits.count(OF_ONE, f"account {actor.person_id}"):
        raise TooMany(lazy("Many offers came from here within the hour. Try again later."))
    row = _write(stage.project_id, new, quantity, at)
    row.person_id, row.channel = actor.person_id, Channel.WEB.value
    session.add(row)
    session.flush()
    return row


def record_gift(
    officer: Actor, project_id: int, new: NewGift, *, value: int | None, at: datetime
) -> WorkGift:
    """Take down a gift of somebody without an account that has come; the value in satang.

    Raises `Invalid`, naming the fields, `Forbidden`, `NotFound`, `OutOfOrder`.
    """
    recorded(officer, project_id)
    database.lock(f"work_gift:{new.form_id}")
    known = _known(new.form_id)
    if known is not None:
        return known
    worth = _worth(value)
    row = _write(project_id, new, _checked(project_id, new), at)
    row.channel = Channel.COUNTER.value
    session.add(row)
    session.flush()
    audit.note(acts.GIFT_RECORDED, "work_gift", row.id, by=officer, at=at, project=project_id)
    _receive(row, worth, at)
    return row


def receive(
    officer: Actor, gift_id: int, value: int | None, *, seen: int, at: datetime
) -> WorkGift:
    """Say that an offered gift has come, and what it is worth. Raises as `record_gift`."""
    row = _offered(officer, gift_id, seen)
    _receive(row, _worth(value), at)
    audit.note(acts.GIFT_SETTLED, "work_gift", row.id, by=officer, at=at, state=row.state)
    outbox.record(GiftSettled(row.id), at)
    return row


def decline(officer: Actor, gift_id: int, why: str, *, seen: int, at: datetime) -> WorkGift:
    """Say that a gift is not taken, with a reason its giver reads. Raises as `record_gift`."""
    row = _offered(officer, gift_id, seen)
    words = thai.cleaned(why)
    if not words or len(words) > LONGEST_REASON:
        raise Invalid(CORRECT, fields={"why": lazy("Tell the giver why, in a sentence")})
    row.state, row.why, row.version = GiftState.DECLINED.value, words, row.version + 1
    session.flush()
    audit.note(acts.GIFT_SETTLED, "work_gift", row.id, by=officer, at=at, state=row.state)
    outbox.record(GiftSettled(row.id), at)
    return row


def _known(form_id: UUID) -> WorkGift | None:
    return session.scalar(select(WorkGift).where(WorkGift.form_id == form_id))


def _checked(project_id: int, new: NewGift) -> int:
    wrong: dict[str, object] = {}
    if not thai.cleaned(new.what) or len(new.what) > LONGEST_TITLE:
        most = LONGEST_TITLE
        wrong["what"] = lazy("Say what you give, in %(most)s characters at most", most=most)
    if new.quantity is None or not 0 < new.quantity <= MOST_THINGS:
        wrong["quantity"] = lazy("Enter how many, one or more")
    if len(new.giver) > LONGEST_NAME:
        wrong["giver"] = lazy("Enter a name of %(most)s characters at most", most=LONGEST_NAME)
    if new.need_id is not None and _project_of(new.need_id) != project_id:
        wrong["need"] = lazy("Choose one of these")
    if wrong or new.quantity is None:
        raise Invalid(CORRECT, fields=wrong)
    return new.quantity


def _project_of(need_id: int) -> int | None:
    asked = select(WorkTask.project_id).join(WorkNeed, WorkNeed.task_id == WorkTask.id)
    return session.scalar(asked.where(WorkNeed.id == need_id))


def _write(project_id: int, new: NewGift, quantity: int, at: datetime) -> WorkGift:
    what = thai.cleaned(new.what)
    return WorkGift(
        form_id=new.form_id,
        project_id=project_id,
        need_id=new.need_id,
        what=masking.masked(what)[:LONGEST_TITLE],
        language=thai.language_of(what),
        quantity=quantity,
        giver=thai.cleaned(new.giver),
        state=GiftState.OFFERED.value,
        offered_at=at,
    )


def _worth(value: int | None) -> int:
    if value is None or not 0 <= value <= MOST_SATANG:
        wrong = lazy("Enter what it is worth in baht, with at most two decimals")
        raise Invalid(CORRECT, fields={"value": wrong})
    return value


def _receive(row: WorkGift, value: int, at: datetime) -> None:
    row.state, row.value = GiftState.RECEIVED.value, value
    row.received_on = _today(at)
    row.version = (row.version or 0) + 1
    session.flush()
    if row.person_id is not None:
        ledger.count(ActKind.GIFT, row.id, row.project_id, row.person_id, at)
    else:
        came = Channel(row.channel)
        ledger.count_nameless(ActKind.GIFT, row.id, row.project_id, came, at)


def _today(at: datetime) -> date:
    return clock.local(at).date()


def _offered(officer: Actor, gift_id: int, seen: int) -> WorkGift:
    row = session.get(WorkGift, gift_id, with_for_update=True)
    if row is None:
        raise NotFound(lazy("There is no such gift."))
    recorded(officer, row.project_id)
    if row.state != GiftState.OFFERED.value:
        raise OutOfOrder(lazy("This gift is settled already."))
    refuse_older(row.version, seen)
    return row


def may_withdraw(actor: Actor, row: WorkGift) -> bool:
    """Whether somebody may take their offer back."""
    own = actor.role is Role.RESIDENT and row.person_id == actor.person_id
    return own and row.state == GiftState.OFFERED.value


def withdraw(actor: Actor, gift_id: int) -> int:
    """Take one's offer back while nobody has received it; returns the project."""
    row = session.get(WorkGift, gift_id, with_for_update=True)
    if row is None or not may_withdraw(actor, row):
        raise NotFound(lazy("There is no such gift."))
    session.delete(row)
    session.flush()
    return row.project_id
