"""Who took part: every figure of a town of 20,000 acts counted again from its plain rows."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from portal.participation.ledger import services as ledger
from portal.participation.ledger.services import Stated
from portal.participation.ledger.terms import LEVEL_OF, STEP_OF, ActKind
from portal.participation.projects.terms import Influence, Step
from portal.participation.residents.terms import Age, Sex
from portal.places import services as places
from portal.reports import services
from portal.reports.content import FEW, Content, Records, Table, Value
from portal.reports.terms import ReportKind
from tests.fixtures.portal import Town
from tests.ideas import a_stage, an_idea, resident
from tests.makers import MONDAY
from tests.rooms.reports import town as made_up
from tests.rooms.reports.town import LIVING, Act

WHOLE = sum(LIVING.values())
FEWEST = 5


def drawn_up(
    period: str = "fy-2026", project: int = 0, kind: ReportKind = ReportKind.PARTICIPATION
) -> tuple[Content, dict[str, Records]]:
    return services.drawn_up(kind, services.scope_of(kind, period, project, MONDAY))


def table(content: Content, key: str) -> Table:
    return next(one for part in content.sections for one in part.tables if one.key == key)


def column(content: Content, key: str, place: int = 0) -> dict[str, Value]:
    return {row.key: row.cells[place] for row in table(content, key).rows}


def value(content: Content, key: str) -> Value:
    found = content.figure(key)
    assert found is not None, key
    return found.value


def people(acts: list[Act]) -> set[int]:
    return {one.person for one in acts if one.person is not None}


def test_every_figure_of_who_took_part_is_what_the_rows_say(inside: Town) -> None:
    areas = made_up.population(inside)
    every = made_up.acts(inside, list(areas.values()))
    acts = [one for one in every if one.is_inside]
    content, records = drawn_up()
    n = len(people(acts))
    assert value(content, "participants") == n
    assert value(content, "acts") == sum(one.n for one in acts)
    assert value(content, "nameless") == sum(one.n for one in acts if one.person is None)
    assert value(content, "rate") == pytest.approx(n / WHOLE)
    first: dict[int, bool] = {}
    for one in sorted(every, key=lambda act: act.day):
        if one.is_counted and one.person is not None:
            first.setdefault(one.person, one.day >= made_up.FIRST)
    new = sum(first[person] for person in people(acts))
    assert value(content, "newcomers") == pytest.approx(new / n)
    counts_steps_ways_and_levels(content, acts)
    counts_groups(content, acts, areas)
    assert sum(int(row[-1].th) for row in records["acts"].rows) == sum(one.n for one in acts)


def counts_steps_ways_and_levels(content: Content, acts: list[Act]) -> None:
    by_step: dict[Step, list[Act]] = defaultdict(list)
    deepest: dict[int, int] = {}
    order = list(Influence)
    for one in acts:
        by_step[STEP_OF[ActKind(one.kind)]].append(one)
        if one.person is not None:
            level = order.index(LEVEL_OF[ActKind(one.kind)])
            deepest[one.person] = max(deepest.get(one.person, 0), level)
    assert column(content, "by_step") == {step: len(people(by_step[step])) for step in Step}
    assert column(content, "by_step", 1) == {
        step: sum(one.n for one in by_step[step]) for step in Step
    }
    ways: Counter[str] = Counter()
    for one in acts:
        ways[one.way] += one.n
    assert column(content, "by_channel") == ways
    assert column(content, "by_channel", 1) == {
        way: pytest.approx(n / ways.total()) for way, n in ways.items()
    }
    told = dict.fromkeys(order, 0) | {order[at]: n for at, n in Counter(deepest.values()).items()}
    assert {key: n for key, n in column(content, "by_level").items() if n != FEW} == {
        key: n for key, n in told.items() if column(content, "by_level")[key] != FEW
    }


def counts_groups(content: Content, acts: list[Act], areas: dict[str, int]) -> None:
    """The group of the last act of each counts; those of one to four are withheld with another."""
    last: dict[int, Act] = {}
    for one in acts:
        if one.person is not None:
            last[one.person] = one
    ages = Counter(one.age for one in last.values())
    assert column(content, "by_age") == {age: ages[age] for age in (*Age, "")}
    each = WHOLE // 5
    assert column(content, "by_age", 1) == {**dict.fromkeys(Age, each), "": None}
    rates = [ages[age] / each for age in Age]
    assert value(content, "representativeness_age") == pytest.approx(min(rates) / max(rates))
    known = sum(ages[age] for age in Age)
    same = sum(min(ages[age] / known, 1 / 5) for age in Age)
    assert value(content, "similarity_age") == pytest.approx(same)
    assert value(content, "known_age") == pytest.approx(known / len(last))
    withholds_small_groups(content, last, areas)


def withholds_small_groups(content: Content, last: dict[int, Act], areas: dict[str, int]) -> None:
    sexes = Counter(one.sex for one in last.values())
    assert 0 < sexes["O"] < FEWEST, "the made-up town has a small group"
    shown = column(content, "by_sex")
    assert shown["O"] == FEW
    assert list(shown.values()).count(FEW) == 2
    assert sum(n for n in shown.values() if isinstance(n, int)) < len(last) - FEWEST + 1
    assert value(content, "representativeness_sex") is None, "it would tell of the small group"
    assert all(n in {FEW, sexes[key]} for key, n in shown.items())
    small = Counter(one.area for one in last.values())[areas["3"]]
    assert 0 < small < FEWEST
    assert column(content, "by_area")[str(areas["3"])] == FEW
    assert column(content, "by_area", 2)[str(areas["3"])] == FEW, "the rate would tell"


def test_without_a_population_rates_are_left_out_and_it_is_said(inside: Town) -> None:
    content, _records = drawn_up()
    for key in ("rate", "representativeness_age", "similarity_area", "ideas_rate"):
        found = content.figure(key)
        assert found is not None
        assert found.value is None
        assert "population" in found.remark.en
    assert any("population" in one.en for one in content.warnings)


def test_nothing_is_never_a_nought_that_is_none(inside: Town) -> None:
    """A year without anything: shares have words, and no number is not a number."""
    made_up.population(inside)
    content, _records = drawn_up("fy-2020")
    for section in content.sections:
        for one in section.figures:
            assert one.value == one.value, one.key
            if one.value is None:
                assert one.remark.th, one.key
                assert one.remark.en, one.key
    for key in ("newcomers", "replied", "milestones", "satisfied_voters", "cared", "hidden"):
        assert value(content, key) is None, key
    complaints, _records = drawn_up("fy-2020", kind=ReportKind.COMPLAINTS)
    assert value(complaints, "c_received") == 0
    for section in complaints.sections:
        for one in section.figures:
            assert one.value == one.value, one.key
            assert one.value is not None or one.remark.en, one.key


def test_an_old_table_of_the_population_is_said(inside: Town) -> None:
    made_up.population(inside)
    content, _records = drawn_up("fy-2026")
    assert not any("two years" in one.en for one in content.warnings)
    later = services.scope_of(
        ReportKind.PARTICIPATION, "fy-2028", 0, MONDAY.replace(year=MONDAY.year + 3)
    )
    content, _records = services.drawn_up(ReportKind.PARTICIPATION, later)
    assert any("two years older" in one.en for one in content.warnings)


def test_every_sex_has_a_row_when_somebody_is_of_it(inside: Town) -> None:
    made_up.population(inside)
    content, _records = drawn_up()
    assert set(column(content, "by_sex")) == {Sex.FEMALE, Sex.MALE, ""}


def test_an_area_that_was_closed_keeps_its_people_and_says_so(inside: Town) -> None:
    """Borders change: what was counted in an area stays there, under its name of then."""
    areas = made_up.population(inside)
    stage = a_stage()
    for n in range(6):
        me = resident(f"r{n}")
        ledger.state(me, Stated(area_id=areas["2"]))
        an_idea(stage, by=me)
    places.close_area(areas["2"], at=MONDAY)
    content, _records = drawn_up("fy-2027")
    row = next(one for one in table(content, "by_area").rows if one.key == str(areas["2"]))
    assert "no longer an area" in row.label.en
    assert row.cells[0] == 6
