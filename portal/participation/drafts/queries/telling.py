"""Who is told of a comment on a draft, and what."""

from __future__ import annotations

from dataclasses import dataclass

from portal.complaints.queries.said import Said
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual, Lazy
from portal.participation.chain.kinds import Reader
from portal.participation.drafts.acts import ANSWER_WORDS, Answered
from portal.participation.drafts.models import DraftAnswer, DraftComment
from portal.participation.ideas.terms import Standing
from portal.participation.monitoring.queries.telling import reader_of
from portal.participation.projects import queries as projects


@dataclass(frozen=True, slots=True)
class Told:
    """A comment, for a message to its author."""

    number: int
    project: Bilingual
    comment: Said
    answer: Lazy | None
    reason: Bilingual | None
    is_hidden: bool
    author: Reader


def comment(comment_id: int) -> Told | None:
    """A comment with its answer or with why it is hidden; None where nobody can be told."""
    row = session.get(DraftComment, comment_id)
    author = reader_of(row.person_id) if row else None
    if row is None or author is None:
        return None
    stage = projects.stage(row.stage_id)
    project = projects.project_by_id(stage.project_id)
    answer = session.get(DraftAnswer, row.answer_id) if row.answer_id else None
    said = Said(row.public_text, row.language)
    is_hidden = row.standing == Standing.HIDDEN.value
    if answer is not None:
        words = ANSWER_WORDS[Answered(answer.state)]
        reason = Bilingual(answer.reason_th, answer.reason_en)
        return Told(project.number, project.title, said, words, reason, is_hidden, author)
    why = Bilingual(row.why_hidden, row.why_hidden) if row.why_hidden else None
    return Told(project.number, project.title, said, None, why, is_hidden, author)
