"""What categories ask, for a set-up file and from one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select

from portal.complaints.asking import queries
from portal.complaints.asking.drafting import QuestionDraft, check, options_of
from portal.complaints.asking.models import CategoryQuestion, CategoryStop
from portal.complaints.asking.reading import Condition, Kind, Question
from portal.complaints.models import Category
from portal.foundation.database import session
from portal.foundation.errors import Invalid
from portal.foundation.i18n import Bilingual, lazy

ASKED = (
    *("kind", "title_th", "title_en", "hint_th", "hint_en", "options", "measure_th"),
    *("measure_en", "least", "most", "is_required", "is_public", "when_options"),
)
SAID = ("text_th", "text_en", "telephone", "may_go_on", "when_options")


def dump() -> list[dict[str, Any]]:
    """What every category asks, in the categories' order; conditions by the question's place."""
    rows = session.execute(select(Category.id, Category.code).order_by(Category.position))
    return [{"code": row.code, **_asked(row.id)} for row in rows]


def _asked(category_id: int) -> dict[str, list[dict[str, Any]]]:
    questions = _questions(category_id)
    place = {row.id: number for number, row in enumerate(questions)}
    stops = session.scalars(
        select(CategoryStop)
        .where(CategoryStop.category_id == category_id)
        .order_by(CategoryStop.position, CategoryStop.id)
    )
    return {
        "questions": [
            {**{name: getattr(row, name) for name in ASKED}, "when": place.get(row.when_id or 0)}
            for row in questions
        ],
        "stops": [
            {**{name: getattr(row, name) for name in SAID}, "when": place.get(row.when_id or 0)}
            for row in stops
        ],
    }


def _questions(category_id: int) -> list[CategoryQuestion]:
    return list(
        session.scalars(
            select(CategoryQuestion)
            .where(
                CategoryQuestion.category_id == category_id, CategoryQuestion.is_active.is_(True)
            )
            .order_by(CategoryQuestion.position, CategoryQuestion.id)
        )
    )


def load(kept: list[dict[str, Any]]) -> None:
    """Take over what `dump` gave, by the categories' codes.

    What the file does not name stays as it is. Raises `Invalid` in words.
    """
    known = {row.code: row for row in session.scalars(select(Category))}
    for line in kept:
        category = known.get(line["code"])
        if category is None:
            raise Invalid(lazy("There is no such category: %(codes)s", codes=line["code"]))
        if _asked(category.id) != {"questions": line["questions"], "stops": line["stops"]}:
            _ask(category, line)


def _ask(category: Category, line: dict[str, Any]) -> None:
    """Ask what the file asks, and no longer what was asked before."""
    session.execute(delete(CategoryStop).where(CategoryStop.category_id == category.id))
    for former in _questions(category.id):
        former.is_active = False
    rows = [
        CategoryQuestion(
            category_id=category.id, position=place, **{name: each[name] for name in ASKED}
        )
        for place, each in enumerate(line["questions"], 1)
    ]
    session.add_all(rows)
    session.flush()
    stops = [
        CategoryStop(category_id=category.id, position=place, **{name: each[name] for name in SAID})
        for place, each in enumerate(line["stops"], 1)
    ]
    hanging: list[CategoryQuestion | CategoryStop] = [*rows, *stops]
    for row, each in zip(hanging, [*line["questions"], *line["stops"]], strict=True):
        if each["when"] is not None and not 0 <= each["when"] < len(rows):
            raise Invalid(lazy("A question of this file depends on one that is not in it."))
        row.when_id = rows[each["when"]].id if each["when"] is not None else None
    session.add_all(stops)
    session.flush()
    there = queries.questions_of(category.id)
    for question in there:
        check(_draft(question), there, (), question)


def _draft(question: Question) -> QuestionDraft:
    return QuestionDraft(
        kind=Kind(question.kind),
        title=question.title,
        hint=question.hint,
        options=tuple(Bilingual(one["th"], one["en"]) for one in options_of(question)),
        measure=question.measure,
        least=question.least,
        most=question.most,
        when=Condition(question.when.question_id, question.when.options) if question.when else None,
    )
