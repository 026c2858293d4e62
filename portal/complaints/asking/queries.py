"""What is asked in a category, what was answered, and what categories were called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from portal.complaints.asking.models import (
    CategoryQuestion,
    CategoryStop,
    CategoryTitle,
    ComplaintAnswer,
)
from portal.complaints.asking.reading import Condition, Kind, Option, Question, Stop
from portal.complaints.queries.said import Said, said
from portal.foundation import masking
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and its answer for a page, in the page's language. Words typed stay as typed."""

    asked: Bilingual
    words: Bilingual
    typed: Said | None
    is_public: bool


@dataclass(frozen=True, slots=True)
class Former:
    """What a category was called until then."""

    title: Bilingual
    until: datetime


def questions_of(category_id: int | None) -> list[Question]:
    """What is asked there now, in its order; nothing where no category is known."""
    if category_id is None:
        return []
    rows = session.scalars(
        select(CategoryQuestion)
        .where(CategoryQuestion.category_id == category_id, CategoryQuestion.is_active.is_(True))
        .order_by(CategoryQuestion.position, CategoryQuestion.id)
    )
    return [question(row) for row in rows]


def question(row: CategoryQuestion) -> Question:
    """A question's row as it is asked."""
    return Question(
        id=row.id,
        category_id=row.category_id,
        version=row.version,
        position=row.position,
        kind=Kind(row.kind),
        title=Bilingual(row.title_th, row.title_en),
        hint=Bilingual(row.hint_th, row.hint_en),
        options=tuple(Option(one["code"], Bilingual(one["th"], one["en"])) for one in row.options),
        measure=Bilingual(row.measure_th, row.measure_en),
        least=row.least,
        most=row.most,
        is_required=row.is_required,
        is_public=row.is_public,
        when=condition(row),
    )


def condition(row: CategoryQuestion | CategoryStop) -> Condition | None:
    """On which answer a question or a stop depends."""
    return Condition(row.when_id, frozenset(row.when_options)) if row.when_id else None


def stops_of(category_id: int | None) -> list[Stop]:
    """What interrupts somebody who files there, in its order."""
    if category_id is None:
        return []
    rows = session.scalars(
        select(CategoryStop)
        .where(CategoryStop.category_id == category_id)
        .order_by(CategoryStop.position, CategoryStop.id)
    )
    return [stop(row) for row in rows]


def stop(row: CategoryStop) -> Stop:
    """A stop's row as it is said."""
    text = Bilingual(row.text_th, row.text_en)
    return Stop(row.id, text, row.telephone, row.may_go_on, condition(row))


def counted() -> dict[int, int]:
    """How many questions each category asks; a category without any is missing."""
    rows = session.execute(
        select(CategoryQuestion.category_id, func.count())
        .where(CategoryQuestion.is_active.is_(True))
        .group_by(CategoryQuestion.category_id)
    )
    return {row[0]: row[1] for row in rows}


def answers_of(complaint_id: int, *, public_only: bool = False) -> list[Answered]:
    """What was answered with a complaint; for the public only what may be shown, masked."""
    wanted = select(ComplaintAnswer).where(ComplaintAnswer.complaint_id == complaint_id)
    if public_only:
        wanted = wanted.where(ComplaintAnswer.is_public.is_(True))
    rows = session.scalars(wanted.order_by(ComplaintAnswer.position))
    return [_answered(row, masks=public_only) for row in rows]


def _answered(row: ComplaintAnswer, *, masks: bool) -> Answered:
    words = Bilingual(row.words_th, row.words_en)
    if masks:
        words = Bilingual(masking.masked(words.th), masking.masked(words.en))
    typed = said(words.th) if row.kind == Kind.TEXT.value else None
    return Answered(Bilingual(row.asked_th, row.asked_en), words, typed, row.is_public)


def answers_of_many(
    complaint_ids: Sequence[int], *, public_only: bool = False
) -> dict[int, list[dict[str, str]]]:
    """The same for files, by complaint: question and answer in Thai, and the answer as kept."""
    wanted = select(ComplaintAnswer).where(ComplaintAnswer.complaint_id.in_(complaint_ids))
    if public_only:
        wanted = wanted.where(ComplaintAnswer.is_public.is_(True))
    found: defaultdict[int, list[dict[str, str]]] = defaultdict(list)
    for row in session.scalars(wanted.order_by(ComplaintAnswer.position)):
        words = masking.masked(row.words_th) if public_only else row.words_th
        found[row.complaint_id].append({"question": row.asked_th, "answer": words})
    return found


def former_titles(category_id: int) -> list[Former]:
    """What a category was called before, the last name first."""
    rows = session.scalars(
        select(CategoryTitle)
        .where(CategoryTitle.category_id == category_id)
        .order_by(CategoryTitle.id.desc())
    )
    return [Former(Bilingual(row.title_th, row.title_en), row.until) for row in rows]
