"""The diary: who works on it writes and shows photos; staff look at them, or hide with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select

from portal.attachments import services as attachments
from portal.foundation import audit, database, limits, masking, outbox, thai
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder, TooMany
from portal.foundation.i18n import lazy
from portal.foundation.limits import Limit
from portal.foundation.policy import Actor, Role
from portal.participation.ledger import services as ledger
from portal.participation.ledger.terms import ActKind
from portal.participation.monitoring.policy import may_record
from portal.participation.projects import queries as projects
from portal.participation.tasks import acts
from portal.participation.tasks.events import EntryHidden
from portal.participation.tasks.models import WorkEntry, WorkSignup, WorkTask
from portal.participation.tasks.services.loading import CORRECT, NOT_YOURS
from portal.participation.tasks.terms import LONGEST_REASON, LONGEST_TEXT, MATTER, Standing

OF_ONE: Final = Limit("diary entries of one person", 20, 60)


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What somebody writes; photos wait under the form's id."""

    form_id: UUID
    text: str
    has_photos: bool = False


def may_write(actor: Actor, project_id: int) -> bool:
    """Whether they may write in the diary: who has a place on a task, and who records it."""
    if may_record(actor, projects.project_by_id(project_id).unit_id):
        return True
    if actor.person_id is None or actor.role is not Role.RESIDENT:
        return False
    placed = (
        select(WorkSignup.id)
        .join(WorkTask, WorkTask.id == WorkSignup.task_id)
        .where(
            WorkTask.project_id == project_id,
            WorkSignup.person_id == actor.person_id,
            WorkSignup.standing == Standing.PLACED.value,
        )
    )
    return session.scalar(placed.limit(1)) is not None


def write(actor: Actor, project_id: int, new: NewEntry, *, at: datetime) -> WorkEntry:
    """Keep an entry; its photos are looked at first. The same form again is the same entry.

    Raises `Forbidden`, `Invalid`, naming the fields, `OutOfOrder` once the project is closed,
    `TooMany`.
    """
    if not may_write(actor, project_id):
        raise Forbidden(lazy("Whoever has a place on a task writes here."))
    if projects.project_by_id(project_id).closed_at is not None:
        raise OutOfOrder(lazy("This project is closed and stays as it was."))
    database.lock(f"work_diary:{new.form_id}")
    known = session.scalar(select(WorkEntry).where(WorkEntry.form_id == new.form_id))
    if known is not None:
        return known
    text = _checked(new)
    if not limits.count(OF_ONE, f"account {actor.person_id}"):
        raise TooMany(lazy("Many entries came from here within the hour. Try again later."))
    is_resident = actor.role is Role.RESIDENT
    row = WorkEntry(
        form_id=new.form_id,
        project_id=project_id,
        text=masking.masked(text),
        language=thai.language_of(text),
        person_id=actor.person_id,
        is_official=not is_resident,
        filed_at=at,
    )
    session.add(row)
    session.flush()
    row.photos_wait = bool(attachments.claim(new.form_id, MATTER, row.id, at))
    session.flush()
    if is_resident:
        ledger.count(ActKind.DIARY, row.id, project_id, actor.person_id, at)
    return row


def _checked(new: NewEntry) -> str:
    text = thai.cleaned(new.text)
    wrong: dict[str, object] = {}
    if not text and not new.has_photos:
        wrong["text"] = lazy("Write what you did, or add a photo")
    if len(text) > LONGEST_TEXT:
        wrong["text"] = lazy("Shorten the text to %(most)s characters", most=LONGEST_TEXT)
    if wrong:
        raise Invalid(CORRECT, fields=wrong)
    return text


def hide_entry(officer: Actor, entry_id: int, why: str, *, at: datetime) -> None:
    """Hide an entry from everyone, with a reason that its author reads. Raises `Invalid`."""
    row = _for_staff(officer, entry_id)
    words = thai.cleaned(why)
    if not words or len(words) > LONGEST_REASON:
        raise Invalid(fields={"why": lazy("Tell the author why, in a sentence or two")})
    if row.hidden_at is not None:
        raise OutOfOrder(lazy("It is hidden already."))
    row.hidden_at, row.hidden_why, row.photos_wait = at, words, False
    attachments.hide(officer, MATTER, row.id)
    ledger.hide(ActKind.DIARY, row.id)
    audit.note(acts.ENTRY_HIDDEN, MATTER, row.id, by=officer, at=at)
    outbox.record(EntryHidden(row.id), at)


def show_photos(officer: Actor, entry_id: int, *, at: datetime) -> None:
    """Let everyone see the photos of an entry, after a look at them."""
    row = _for_staff(officer, entry_id)
    if row.hidden_at is not None:
        raise OutOfOrder(lazy("It is hidden already."))
    attachments.review(officer, MATTER, row.id, at=at)
    row.photos_wait = False
    audit.note(acts.PHOTOS_SHOWN, MATTER, row.id, by=officer, at=at)


def _for_staff(officer: Actor, entry_id: int) -> WorkEntry:
    row = session.get(WorkEntry, entry_id, with_for_update=True)
    if row is None:
        raise NotFound(lazy("There is no such entry."))
    if not may_record(officer, projects.project_by_id(row.project_id).unit_id):
        raise Forbidden(NOT_YOURS)
    return row
