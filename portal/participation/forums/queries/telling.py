"""Who is told of a forum, and what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.accounts.models import Person
from portal.complaints.queries.said import Said, said
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.participation.chain.kinds import Reader
from portal.participation.forums.models import Forum, ForumGuest
from portal.participation.projects import queries as projects


@dataclass(frozen=True, slots=True)
class Told:
    """A forum, for a message."""

    number: int
    project: Bilingual
    title: Bilingual
    place: Bilingual
    starts_at: datetime
    ends_at: datetime
    why: Said


def forum(forum_id: int) -> Told | None:
    """A forum of a project that everyone can read."""
    row = session.get(Forum, forum_id)
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
    )


def registered(forum_id: int) -> list[Reader]:
    """Who registered and can be told."""
    rows = session.execute(
        select(Person.email, Person.language)
        .join(ForumGuest, ForumGuest.person_id == Person.id)
        .where(ForumGuest.forum_id == forum_id, Person.is_active.is_(True))
        .order_by(ForumGuest.id)
    )
    return [Reader(row.email, row.language) for row in rows if row.email]
