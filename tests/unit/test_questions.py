"""Which questions are asked, what counts as an answer, and what a placeholder may be."""

from __future__ import annotations

import pytest

from portal.complaints.asking import reading
from portal.complaints.asking.reading import Condition, Kind, Option, Question, Stop
from portal.complaints.replying import placeholders
from portal.complaints.replying.rules import Rule, Then, rule_of
from portal.foundation.errors import Invalid
from portal.foundation.i18n import Bilingual, speaking

pytestmark = pytest.mark.no_database
BOTH = (Option("a1", Bilingual("ใช่", "Yes")), Option("a2", Bilingual("ไม่", "No")))


def question(number: int, kind: Kind = Kind.TEXT, **more: object) -> Question:
    title = Bilingual(f"ถาม {number}", f"Ask {number}")
    return Question(number, 1, 1, number, kind, title, **more)


FIRST = question(1, Kind.LIST, options=BOTH, is_required=True)
SECOND = question(2, Kind.LIST, options=BOTH, when=Condition(1, frozenset({"a1"})))
THIRD = question(3, is_required=True, when=Condition(2, frozenset({"a2"})))
ALL = [FIRST, SECOND, THIRD]


def ids(typed: dict[int, tuple[str, ...]]) -> list[int]:
    return [each.id for each in reading.asked(ALL, typed)]


def test_a_question_hangs_on_one_that_is_asked_itself() -> None:
    assert ids({}) == [1]
    assert ids({1: ("a1",)}) == [1, 2]
    assert ids({1: ("a1",), 2: ("a2",)}) == [1, 2, 3]
    assert ids({1: ("a2",), 2: ("a2",)}) == [1]


def test_questions_in_a_circle_are_not_asked() -> None:
    one = question(1, Kind.LIST, options=BOTH, when=Condition(2, frozenset({"a1"})))
    two = question(2, Kind.LIST, options=BOTH, when=Condition(1, frozenset({"a1"})))
    assert reading.asked([one, two], {1: ("a1",), 2: ("a1",)}) == []


def test_what_is_required_is_asked_for_and_the_rest_let_fall() -> None:
    with pytest.raises(Invalid) as refused:
        reading.answers(ALL, {1: ("a1",), 2: ("a2",)}, binding=True)
    assert list(refused.value.fields) == ["question_3"]
    given = reading.answers(ALL, {1: ("a2",), 3: ("left over",)}, binding=True)
    assert [(each.question.id, each.values) for each in given] == [(1, ("a2",))]
    assert reading.answers(ALL, {}, binding=False) == []


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "words"),
    [
        (Kind.NUMBER, "๑,๒๐๐", "1200", "1200 metres"),
        (Kind.NUMBER, "1.50", "1.5", "1.5 metres"),
        (Kind.DATE, "24/11/2569", "2026-11-24", "24 November 2026"),
        (Kind.TEXT, "  เสา 12 ", "เสา 12", "เสา 12"),
    ],
)
def test_an_answer_is_read(kind: Kind, typed: str, kept: str, words: str) -> None:
    asked = question(1, kind, measure=Bilingual("เมตร", "metres"), least=1, most=2000)
    (answer,) = reading.answers([asked], {1: (typed,)}, binding=True)
    assert answer.values == (kept,)
    assert answer.words.en == words


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        (Kind.NUMBER, "many", "Enter a number like 12 or 1.5"),
        (Kind.NUMBER, "nan", "Enter a number like 12 or 1.5"),
        (Kind.NUMBER, "0", "Enter 1 or more"),
        (Kind.NUMBER, "51", "Enter 50 or less"),
        (Kind.DATE, "soon", "Enter the day like 24/11/2026 or 24 Nov 2026"),
        (Kind.LIST, "a9", "Choose one of the answers"),
        (Kind.TEXT, "x" * 1001, "The text is 1,001 characters long."),
    ],
)
def test_no_answer_is_refused_in_words(kind: Kind, typed: str, words: str) -> None:
    asked = question(1, kind, options=BOTH, least=1, most=50)
    with speaking("en"), pytest.raises(Invalid) as refused:
        reading.answers([asked], {1: (typed,)}, binding=False)
    with speaking("en"):
        assert str(refused.value.fields["question_1"]).startswith(words)


def test_one_of_a_list_is_not_two_and_several_are() -> None:
    with pytest.raises(Invalid):
        reading.read(question(1, Kind.LIST, options=BOTH), ("a1", "a2"))
    several = reading.read(question(1, Kind.MULTI, options=BOTH), ("a2", "a1", "a2"))
    assert several.values == ("a2", "a1")
    assert several.words.th == "ไม่, ใช่"


def test_a_stop_that_was_read_stops_no_more_unless_nothing_may_be_sent() -> None:
    open_end = Stop(1, Bilingual("โทร", "Call"), "1669", may_go_on=True, when=None)
    hurt = Stop(
        2, Bilingual("โทร", "Call"), "199", may_go_on=False, when=Condition(1, frozenset({"a1"}))
    )

    def stops(typed: dict[int, tuple[str, ...]], heard: set[int]) -> list[int]:
        return [one.id for one in reading.interrupting([open_end, hurt], ALL, typed, heard)]

    assert stops({}, set()) == [1]
    assert stops({}, {1}) == []
    assert stops({1: ("a1",)}, {1, 2}) == [2]


def test_placeholders_are_a_fixed_list_put_in_once() -> None:
    assert placeholders.unknown("เรื่อง {number} ของ {unit}") == []
    assert placeholders.unknown("{numbers} {{due}} {} {0.__class__}") == [
        *("{numbers}", "{}", "{0.__class__}", "{", "}")
    ]
    values = {"number": "ขก 2569/000001", "unit": "{number}"}
    assert placeholders.filled("{number}: {unit} {area}", values) == ("ขก 2569/000001: {number} …")


def test_a_rule_is_read_from_whatever_was_kept() -> None:
    assert rule_of(None) == Rule(7, Then.CLOSE)
    assert rule_of({"days": "x", "then": "burn"}) == Rule(7, Then.CLOSE)
    assert rule_of(Rule(14, Then.REMIND).kept()) == Rule(14, Then.REMIND)
    with pytest.raises(Invalid):
        Rule(0).check()
