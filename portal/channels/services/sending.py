"""Send notices on their way and note how it went.

Sending itself happens outside of any transaction: a notice is leased, sent, and marked in a short
transaction of its own. A worker killed in between leaves the lease to run out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from portal.channels import policy
from portal.channels.lifecycle import (
    GIVE_UP_AFTER,
    SEALED,
    UNSEEN,
    USELESS_AFTER,
    Occasion,
    State,
    after,
)
from portal.channels.models import Notice, NoticeDue
from portal.channels.services.writing import queue
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, NotFound, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor

LEASE = timedelta(minutes=3)
"""Longer than a worker goes on with what it leased, and the slowest message besides."""
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
LONGEST_ERROR = 200


@dataclass(frozen=True, slots=True)
class Leased:
    """A notice this worker may send now."""

    notice_id: int
    municipality_id: int


def lease(current: Session, most: int, at: datetime) -> list[Leased]:
    """Take up to `most` due notices of all municipalities; nobody else takes them for a while."""
    rows = current.execute(
        select(NoticeDue.notice_id, NoticeDue.municipality_id)
        .where(NoticeDue.due_at <= at)
        .order_by(NoticeDue.position, NoticeDue.due_at, NoticeDue.notice_id)
        .limit(most)
        .with_for_update(skip_locked=True)
    ).all()
    if rows:
        current.execute(
            update(NoticeDue)
            .where(NoticeDue.notice_id.in_([row.notice_id for row in rows]))
            .values(due_at=at + LEASE)
        )
    return [Leased(row.notice_id, row.municipality_id) for row in rows]


def give_back(leased: list[Leased], at: datetime) -> None:
    """Let what was leased and not tried be due at this moment."""
    ids = [one.notice_id for one in leased]
    session.execute(update(NoticeDue).where(NoticeDue.notice_id.in_(ids)).values(due_at=at))


def drop(notice_id: int) -> None:
    """Take out of the queue what is no longer waiting."""
    session.execute(delete(NoticeDue).where(NoticeDue.notice_id == notice_id))


def mark_sent(notice_id: int, at: datetime) -> None:
    """The other side has taken it."""
    row = load(notice_id)
    if row is None:
        return
    row.state = after("send", State(row.state)).value
    row.sent_at, row.next_at, row.last_error = at, None, ""
    row.attempts += 1
    empty(row)
    drop(notice_id)


def mark_trouble(notice_id: int, error: str, at: datetime) -> None:
    """It could not be sent now: later, after 1, 2, 4 … minutes up to 6 hours, for a week."""
    row = load(notice_id)
    if row is None or row.state != State.WAITING:
        return
    row.attempts += 1
    row.last_error = error[:LONGEST_ERROR]
    if row.written_at + GIVE_UP_AFTER < at:
        _fail(row)
        return
    row.next_at = at + min(FIRST_WAIT * 2 ** min(row.attempts - 1, 20), LONGEST_WAIT)
    session.execute(
        update(NoticeDue).where(NoticeDue.notice_id == notice_id).values(due_at=row.next_at)
    )


def mark_refused(notice_id: int, error: str) -> None:
    """The other side will never take it."""
    row = load(notice_id)
    if row is None or row.state != State.WAITING:
        return
    row.attempts += 1
    row.last_error = error[:LONGEST_ERROR]
    _fail(row)


def expire_useless(notice_id: int, at: datetime) -> bool:
    """Whether it would come too late to be of use; then it is not sent any more."""
    row = load(notice_id)
    if row is None or row.state != State.WAITING:
        return False
    useful_for = USELESS_AFTER.get(Occasion(row.occasion))
    if useful_for is None or row.written_at + useful_for > at:
        return False
    row.state = after("expire", State(row.state)).value
    row.next_at = None
    empty(row)
    drop(notice_id)
    return True


def _fail(row: Notice) -> None:
    row.state = after("fail", State(row.state)).value
    row.next_at = None
    if Occasion(row.occasion) in USELESS_AFTER:
        empty(row)
    drop(row.id)


def empty(row: Notice) -> None:
    """Keep that somebody was told, not what: secrets go, the rest stands in the history."""
    row.subject = row.body = ""
    if Occasion(row.occasion) in SEALED:
        row.key = f"notice:{row.id}"


def load(notice_id: int) -> Notice | None:
    """The notice, locked for a change."""
    return session.scalar(select(Notice).where(Notice.id == notice_id).with_for_update())


def try_again(actor: Actor, notice_id: int, at: datetime) -> None:
    """Have an undelivered notice sent once more, now."""
    if not policy.may_try_again(actor):
        raise Forbidden(lazy("You do not have permission to open this page."))
    row = load(notice_id)
    if row is None or Occasion(row.occasion) in UNSEEN:
        raise NotFound(lazy("There is no such notice."))
    row.state = after("try_again", State(row.state)).value
    if not row.body:
        raise OutOfOrder(lazy("This notice is too old to be of use."))
    row.next_at = at
    drop(row.id)
    queue(row, at)
