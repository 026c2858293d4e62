"""Which rule takes a complaint: conditions, order, why earlier ones do not, what never can."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.complaints.routing import drafts, matching
from portal.complaints.routing.forms import clock_time, minute_of
from portal.complaints.routing.matching import Asked, Ground, Hours, Rule
from portal.foundation.clock import BANGKOK
from portal.foundation.errors import Invalid
from portal.foundation.i18n import speaking

MONDAY = datetime(2026, 11, 23, 10, tzinfo=BANGKOK)
GROUND = Ground(frozenset({1, 2, 3}), frozenset({7, 8}), frozenset({10, 20}), {100: 10, 200: 20})
EVERY = Rule(1, 1, "Everything", 10)
ASKED = Asked("ไฟถนนดับหน้าโรงเรียน", 1, 7, MONDAY, is_office_open=True)
DRAFT = drafts.Draft("A rule", 10)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with speaking("en"):
        yield


def own(*days: int, since: int, until: int) -> Rule:
    return replace(
        EVERY, hours=Hours.OWN, weekdays=frozenset(days), since=since * 60, until=until * 60
    )


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        (EVERY, None),
        (replace(EVERY, is_active=False), "It is switched off."),
        (replace(EVERY, unit_id=99), "The unit it names is no longer there."),
        (replace(EVERY, categories=frozenset({1, 2})), None),
        (replace(EVERY, categories=frozenset({2})), "It is for other categories."),
        (replace(EVERY, areas=frozenset({8})), "It is for other areas."),
        (replace(EVERY, hours=Hours.OFFICE), None),
        (replace(EVERY, hours=Hours.OUTSIDE), "It is for another time."),
        (replace(EVERY, keywords=("น้ำท่วม", "โรงเรียน")), None),
        (replace(EVERY, keywords=("น้ำท่วม",)), "None of its words is in the text."),
        (own(1, since=9, until=12), None),
        (own(1, since=11, until=12), "It is for another time."),
        (own(2, since=9, until=12), "It is for another time."),
        (own(1, since=22, until=6), "It is for another time."),
        (own(7, since=22, until=11), None),
    ],
)
def test_each_condition_holds_or_says_why_not(rule: Rule, why: str | None) -> None:
    found = matching.why_not(rule, ASKED, GROUND)
    assert (str(found) if found else None) == why


def test_the_first_that_holds_fires_and_the_earlier_say_why() -> None:
    rules = [
        replace(EVERY, id=5, number=1, categories=frozenset({2})),
        replace(EVERY, id=6, number=2, keywords=("ไฟ",), unit_id=20, officer_id=200),
        replace(EVERY, id=7, number=3),
    ]
    outcome = matching.fire(rules, ASKED, GROUND)
    assert outcome.rule is rules[1]
    assert (outcome.unit_id, outcome.officer_id) == (20, 200)
    assert [(one.rule.id, str(one.why)) for one in outcome.passed] == [
        (5, "It is for other categories.")
    ]


@pytest.mark.parametrize(
    "ground",
    [
        replace(GROUND, away=frozenset({200})),
        replace(GROUND, people={200: 10}),
        replace(GROUND, people={}),
    ],
)
def test_who_is_away_or_gone_leaves_it_to_the_unit(ground: Ground) -> None:
    outcome = matching.fire([replace(EVERY, unit_id=20, officer_id=200)], ASKED, ground)
    assert (outcome.unit_id, outcome.officer_id, outcome.person_missing) == (20, None, True)


@pytest.mark.parametrize(
    ("text", "keyword", "found"),
    [
        ("ไฟถนนดับหน้าโรงเรียน", "หน้าโรงเรียน", True),
        ("ไฟถนนดับหน้าโรงเรียน", "โรง", True),
        ("น้ำท่วมขังในซอย", "น้ำท่วม", True),
        ("นํ้าท่วมขังในซอย", "น้ำท่วม", True),
        ("Two LIGHTS are out", "light", True),
        ("โคมไฟแตก", "ไฟถนน", True),
        ("สุนัขจรจัด", "ไฟถนน", False),
        ("", "ไฟ", False),
        ("ไฟดับ", "!!", False),
    ],
)
def test_words_are_found_by_clusters_and_by_what_they_mean(
    text: str, keyword: str, found: bool
) -> None:
    assert matching.speaks_of(text, keyword) is found


def test_the_office_is_open_by_its_hours_and_holidays() -> None:
    week = [((time(8, 30), time(12)), (time(13), time(0)))] + [()] * 6
    at = MONDAY.replace
    asked = [at(hour=8), at(hour=8, minute=30), at(hour=12), at(hour=23, minute=59)]
    assert [matching.is_open(week, set(), one) for one in asked] == [False, True, False, True]
    assert not matching.is_open(week, {MONDAY.date()}, MONDAY)
    assert not matching.is_open(week, set(), MONDAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (replace(DRAFT, title="  "), "title"),
        (replace(DRAFT, title="x" * 121), "title"),
        (replace(DRAFT, categories=(9,)), "categories"),
        (replace(DRAFT, areas=(9,)), "areas"),
        (replace(DRAFT, unit_id=99), "to"),
        (replace(DRAFT, officer_id=200), "to"),
        (replace(DRAFT, hours=Hours.OWN, since=1, until=2), "weekdays"),
        (replace(DRAFT, hours=Hours.OWN, weekdays=(8,), since=1, until=2), "weekdays"),
        (replace(DRAFT, hours=Hours.OWN, weekdays=(1,), since=60, until=60), "until"),
        (replace(DRAFT, hours=Hours.OWN, weekdays=(1,), since=-1, until=60), "since"),
        (replace(DRAFT, keywords=("…!",)), "keywords"),
        (replace(DRAFT, keywords=("ก" * 61,)), "keywords"),
        (replace(DRAFT, keywords=tuple(f"w{n}" for n in range(51))), "keywords"),
    ],
)
def test_a_rule_that_could_never_fire_is_refused_in_words(draft: drafts.Draft, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        drafts.checked(draft, GROUND)
    assert list(refused.value.fields) == [field]


def test_office_hours_are_refused_where_the_office_never_opens() -> None:
    with pytest.raises(Invalid):
        drafts.checked(replace(DRAFT, hours=Hours.OFFICE), replace(GROUND, has_office_hours=False))


def test_what_became_impossible_is_said_at_the_rule() -> None:
    rules = [
        replace(EVERY, id=1, categories=frozenset({9})),
        replace(EVERY, id=2, areas=frozenset({9})),
        replace(EVERY, id=3, unit_id=99),
        replace(EVERY, id=4, number=4, categories=frozenset({1, 2})),
        replace(EVERY, id=5, categories=frozenset({1}), keywords=("ไฟ",)),
        replace(EVERY, id=6, categories=frozenset({3})),
        replace(EVERY, id=7, unit_id=20, officer_id=100),
    ]
    said = {
        key: [str(one) for one in each] for key, each in matching.warnings(rules, GROUND).items()
    }
    assert set(said) == {1, 2, 3, 5, 7}
    assert said[5] == ["It never fires: rule 4 takes all of it before."]
    assert "goes to the unit" in said[7][0]


SOME = st.frozensets(st.sampled_from([1, 2, 3]), max_size=3)
PLACES = st.frozensets(st.sampled_from([7, 8]), max_size=2)
RULES = st.builds(
    Rule,
    id=st.integers(1, 9),
    number=st.integers(1, 9),
    title=st.just("A rule"),
    unit_id=st.sampled_from([10, 20, 99]),
    officer_id=st.sampled_from([None, 100, 200]),
    is_active=st.booleans(),
    categories=SOME,
    areas=PLACES,
    hours=st.sampled_from([Hours.ALWAYS, Hours.OFFICE, Hours.OUTSIDE, Hours.OWN]),
    weekdays=st.frozensets(st.integers(1, 7), min_size=1),
    since=st.integers(0, 1439),
    until=st.integers(1, 1440),
    keywords=st.sampled_from([(), ("ไฟ",), ("น้ำ", "ไฟ")]),
)
QUESTIONS = st.builds(
    Asked,
    text=st.sampled_from(["ไฟดับ", "น้ำรั่ว", "สุนัข"]),
    category_id=st.sampled_from([None, 1, 2, 3]),
    area_id=st.sampled_from([None, 7, 8]),
    at=st.integers(0, 7 * 24 * 60).map(lambda minutes: MONDAY + timedelta(minutes=minutes)),
    is_office_open=st.booleans(),
)


@given(st.lists(RULES, max_size=5), QUESTIONS)
def test_whatever_the_rules_one_fires_or_each_says_why(rules: list[Rule], asked: Asked) -> None:
    outcome = matching.fire(rules, asked, GROUND)
    told = len(outcome.passed) + (outcome.rule is not None)
    assert told == (len(rules) if outcome.rule is None else rules.index(outcome.rule) + 1)
    assert outcome.unit_id in {None, *GROUND.units}
    assert outcome.officer_id is None or GROUND.people[outcome.officer_id] == outcome.unit_id


@given(RULES, RULES, QUESTIONS)
def test_what_is_said_to_be_taken_before_is_taken_before(
    first: Rule, other: Rule, asked: Asked
) -> None:
    if matching.covers(first, other, GROUND) and matching.why_not(other, asked, GROUND) is None:
        assert matching.why_not(first, asked, GROUND) is None


@given(st.integers(0, 1440))
def test_times_are_read_back_as_they_are_written(minutes: int) -> None:
    assert minute_of(clock_time(minutes)) == minutes


@pytest.mark.parametrize("typed", ["", "25.00", "8", "08.60", "24.01", "-1.00", "8.5"])
def test_what_is_no_time_is_none(typed: str) -> None:
    assert minute_of(typed) is None
