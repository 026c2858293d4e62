"""Answers are kept with the complaint, each with the question as it was asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import delete

from portal.complaints.asking import queries, reading
from portal.complaints.asking.models import ComplaintAnswer
from portal.complaints.lifecycle import Channel
from portal.foundation.database import session
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy

if TYPE_CHECKING:
    from portal.complaints.asking.reading import Answer, Typed
    from portal.complaints.models import Category


def checked(category: Category | None, typed: Typed, channel: Channel) -> list[Answer]:
    """What was answered in this category. Whom nobody can ask back is not held up by a question.

    Raises `Invalid`, naming the fields; also for a category that only staff may choose.
    """
    if category is None:
        return []
    if category.is_staff_only and channel is Channel.WEB:
        words = lazy("Choose a category from the list, or “I don’t know”")
        raise Invalid(lazy("There is something to correct"), fields={"category": words})
    questions = queries.questions_of(category.id)
    return reading.answers(questions, typed, binding=channel is Channel.WEB)


def rows(complaint_id: int, answers: Iterable[Answer]) -> list[ComplaintAnswer]:
    """The answers as they are kept beside a new complaint."""
    return [
        ComplaintAnswer(
            complaint_id=complaint_id,
            question_id=answer.question.id,
            version=answer.question.version,
            position=answer.question.position,
            kind=answer.question.kind.value,
            asked_th=answer.question.title.th,
            asked_en=answer.question.title.en,
            answer=list(answer.values),
            words_th=answer.words.th,
            words_en=answer.words.en,
            is_public=answer.question.is_public,
        )
        for answer in answers
    ]


def forget(complaint_ids: Sequence[int]) -> int:
    """Take the answers of these complaints away; returns how many."""
    gone = session.execute(
        delete(ComplaintAnswer).where(ComplaintAnswer.complaint_id.in_(list(complaint_ids)))
    )
    return int(gone.rowcount)  # type: ignore[attr-defined]
