"""Questions as fields of a page, and what came back from them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from portal.complaints.asking.reading import PREFIX, Kind, Question, Stop, Typed
from portal.foundation.fields import PlainField, plain
from portal.foundation.i18n import lazy

ASKED = "asked"
"""The category whose questions the page showed."""
HEARD = "heard"
"""The stops that were read before somebody went on."""
MOST_VALUES = 40
LONGEST_VALUE = 5000


@dataclass(frozen=True, slots=True)
class Shown:
    """A question with its field. `only_if`: in words, when it is asked; `when` for the script."""

    question: Question
    field: PlainField
    only_if: object
    when: str
    when_is: str

    @property
    def kind(self) -> str:
        """How it is answered."""
        return self.question.kind.value


def typed_in(form: MultiDict[str, str]) -> dict[int, tuple[str, ...]]:
    """What came back, by the question's id; what cannot be a question's field is left out."""
    found: dict[int, tuple[str, ...]] = {}
    for name in form:
        number = name.removeprefix(PREFIX)
        if name.startswith(PREFIX) and number.isascii() and number.isdecimal() and len(number) < 16:  # noqa: PLR2004 - digits of an id
            values = form.getlist(name)[:MOST_VALUES]
            found[int(number)] = tuple(value[:LONGEST_VALUE] for value in values)
    return found


def heard_in(form: MultiDict[str, str]) -> frozenset[int]:
    """The stops that were read."""
    return frozenset(int(value) for value in form.getlist(HEARD)[:MOST_VALUES] if value.isdecimal())


def fields(
    questions: Sequence[Question], typed: Typed, wrong: Mapping[str, object] | None = None
) -> list[Shown]:
    """The questions as fields, with what was typed and what is wrong with it."""
    by_id = {question.id: question for question in questions}
    return [_shown(question, by_id, typed, wrong or {}) for question in questions]


def _shown(
    question: Question, by_id: Mapping[int, Question], typed: Typed, wrong: Mapping[str, object]
) -> Shown:
    given = list(typed.get(question.id, ()))
    options: list[tuple[str, object]] = [
        (option.code, option.title.here) for option in question.options
    ]
    if question.kind is Kind.LIST and not question.is_required:
        options.append(("", lazy("I don’t know")))
    error = wrong.get(question.name)
    value: object = given if question.kind is Kind.MULTI else (given[0] if given else "")
    field = plain(
        question.name,
        question.title.here,
        value,
        [error] if error else (),
        options,
    )
    return Shown(question, field, *_condition(question, by_id))


def _condition(question: Question, by_id: Mapping[int, Question]) -> tuple[object, str, str]:
    above = by_id.get(question.when.question_id) if question.when else None
    if above is None or question.when is None:
        return "", "", ""
    titles = [one.title.here for one in above.options if one.code in question.when.options]
    words = lazy(
        "Only if you answered “%(answer)s” to “%(question)s”",
        answer=" / ".join(titles),
        question=above.title.here,
    )
    return words, above.name, " ".join(sorted(question.when.options))


def carried(category_id: int | None, typed: Typed, heard: Collection[int]) -> list[tuple[str, str]]:
    """Everything of it as hidden fields, to be sent once more."""
    if category_id is None:
        return []
    pairs = [(ASKED, str(category_id)), *((HEARD, str(number)) for number in sorted(heard))]
    for number, values in sorted(typed.items()):
        pairs += [(f"{PREFIX}{number}", value) for value in values if value]
    return pairs


def dial(stop: Stop) -> str:
    """The number as a telephone dials it."""
    return "".join(sign for sign in stop.telephone if sign.isdecimal() or sign == "+")
