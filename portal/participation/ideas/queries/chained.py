"""Ideas as links of the chain: those that everyone can read, and who stands around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import has_request_context, url_for
from sqlalchemy import select

from portal.foundation.database import session
from portal.foundation.policy import Actor
from portal.participation.chain.kinds import Reader, Shown
from portal.participation.ideas.models import Idea
from portal.participation.ideas.queries import telling
from portal.participation.ideas.terms import ANSWER_WORDS, Answered
from portal.participation.projects.models import Project

MOST_OFFERED = 300


def shown(ids: Sequence[int], _actor: Actor | None) -> Mapping[int, Shown]:
    """Title, official answer, and the day they came; hidden and waiting ones are left out."""
    rows = session.execute(
        select(
            Idea.id,
            Idea.running,
            Idea.title,
            Idea.language,
            Idea.answer,
            Idea.created_at,
            Project.number,
        )
        .join(Project, Project.id == Idea.project_id)
        .where(Idea.id.in_(ids), Idea.is_public.is_(True), Project.is_published.is_(True))
    )
    return {
        row.id: Shown(
            row.title,
            row.language,
            _address(row.number, row.running),
            ANSWER_WORDS[Answered(row.answer)] if row.answer else "",
            row.created_at,
        )
        for row in rows
    }


def acted(ids: Sequence[int]) -> Mapping[int, Sequence[Reader]]:
    """Who proposed, supports or spoke about each, also before it was merged."""
    return {idea_id: telling.around(idea_id) for idea_id in ids}


def _address(number: int, running: int) -> str | None:
    if not has_request_context():
        return None
    return url_for("ideas.idea", number=number, running=running)


def may_lead_on(project_id: int, most: int = MOST_OFFERED) -> list[tuple[int, str]]:
    """Ideas of a project that may lead to something: id and what it is called, best first."""
    rows = session.execute(
        select(Idea.id, Idea.running, Idea.title)
        .where(Idea.project_id == project_id, Idea.is_public.is_(True))
        .order_by(Idea.supports.desc(), Idea.id)
        .limit(most)
    )
    return [(row.id, f"{row.running}. {row.title}") for row in rows]


def is_of(idea_id: int, project_id: int) -> bool:
    """Whether this is an idea of the project that everyone can read."""
    asked = select(Idea.id).where(
        Idea.id == idea_id, Idea.project_id == project_id, Idea.is_public.is_(True)
    )
    return session.scalar(asked) is not None
