"""Everything the ideas keep of somebody, for their own copy."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, false, or_, select

from portal.foundation.database import session
from portal.participation.ideas.models import Idea, IdeaComment, IdeaSupport

Record = dict[str, object]


def belonging_to(person_id: int | None, addresses: Sequence[str]) -> ColumnElement[bool]:
    """The ideas of a person or of these addresses; none where neither is known."""
    mine: list[ColumnElement[bool]] = []
    if person_id is not None:
        mine.append(Idea.person_id == person_id)
    if addresses:
        mine.append(Idea.email.in_([address.lower() for address in addresses]))
    return or_(*mine) if mine else false()


def records(person_id: int | None, addresses: Sequence[str]) -> dict[str, list[Record]]:
    """Ideas, comments and supports, each with what was written."""
    ideas = session.scalars(
        select(Idea).where(belonging_to(person_id, addresses)).order_by(Idea.id)
    )
    found: dict[str, list[Record]] = {
        "ideas": [
            {
                "project_id": row.project_id,
                "number": row.running,
                "title": row.title,
                "text": row.text,
                "landmark": row.landmark,
                "lat": row.lat,
                "lon": row.lon,
                "email": row.email,
                "created_at": row.created_at.isoformat(),
            }
            for row in ideas
        ]
    }
    if person_id is None:
        return found
    comments = session.scalars(
        select(IdeaComment).where(IdeaComment.person_id == person_id).order_by(IdeaComment.id)
    )
    found["idea_comments"] = [
        {"idea_id": row.idea_id, "text": row.text, "written_at": row.written_at.isoformat()}
        for row in comments
    ]
    supports = session.scalars(
        select(IdeaSupport).where(IdeaSupport.person_id == person_id).order_by(IdeaSupport.id)
    )
    found["idea_supports"] = [
        {"idea_id": row.idea_id, "given_at": row.given_at.isoformat()} for row in supports
    ]
    return found
