"""Set up what a category asks."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from portal.complaints.asking import acts, categories, drafting, queries
from portal.complaints.asking.drafting import QuestionDraft, coded
from portal.complaints.asking.models import CategoryQuestion
from portal.complaints.asking.reading import CHOSEN, Condition, Kind, Question
from portal.foundation import audit, database, thai
from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor

MOST_QUESTIONS = 20


def add(actor: Actor, category_id: int, draft: QuestionDraft, at: datetime) -> int:
    """Ask something more in a category, after what is asked there; returns the question's id."""
    enter(actor, category_id)
    there = queries.questions_of(category_id)
    if len(there) >= MOST_QUESTIONS:
        raise Invalid(lazy("A category asks at most %(most)s questions.", most=MOST_QUESTIONS))
    drafting.check(draft, there, (), None)
    row = CategoryQuestion(category_id=category_id, position=_last(there) + 1, options=[])
    _write(row, draft)
    session.add(row)
    session.flush()
    _note(acts.QUESTION_ADDED, row.id, actor, at)
    return row.id


def change(actor: Actor, question_id: int, draft: QuestionDraft, at: datetime) -> None:
    """Change a question. Answers keep it as it was when they were given."""
    row = load(question_id)
    enter(actor, row.category_id)
    there = queries.questions_of(row.category_id)
    stops = queries.stops_of(row.category_id)
    drafting.check(draft, there, stops, queries.question(row))
    _write(row, draft)
    row.version += 1
    session.flush()
    _note(acts.QUESTION_CHANGED, row.id, actor, at)


def remove(actor: Actor, question_id: int, at: datetime) -> None:
    """Ask it no longer; what was answered stays with its complaints."""
    row = load(question_id)
    enter(actor, row.category_id)
    hanging = [one.title for one in queries.questions_of(row.category_id) if _hangs_on(one, row.id)]
    stops = [one for one in queries.stops_of(row.category_id) if _hangs_on(one, row.id)]
    if hanging or stops:
        raise Invalid(
            lazy(
                "It cannot be taken away: whether this is asked or said depends on it: %(which)s",
                which=" / ".join(str(one) for one in [*hanging, *(stop.text for stop in stops)]),
            )
        )
    row.is_active = False
    session.flush()
    _note(acts.QUESTION_REMOVED, row.id, actor, at)


def move(actor: Actor, question_id: int, *, up: bool, at: datetime) -> None:
    """Ask it one place earlier or later."""
    moved = load(question_id)
    enter(actor, moved.category_id)
    rows = list(
        session.scalars(
            select(CategoryQuestion)
            .where(
                CategoryQuestion.category_id == moved.category_id,
                CategoryQuestion.is_active.is_(True),
            )
            .order_by(CategoryQuestion.position, CategoryQuestion.id)
        )
    )
    place = rows.index(moved)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for number, each in enumerate(rows, 1):
        each.position = number
    session.flush()
    _note(acts.QUESTION_MOVED, question_id, actor, at)


def load(question_id: int) -> CategoryQuestion:
    """A question that is asked; `NotFound` in words."""
    row = session.scalar(
        select(CategoryQuestion).where(
            CategoryQuestion.id == question_id, CategoryQuestion.is_active.is_(True)
        )
    )
    if row is None:
        raise NotFound(lazy("There is no such question."))
    return row


def enter(actor: Actor, category_id: int) -> None:
    """Let only who may set up a category change it, one after another."""
    acts.may_set(actor)
    database.lock(f"categories:{actor.municipality_id}")
    categories.load(category_id)


def _note(act: audit.Act, question_id: int, actor: Actor, at: datetime) -> None:
    audit.note(act, "question", question_id, by=actor, at=at)


def _last(there: list[Question]) -> int:
    return max((question.position for question in there), default=0)


def _hangs_on(one: object, question_id: int) -> bool:
    when: Condition | None = getattr(one, "when", None)
    return when is not None and when.question_id == question_id


def _write(row: CategoryQuestion, draft: QuestionDraft) -> None:
    row.options = coded(row.options or [], draft) if draft.kind in CHOSEN else []
    row.kind = draft.kind.value
    row.title_th, row.title_en = thai.cleaned(draft.title.th), thai.cleaned(draft.title.en)
    row.hint_th, row.hint_en = thai.cleaned(draft.hint.th), thai.cleaned(draft.hint.en)
    counts = draft.kind is Kind.NUMBER
    row.measure_th = thai.cleaned(draft.measure.th) if counts else ""
    row.measure_en = thai.cleaned(draft.measure.en) if counts else ""
    row.least, row.most = (draft.least, draft.most) if counts else (None, None)
    row.is_required, row.is_public = draft.is_required, draft.is_public
    row.when_id = draft.when.question_id if draft.when else None
    row.when_options = sorted(draft.when.options) if draft.when else []
