"""Ideas of a project that are like one about to be sent, or like another one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select

from portal.complaints.queries.said import Said
from portal.foundation import likeness
from portal.foundation.database import session
from portal.participation.ideas.models import Idea, IdeaRun
from portal.participation.ideas.queries.listing import public_of

COMPARED: Final = 30
"""So many that share the most runs are compared word by word."""
SHOWN: Final = 5
LEAST_ALIKE: Final = 0.25
"""Share of words (Dice) from which on an idea is shown as similar: an offer, not a judgement."""
LETTERS: Final = 200


@dataclass(frozen=True, slots=True)
class Similar:
    """An idea that seems to propose the same."""

    id: int
    running: int
    title: Said
    text: Said
    supports: int
    per_cent: int
    """How much of the words both have."""


def like(project_id: int, title: str, text: str, *, but: int = 0) -> list[Similar]:
    """The likest public ideas of the project, the likest first; two questions."""
    runs = likeness.runs_of(f"{title} {text}")
    sketch = likeness.sketch_of(runs)
    if not sketch:
        return []
    shared = func.count().label("shared")
    near = session.execute(
        select(IdeaRun.idea_id, shared)
        .where(IdeaRun.project_id == project_id, IdeaRun.run.in_(sketch), IdeaRun.idea_id != but)
        .group_by(IdeaRun.idea_id)
        .order_by(shared.desc(), IdeaRun.idea_id.desc())
        .limit(COMPARED)
    )
    ids = [row.idea_id for row in near]
    if not ids:
        return []
    rows = session.execute(
        select(Idea.id, Idea.running, Idea.title, Idea.public_text, Idea.language, Idea.supports)
        .where(Idea.id.in_(ids), public_of(project_id))
        .order_by(Idea.id)
    )
    found = []
    for row in rows:
        share = likeness.words_alike(runs, likeness.runs_of(f"{row.title} {row.public_text}"))
        if share >= LEAST_ALIKE:
            words = row.public_text
            words = words if len(words) <= LETTERS else words[:LETTERS] + "…"
            found.append(
                Similar(
                    row.id,
                    row.running,
                    Said(row.title, row.language),
                    Said(words, row.language),
                    row.supports,
                    round(100 * share),
                )
            )
    return sorted(found, key=lambda one: (-one.per_cent, one.id))[:SHOWN]
