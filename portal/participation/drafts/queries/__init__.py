"""Questions about drafts. Records come back finished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select

from portal.complaints.queries import choices
from portal.complaints.queries.said import Said
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.participation.drafts.acts import ANSWERED_WITHIN, Answered
from portal.participation.drafts.models import (
    Draft,
    DraftAnswer,
    DraftComment,
    DraftFlag,
    DraftParagraph,
)
from portal.participation.ideas.terms import Ground, Standing

MOST = 200
"""Comments on one page."""
SHOWN = DraftComment.standing == Standing.SHOWN.value


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, with how many comments everyone can read."""

    id: int
    position: int
    text: Bilingual
    comments: int


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of a draft with its paragraphs."""

    id: int
    stage_id: int
    number: int
    newest: int
    checks_first: bool
    published_at: datetime
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An official answer."""

    id: int
    state: Answered
    reason: Bilingual
    unit: Bilingual | None
    at: datetime


@dataclass(frozen=True, slots=True)
class CommentLine:
    """A comment, where it stands, and its answer."""

    id: int
    position: int
    edition: int
    text: Said
    at: datetime
    standing: Standing
    is_own: bool
    ground: Ground | None
    why_hidden: Said
    flags: int
    answer: AnswerLine | None

    @property
    def due_at(self) -> datetime:
        """Until when it is answered."""
        return self.at + ANSWERED_WITHIN


def edition(stage_id: int, number: int | None = None) -> Edition | None:
    """The newest edition of a stage's draft, or this one; None where there is none."""
    newest = session.scalar(select(func.max(Draft.edition)).where(Draft.stage_id == stage_id))
    row = session.scalar(
        select(Draft).where(Draft.stage_id == stage_id, Draft.edition == (number or newest))
    )
    if row is None or newest is None:
        return None
    found = session.scalars(
        select(DraftParagraph)
        .where(DraftParagraph.draft_id == row.id)
        .order_by(DraftParagraph.position)
    ).all()
    counts = _counted(
        select(DraftComment.paragraph_id, func.count())
        .where(DraftComment.paragraph_id.in_([one.id for one in found]), SHOWN)
        .group_by(DraftComment.paragraph_id)
    )
    paragraphs = tuple(
        Paragraph(one.id, one.position, Bilingual(one.text_th, one.text_en), counts.get(one.id, 0))
        for one in found
    )
    return Edition(
        row.id, stage_id, row.edition, newest, row.checks_first, row.published_at, paragraphs
    )


def of_paragraph(paragraph_id: int, person_id: int | None) -> list[CommentLine]:
    """What everyone reads of a paragraph, and what of it the reader wrote, shown or not."""
    mine = (DraftComment.person_id == person_id) if person_id is not None else None
    wanted = SHOWN if mine is None else SHOWN | mine
    return _lines(person_id, DraftComment.paragraph_id == paragraph_id, wanted)


def answered(stage_id: int) -> list[CommentLine]:
    """Every comment that has an official answer: the response table."""
    return _lines(
        None, DraftComment.stage_id == stage_id, SHOWN, DraftComment.answer_id.is_not(None)
    )


def owed(stage_id: int) -> list[CommentLine]:
    """What waits for an answer, the oldest first."""
    return _lines(None, DraftComment.stage_id == stage_id, SHOWN, DraftComment.answer_id.is_(None))


def waiting(stage_id: int) -> list[CommentLine]:
    """What waits to be looked at before everyone reads it."""
    is_waiting = DraftComment.standing == Standing.WAITING.value
    return _lines(None, DraftComment.stage_id == stage_id, is_waiting)


def flagged(stage_id: int) -> list[CommentLine]:
    """What somebody asked to look at."""
    asked = select(DraftFlag.comment_id).where(DraftFlag.settled_at.is_(None))
    return _lines(None, DraftComment.stage_id == stage_id, SHOWN, DraftComment.id.in_(asked))


def hidden(stage_id: int) -> list[CommentLine]:
    """What was hidden."""
    is_hidden = DraftComment.standing == Standing.HIDDEN.value
    return _lines(None, DraftComment.stage_id == stage_id, is_hidden)


def count_owed(stage_ids: list[int]) -> int:
    """How many comments of these stages have no answer, shown or not looked at yet."""
    return (
        session.scalar(
            select(func.count())
            .select_from(DraftComment)
            .where(
                DraftComment.stage_id.in_(stage_ids),
                DraftComment.standing != Standing.HIDDEN.value,
                DraftComment.answer_id.is_(None),
            )
        )
        or 0
    )


def _lines(person_id: int | None, *wanted: ColumnElement[bool]) -> list[CommentLine]:
    found = session.execute(
        select(DraftComment, DraftParagraph.position, Draft.edition, DraftAnswer)
        .join(DraftParagraph, DraftParagraph.id == DraftComment.paragraph_id)
        .join(Draft, Draft.id == DraftParagraph.draft_id)
        .join(DraftAnswer, DraftAnswer.id == DraftComment.answer_id, isouter=True)
        .where(*wanted)
        .order_by(DraftComment.id)
        .limit(MOST)
    ).all()
    ids = [row.id for row, *_rest in found]
    flags = _counted(
        select(DraftFlag.comment_id, func.count())
        .where(DraftFlag.comment_id.in_(ids), DraftFlag.settled_at.is_(None))
        .group_by(DraftFlag.comment_id)
    )
    return [
        CommentLine(
            row.id,
            position,
            number,
            Said(row.public_text, row.language),
            row.written_at,
            Standing(row.standing),
            person_id is not None and row.person_id == person_id,
            Ground(row.ground) if row.ground else None,
            Said(row.why_hidden, "th"),
            flags.get(row.id, 0),
            _answer(answer) if row.answer_id else None,
        )
        for row, position, number, answer in found
    ]


def _counted(asked: Select[int, int]) -> dict[int, int]:
    return {row[0]: row[1] for row in session.execute(asked)}


def _answer(row: DraftAnswer) -> AnswerLine:
    unit = choices.unit(row.unit_id)
    return AnswerLine(
        row.id,
        Answered(row.state),
        Bilingual(row.reason_th, row.reason_en),
        unit.title if unit else None,
        row.answered_at,
    )
