"""Categories, questions and stops as somebody writes them, refused where they make no sense."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.complaints.asking.reading import CHOSEN, Condition, Kind, Question, Stop
from portal.complaints.lifecycle import Visibility
from portal.foundation import thai
from portal.foundation.errors import Invalid
from portal.foundation.i18n import Bilingual, lazy

LONGEST_TITLE = 200
LONGEST_WORDS = 1000
LEAST_OPTIONS, MOST_OPTIONS = 2, 30
LONGEST_NAME = 120
NOTHING = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class CategoryDraft:
    """A category as somebody writes it."""

    title: Bilingual
    unit_id: int
    co_unit_ids: tuple[int, ...] = ()
    visibility: Visibility = Visibility.REVIEW
    is_staff_only: bool = False
    is_active: bool = True
    outside_owner: Bilingual = NOTHING
    near_metres: int = 50


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A question as somebody writes it. `options` are the titles of what can be chosen."""

    kind: Kind
    title: Bilingual
    hint: Bilingual = NOTHING
    options: tuple[Bilingual, ...] = ()
    measure: Bilingual = NOTHING
    least: float | None = None
    most: float | None = None
    is_required: bool = False
    is_public: bool = False
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class StopDraft:
    """A stop message as somebody writes it."""

    text: Bilingual
    telephone: str
    may_go_on: bool = True
    when: Condition | None = None


def titles_wrong(title: Bilingual, *, most: int = LONGEST_NAME) -> dict[str, object]:
    """What is wrong with a name in both languages, by field."""
    wrong: dict[str, object] = {}
    for name, words in (("title_th", title.th), ("title_en", title.en)):
        if not thai.cleaned(words):
            wrong[name] = lazy("Enter it in both languages")
        elif len(words) > most:
            wrong[name] = lazy("Use at most %(longest)s characters.", longest=most)
    return wrong


def check(
    draft: QuestionDraft, there: Sequence[Question], stops: Iterable[Stop], own: Question | None
) -> None:
    """Raise `Invalid`, naming the fields, where it cannot be asked so.

    `own` is the question as it is now, None for a new one; `there` are all of its category.
    """
    wrong = titles_wrong(draft.title, most=LONGEST_TITLE)
    for name, words in (("hint_th", draft.hint.th), ("hint_en", draft.hint.en)):
        if len(words) > LONGEST_WORDS:
            wrong[name] = lazy("Use at most %(longest)s characters.", longest=LONGEST_WORDS)
    if draft.kind in CHOSEN:
        wrong |= _wrong_options(draft.options)
    if draft.least is not None and draft.most is not None and draft.least > draft.most:
        wrong["most"] = lazy("The most is less than the least: nothing could be answered")
    wrong |= wrong_condition(draft.when, there, own.id if own else 0)
    if own is not None and not wrong:
        wrong |= _still_needed(draft, own, [*there, *stops])
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)


def _wrong_options(options: tuple[Bilingual, ...]) -> dict[str, object]:
    if not LEAST_OPTIONS <= len(options) <= MOST_OPTIONS:
        return {
            "options": lazy(
                "Write %(least)s to %(most)s answers to choose from, one on each line",
                least=LEAST_OPTIONS,
                most=MOST_OPTIONS,
            )
        }
    for option in options:
        if not (option.th and option.en):
            return {"options": lazy("Write each answer in both languages, with a bar | between")}
    if len({option.th for option in options}) < len(options):
        return {"options": lazy("One of the answers stands there twice")}
    return {}


def wrong_condition(
    when: Condition | None, there: Sequence[Question], own: int
) -> dict[str, object]:
    """Whether a condition names what is there, and leads nowhere in a circle."""
    if when is None:
        return {}
    by_id = {question.id: question for question in there}
    above = by_id.get(when.question_id)
    known = {option.code for option in above.options} if above and above.kind in CHOSEN else set()
    if not when.options or not when.options <= known:
        return {"when": lazy("This answer is not offered in this category. Choose one that is.")}
    path = [own]
    while above is not None:
        path.append(above.id)
        if above.id == own:
            titles = [by_id[each].title.here for each in path if each in by_id]
            return {
                "when": lazy(
                    "These questions would wait for each other: %(path)s", path=" → ".join(titles)
                )
            }
        above = by_id.get(above.when.question_id) if above.when else None
    return {}


def _still_needed(
    draft: QuestionDraft, own: Question, others: Sequence[Question | Stop]
) -> dict[str, object]:
    """What hangs on an answer that would go."""
    kept = {one["code"] for one in coded(options_of(own), draft)} if draft.kind in CHOSEN else set()
    for one in others:
        if one.when and one.when.question_id == own.id and not one.when.options <= kept:
            words = one.title if isinstance(one, Question) else one.text
            return {
                "options": lazy(
                    "An answer that you took out is still needed: “%(what)s” depends on it",
                    what=words,
                )
            }
    return {}


def options_of(question: Question) -> list[dict[str, str]]:
    """What can be chosen, as it is kept."""
    return [{"code": one.code, "th": one.title.th, "en": one.title.en} for one in question.options]


def coded(former: Sequence[dict[str, str]], draft: QuestionDraft) -> list[dict[str, str]]:
    """The answers with their codes; one of the same words in either language keeps its own."""
    free = [dict(one) for one in former]
    number = max((int(one["code"][1:]) for one in free), default=0)
    made: list[dict[str, str]] = []
    for option in draft.options:
        same = next((one for one in free if option.th == one["th"]), None) or next(
            (one for one in free if option.en == one["en"]), None
        )
        if same is not None:
            free.remove(same)
            code = same["code"]
        else:
            number += 1
            code = f"a{number}"
        made.append({"code": code, "th": option.th, "en": option.en})
    return made
