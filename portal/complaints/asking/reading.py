"""Which questions are asked, and what was answered: pure, for pages and verbs alike.

A question without a condition is asked. One with a condition is asked when the question it hangs on
is asked itself and one of the named answers was chosen there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from portal.foundation import dates, thai
from portal.foundation.errors import Invalid
from portal.foundation.i18n import Bilingual, Lazy, lazy

LONGEST_ANSWER = 1000
LARGEST = Decimal(10) ** 12
PREFIX = "question_"
Typed = Mapping[int, Sequence[str]]
"""What was typed or chosen, by the question's id."""


class Kind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    LIST = "list"
    MULTI = "multi"
    DATE = "date"
    NUMBER = "number"


KIND_WORDS: dict[Kind, Lazy] = {
    Kind.TEXT: lazy("Text"),
    Kind.LIST: lazy("One of a list"),
    Kind.MULTI: lazy("Several of a list"),
    Kind.DATE: lazy("Day"),
    Kind.NUMBER: lazy("Number"),
}
CHOSEN = frozenset({Kind.LIST, Kind.MULTI})
"""Answered by choosing: only on these can another question depend."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose."""

    code: str
    title: Bilingual


@dataclass(frozen=True, slots=True)
class Condition:
    """One of these answers was chosen there."""

    question_id: int
    options: frozenset[str]

    def holds(self, typed: Typed) -> bool:
        """Whether what was typed meets it."""
        return not self.options.isdisjoint(typed.get(self.question_id, ()))


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is asked now. `least` and `most` bound a number, both included."""

    id: int
    category_id: int
    version: int
    position: int
    kind: Kind
    title: Bilingual
    hint: Bilingual = Bilingual("", "")  # noqa: RUF009 - frozen
    options: tuple[Option, ...] = ()
    measure: Bilingual = Bilingual("", "")  # noqa: RUF009 - frozen
    least: float | None = None
    most: float | None = None
    is_required: bool = False
    is_public: bool = False
    when: Condition | None = None

    @property
    def name(self) -> str:
        """What its field is called."""
        return f"{PREFIX}{self.id}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, as it is kept, and in words of both languages."""

    question: Question
    values: tuple[str, ...]
    words: Bilingual


@dataclass(frozen=True, slots=True)
class Stop:
    """Words that interrupt, and the number to call."""

    id: int
    text: Bilingual
    telephone: str
    may_go_on: bool
    when: Condition | None


def asked(questions: Sequence[Question], typed: Typed) -> list[Question]:
    """The questions that are asked, given what was answered."""
    by_id = {question.id: question for question in questions}

    def is_asked(question: Question, seen: frozenset[int]) -> bool:
        if question.when is None:
            return True
        above = by_id.get(question.when.question_id)
        if above is None or above.id in seen:
            return False
        return question.when.holds(typed) and is_asked(above, seen | {above.id})

    return [each for each in questions if is_asked(each, frozenset({each.id}))]


def interrupting(
    stops: Iterable[Stop], questions: Sequence[Question], typed: Typed, heard: Collection[int]
) -> list[Stop]:
    """The stops that apply and were not heard yet; one that lets nobody go on is heard anew."""
    there = {question.id for question in asked(questions, typed)}
    return [
        stop
        for stop in stops
        if (stop.when is None or (stop.when.question_id in there and stop.when.holds(typed)))
        and not (stop.may_go_on and stop.id in heard)
    ]


def answers(questions: Sequence[Question], typed: Typed, *, binding: bool) -> list[Answer]:
    """What was answered to the questions that are asked; the rest of `typed` is let fall.

    `binding`: whether a required question must be answered. Raises `Invalid`, naming every field.
    """
    found: list[Answer] = []
    wrong: dict[str, object] = {}
    for question in asked(questions, typed):
        given = tuple(thai.cleaned(value) for value in typed.get(question.id, ()))
        given = tuple(value for value in given if value)
        if not given:
            if binding and question.is_required:
                wrong[question.name] = _missing(question)
            continue
        try:
            found.append(read(question, given))
        except Invalid as refusal:
            wrong[question.name] = refusal.message
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    return found


def read(question: Question, given: tuple[str, ...]) -> Answer:
    """One answer. Raises `Invalid` with the words to show at the field."""
    match question.kind:
        case Kind.LIST | Kind.MULTI:
            return _chosen(question, given)
        case Kind.DATE:
            return _day(question, given[0])
        case Kind.NUMBER:
            return _number(question, given[0])
    if len(given[0]) > LONGEST_ANSWER:
        raise Invalid(
            lazy(
                "The text is %(length)s characters long. Shorten it to %(most)s or fewer.",
                length=f"{len(given[0]):,}",
                most=f"{LONGEST_ANSWER:,}",
            )
        )
    return Answer(question, given[:1], Bilingual(given[0], given[0]))


def _missing(question: Question) -> Lazy:
    if question.kind in CHOSEN:
        return lazy("Choose an answer: %(question)s", question=question.title)
    return lazy("Enter an answer: %(question)s", question=question.title)


def _chosen(question: Question, given: tuple[str, ...]) -> Answer:
    known = {option.code: option.title for option in question.options}
    codes = tuple(dict.fromkeys(given))
    if not known.keys() >= set(codes) or (question.kind is Kind.LIST and len(codes) > 1):
        raise Invalid(lazy("Choose one of the answers"))
    titles = [known[code] for code in codes]
    words = Bilingual(", ".join(one.th for one in titles), ", ".join(one.en for one in titles))
    return Answer(question, codes, words)


def _day(question: Question, given: str) -> Answer:
    day = dates.parse_date(given)
    if day is None:
        raise Invalid(lazy("Enter the day like 24/11/2026 or 24 Nov 2026"))
    words = Bilingual(dates.date_long(day, "th"), dates.date_long(day, "en"))
    return Answer(question, (day.isoformat(),), words)


def number_of(typed: str) -> Decimal | None:
    """A number in Thai or other digits, with or without commas; None for anything else."""
    plain = thai.arabic_digits(typed).replace(",", "").replace(" ", "")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < LARGEST else None


def written(number: Decimal | float) -> str:
    """A number without needless zeros: 12, 1.5."""
    plain = Decimal(str(number)).normalize()
    return f"{plain:f}"


def _number(question: Question, given: str) -> Answer:
    number = number_of(given)
    if number is None:
        raise Invalid(lazy("Enter a number like 12 or 1.5"))
    if question.least is not None and number < Decimal(str(question.least)):
        raise Invalid(lazy("Enter %(least)s or more", least=written(question.least)))
    if question.most is not None and number > Decimal(str(question.most)):
        raise Invalid(lazy("Enter %(most)s or less", most=written(question.most)))
    shown = written(number)
    words = (f"{shown} {unit}".strip() for unit in (question.measure.th, question.measure.en))
    return Answer(question, (shown,), Bilingual(*words))


def day_of(values: Sequence[str]) -> date | None:
    """The day of a kept answer."""
    return date.fromisoformat(values[0]) if values else None
