"""Questions about reminders: whom to tell, and of what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.accounts.models import Person
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from portal.participation.projects.models import ClosingReminder, Project
from portal.participation.projects.owing import Reminder, due_at


@dataclass(frozen=True, slots=True)
class Owed:
    """A statement that is owed, and who is told: (e-mail, language)."""

    number: int
    title: Bilingual
    step: Reminder
    ends_at: datetime
    due_at: datetime
    readers: tuple[tuple[str, str], ...]


def owed(reminder_id: int) -> Owed | None:
    """Return what there is to tell; None when it was written or moved meanwhile."""
    row = session.execute(
        select(ClosingReminder, Project)
        .join(Project, Project.id == ClosingReminder.project_id)
        .where(ClosingReminder.id == reminder_id, Project.closed_at.is_(None))
    ).one_or_none()
    if row is None:
        return None
    told, project = row
    step = Reminder(told.step)
    return Owed(
        project.number,
        Bilingual(project.title_th, project.title_en),
        step,
        told.ends_at,
        due_at(told.ends_at),
        _readers(project.officer_id, step),
    )


def _readers(officer_id: int | None, step: Reminder) -> tuple[tuple[str, str], ...]:
    """The officer who owes it; when it is late, or they have left, the clerks, too."""
    active = Person.is_active.is_(True)
    officer = Person.id == (officer_id or 0)
    columns = select(Person.email, Person.language).where(active, Person.email.is_not(None))
    found = [(row.email, row.language) for row in session.execute(columns.where(officer))]
    if step is Reminder.LATE or not found:
        clerks = columns.where(Person.role == Role.CLERK.value).order_by(Person.id)
        found += [(row.email, row.language) for row in session.execute(clerks)]
    return tuple(dict.fromkeys((email or "", language) for email, language in found))
