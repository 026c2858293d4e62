"""Notices on their way out, the queue they stand in, and calls to be made."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.channels.lifecycle import CallState, State
from portal.foundation.database import Base, Identifier, Owned


class Notice(Owned, Base):
    """One message to one person, put into words when it was written."""

    __tablename__ = "notice"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    occasion: Mapped[str] = mapped_column(String(10))
    medium: Mapped[str] = mapped_column(String(5))
    key: Mapped[str] = mapped_column(String(80))
    """What it is about, so that a fact heard twice makes no second notice."""
    address: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(2))
    complaint_id: Mapped[int | None] = mapped_column(BigInteger)
    step_id: Mapped[int | None] = mapped_column(BigInteger)
    subject: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    """Emptied once it is sent, for what is secret in it or long in the history anyway."""
    state: Mapped[str] = mapped_column(String(10), default=State.WAITING.value)
    attempts: Mapped[int] = mapped_column(default=0)
    written_at: Mapped[datetime]
    next_at: Mapped[datetime | None]
    """When it is tried again; none when it is not."""
    sent_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(String(200), default="")

    __table_args__ = (
        UniqueConstraint("municipality_id", "occasion", "key", "medium", "address"),
        Index("ix_notice_state", "municipality_id", "state", "written_at", "id"),
        Index("ix_notice_complaint", "municipality_id", "complaint_id"),
        Index("ix_notice_address", "municipality_id", "address"),
        Index("ix_notice_written", "municipality_id", "written_at"),
    )


class NoticeText(Owned, Base):
    """A municipality's own text of a notice, in one language, in place of the usual one."""

    __tablename__ = "notice_text"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    occasion: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(2))
    text: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("municipality_id", "occasion", "language"),)


class NoticeDue(Base):
    """The queue of all municipalities in one, so that a worker asks once: no names, only moments.

    A row under work is leased by moving its moment forward; it goes when the notice is done with.
    """

    __tablename__ = "notice_due"

    notice_id: Mapped[int] = mapped_column(
        ForeignKey("notice.id", ondelete="CASCADE"), primary_key=True
    )
    municipality_id: Mapped[int] = mapped_column(BigInteger)
    position: Mapped[int]
    """0 goes before 1."""
    due_at: Mapped[datetime]

    __table_args__ = (Index("ix_notice_due_position", "position", "due_at"),)


class DigestDay(Owned, Base):
    """A morning on which the staff got their list, so that nobody gets it twice."""

    __tablename__ = "digest_day"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    day: Mapped[date]
    written_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("municipality_id", "day"),)


class CallTask(Owned, Base):
    """Somebody is to be called and told something. The number is asked of the complaint."""

    __tablename__ = "call_task"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    step_id: Mapped[int] = mapped_column(BigInteger)
    occasion: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(2))
    text: Mapped[str] = mapped_column(Text)
    """To be read out; emptied when it was."""
    state: Mapped[str] = mapped_column(String(5), default=CallState.OPEN.value)
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    """Not to be called before."""
    done_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("municipality_id", "complaint_id", "step_id"),
        Index("ix_call_task_state", "municipality_id", "state", "due_at", "id"),
    )


class CallAttempt(Owned, Base):
    """One try to call: by whom, when, and how it ended. Rows are added, never edited."""

    __tablename__ = "call_attempt"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    call_task_id: Mapped[int] = mapped_column(ForeignKey("call_task.id", ondelete="CASCADE"))
    person_id: Mapped[int]
    at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(10))
    again_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_call_attempt_task", "municipality_id", "call_task_id", "id"),)
