"""Take away notices and calls: for somebody who asks, and when their time is over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, or_, select

from portal.channels.lifecycle import CallState, State
from portal.channels.models import CallAttempt, CallTask, Notice, NoticeDue
from portal.foundation.database import session


def erase(complaint_ids: Sequence[int], addresses: Sequence[str]) -> int:
    """What was written or is to be said about these complaints, or to these addresses."""
    about = or_(Notice.complaint_id.in_(complaint_ids), Notice.address.in_(addresses))
    return _notices(about) + _calls(CallTask.complaint_id.in_(complaint_ids))


def expire(before: datetime, *, kept: Collection[int] = (), dry: bool = False) -> int:
    """What is done with and older than this moment, but for complaints that must be kept.

    In a dry run only how many there are.
    """
    done = (Notice.written_at < before) & (Notice.state != State.WAITING.value)
    called = (CallTask.asked_at < before) & (CallTask.state == CallState.DONE.value)
    if kept:
        done &= or_(Notice.complaint_id.is_(None), Notice.complaint_id.not_in(kept))
        called &= CallTask.complaint_id.not_in(kept)
    if dry:
        return sum(
            session.scalar(select(func.count()).select_from(table).where(which)) or 0
            for table, which in ((Notice, done), (CallTask, called))
        )
    return _notices(done) + _calls(called)


def _notices(which: ColumnElement[bool]) -> int:
    ids = list(session.scalars(select(Notice.id).where(which)))
    session.execute(delete(NoticeDue).where(NoticeDue.notice_id.in_(ids)))
    session.execute(delete(Notice).where(Notice.id.in_(ids)))
    return len(ids)


def _calls(which: ColumnElement[bool]) -> int:
    ids = list(session.scalars(select(CallTask.id).where(which)))
    session.execute(delete(CallAttempt).where(CallAttempt.call_task_id.in_(ids)))
    session.execute(delete(CallTask).where(CallTask.id.in_(ids)))
    return len(ids)
