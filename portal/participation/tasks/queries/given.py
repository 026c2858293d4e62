"""Gifts and the diary of a project, and what all of it comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from portal.attachments import queries as attachments
from portal.complaints.queries.said import Said, said
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.participation.ledger import queries as ledger
from portal.participation.ledger.terms import ActKind
from portal.participation.monitoring.queries.board import Picture, shown
from portal.participation.tasks.models import (
    WorkEntry,
    WorkGift,
    WorkNeed,
    WorkSignup,
    WorkTask,
)
from portal.participation.tasks.terms import MATTER, GiftState

MOST = 60
"""Entries of a diary on one page."""


@dataclass(frozen=True, slots=True)
class GiftLine:
    """Something given, or offered."""

    id: int
    what: Said
    quantity: int
    unit: Bilingual
    giver: str
    """As they want to be named; empty: nobody is named."""
    state: GiftState
    value: int | None
    received_on: date | None
    offered_at: datetime
    why: Said
    is_mine: bool
    version: int


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry of the diary."""

    id: int
    words: Said
    filed_at: datetime
    is_official: bool
    photos: tuple[Picture, ...]
    photos_wait: bool
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """What was done together: people, minutes, gifts and their value in satang."""

    people: int
    minutes: int
    gifts: int
    value: int


def totals(project_id: int) -> Totals:
    """What a project has come to so far."""
    minutes = session.scalar(
        select(func.coalesce(func.sum(WorkSignup.minutes), 0))
        .join(WorkTask, WorkTask.id == WorkSignup.task_id)
        .where(WorkTask.project_id == project_id)
    )
    gifts, value = session.execute(
        select(func.count(WorkGift.id), func.coalesce(func.sum(WorkGift.value), 0)).where(
            WorkGift.project_id == project_id, WorkGift.state == GiftState.RECEIVED.value
        )
    ).one()
    return Totals(
        ledger.people(ActKind.TASK, project_id), int(minutes or 0), gifts, int(value or 0)
    )


def gifts(project_id: int, person_id: int | None = None, *, staff: bool = False) -> list[GiftLine]:
    """Gifts that came, the last first; to staff all of them, to a giver their own, too."""
    asked = (
        select(WorkGift, WorkNeed.unit_th, WorkNeed.unit_en)
        .outerjoin(WorkNeed, WorkNeed.id == WorkGift.need_id)
        .where(WorkGift.project_id == project_id)
        .order_by(WorkGift.offered_at.desc(), WorkGift.id.desc())
    )
    if not staff:
        came = WorkGift.state == GiftState.RECEIVED.value
        asked = asked.where(came if person_id is None else came | (WorkGift.person_id == person_id))
    return [
        GiftLine(
            row.id,
            Said(row.what, row.language),
            row.quantity,
            Bilingual(unit_th or "", unit_en or ""),
            row.giver,
            GiftState(row.state),
            row.value,
            row.received_on,
            row.offered_at,
            said(row.why),
            person_id is not None and row.person_id == person_id,
            row.version,
        )
        for row, unit_th, unit_en in session.execute(asked)
    ]


def offered() -> list[tuple[int, int]]:
    """Projects with gifts that wait for an answer: (project, how many)."""
    rows = session.execute(
        select(WorkGift.project_id, func.count())
        .where(WorkGift.state == GiftState.OFFERED.value)
        .group_by(WorkGift.project_id)
        .order_by(WorkGift.project_id)
    )
    return [(row[0], row[1]) for row in rows]


def entries(project_id: int, *, staff: bool = False) -> list[EntryLine]:
    """The diary, the last first; staff see what is hidden, and photos nobody has looked at."""
    asked = select(WorkEntry).where(WorkEntry.project_id == project_id)
    if not staff:
        asked = asked.where(WorkEntry.hidden_at.is_(None))
    rows = session.scalars(
        asked.order_by(WorkEntry.filed_at.desc(), WorkEntry.id.desc()).limit(MOST)
    ).all()
    photos = attachments.of_many(MATTER, [row.id for row in rows])
    lines = [_entry(row, photos.get(row.id, []), staff=staff) for row in rows]
    return [one for one in lines if staff or one.words.text or one.photos]


def _entry(
    row: WorkEntry, photos: Sequence[attachments.AttachmentLine], *, staff: bool
) -> EntryLine:
    return EntryLine(
        row.id,
        Said(row.text, row.language),
        row.filed_at,
        row.is_official,
        shown(photos, staff=staff),
        row.photos_wait,
        row.hidden_at is not None,
    )


def waiting_photos() -> list[int]:
    """Projects with photos in their diary that nobody has looked at."""
    rows = session.scalars(
        select(WorkEntry.project_id).where(WorkEntry.photos_wait.is_(True)).distinct()
    )
    return sorted(rows)
