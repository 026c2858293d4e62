"""Who is told of a task, and what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.accounts.models import Person
from portal.complaints.queries.said import Said, said
from portal.foundation import clock
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.participation.chain.kinds import Reader
from portal.participation.monitoring.queries.telling import HiddenReport, reader_of
from portal.participation.projects import queries as projects
from portal.participation.tasks.models import WorkEntry, WorkGift, WorkSignup, WorkTask
from portal.participation.tasks.terms import GiftState, Standing, hours_shown


@dataclass(frozen=True, slots=True)
class Told:
    """A task, for a message."""

    number: int
    project: Bilingual
    title: Bilingual
    place: Bilingual
    starts_at: datetime
    ends_at: datetime
    why: Said
    minutes: int = 0

    @property
    def hours(self) -> str:
        """How long the reader worked."""
        return hours_shown(self.minutes)


@dataclass(frozen=True, slots=True)
class Settled:
    """A gift that was received or not taken, for a message."""

    number: int
    project: Bilingual
    what: Said
    is_received: bool
    why: Said
    giver: Reader


def task(task_id: int, minutes: int = 0) -> Told | None:
    """A task of a project that everyone can read."""
    row = session.get(WorkTask, task_id)
    if row is None:
        return None
    project = projects.project_by_id(row.project_id)
    if not project.is_published:
        return None
    return Told(
        project.number,
        project.title,
        Bilingual(row.title_th, row.title_en),
        Bilingual(row.place_th, row.place_en),
        row.starts_at,
        row.ends_at,
        said(row.cancelled_why),
        minutes,
    )


def on_list(task_id: int, *, placed_only: bool) -> list[Reader]:
    """Who is on the list of a task and can be told."""
    asked = (
        select(Person.email, Person.language)
        .join(WorkSignup, WorkSignup.person_id == Person.id)
        .where(WorkSignup.task_id == task_id, Person.is_active.is_(True))
        .order_by(WorkSignup.id)
    )
    if placed_only:
        asked = asked.where(WorkSignup.standing == Standing.PLACED.value)
    return [Reader(row.email, row.language) for row in session.execute(asked) if row.email]


def line(signup_id: int) -> tuple[Told, Reader] | None:
    """The task of one line of a list, and whom to tell; None where nobody can be told."""
    row = session.get(WorkSignup, signup_id)
    if row is None:
        return None
    told, reader = task(row.task_id, row.minutes or 0), reader_of(row.person_id)
    return (told, reader) if told and reader else None


def gift(gift_id: int) -> Settled | None:
    """A gift that is settled; None where its giver cannot be told."""
    row = session.get(WorkGift, gift_id)
    giver = reader_of(row.person_id) if row else None
    if row is None or giver is None or row.state == GiftState.OFFERED.value:
        return None
    project = projects.project_by_id(row.project_id)
    is_received = row.state == GiftState.RECEIVED.value
    what = Said(row.what, row.language)
    return Settled(project.number, project.title, what, is_received, said(row.why), giver)


def hidden(entry_id: int) -> HiddenReport | None:
    """An entry that was hidden, and why; None where its author cannot be told."""
    row = session.get(WorkEntry, entry_id)
    author = reader_of(row.person_id) if row else None
    if row is None or author is None or row.hidden_at is None:
        return None
    project = projects.project_by_id(row.project_id)
    day = clock.local(row.filed_at).date()
    return HiddenReport(project.number, project.title, day, row.hidden_why, author)
