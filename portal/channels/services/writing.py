"""Write notices and ask for calls; a fact heard twice makes no second one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from portal.channels.lifecycle import URGENT, Medium, Occasion
from portal.channels.models import CallTask, DigestDay, Notice, NoticeDue
from portal.channels.rendering import Rendered
from portal.foundation import database, tenancy
from portal.foundation.database import session


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A notice to be written: what for, to whom, in which words."""

    occasion: Occasion
    medium: Medium
    key: str
    address: str
    language: str
    message: Rendered
    complaint_id: int | None = None
    step_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewCall:
    """A call to be asked for."""

    complaint_id: int
    step_id: int
    occasion: Occasion
    language: str
    text: str


def write(new: NewNotice, at: datetime) -> bool:
    """Put a notice into the queue; false when it was written before."""
    known = session.scalar(
        select(Notice.id).where(
            Notice.occasion == new.occasion.value,
            Notice.key == new.key,
            Notice.medium == new.medium.value,
            Notice.address == new.address,
        )
    )
    if known is not None:
        return False
    row = Notice(
        occasion=new.occasion.value,
        medium=new.medium.value,
        key=new.key,
        address=new.address,
        language=new.language,
        complaint_id=new.complaint_id,
        step_id=new.step_id,
        subject=new.message.subject,
        body=new.message.body,
        written_at=at,
        next_at=at,
    )
    session.add(row)
    session.flush()
    queue(row, at)
    return True


def begin_digest(day: date, at: datetime) -> bool:
    """Take a morning's list upon oneself; false when it was written already."""
    database.lock(f"digest:{tenancy.municipality_id()}")
    if session.scalar(select(DigestDay.id).where(DigestDay.day == day)) is not None:
        return False
    session.add(DigestDay(day=day, written_at=at))
    session.flush()
    return True


def queue(row: Notice, at: datetime) -> None:
    """Let the notice be sent at this moment; what somebody waits for goes first."""
    session.add(
        NoticeDue(
            notice_id=row.id,
            municipality_id=tenancy.municipality_id(),
            position=0 if Occasion(row.occasion) in URGENT else 1,
            due_at=at,
        )
    )
    session.flush()


def ask_for_call(new: NewCall, at: datetime) -> bool:
    """Ask the desk to call somebody; false when it was asked before."""
    known = session.scalar(
        select(CallTask.id).where(
            CallTask.complaint_id == new.complaint_id, CallTask.step_id == new.step_id
        )
    )
    if known is not None:
        return False
    session.add(
        CallTask(
            complaint_id=new.complaint_id,
            step_id=new.step_id,
            occasion=new.occasion.value,
            language=new.language,
            text=new.text,
            asked_at=at,
            due_at=at,
        )
    )
    session.flush()
    return True
