"""Ideas, votes, works, results and complaints: small towns whose figures are reckoned by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

import pytest
from flask import current_app
from sqlalchemy import select

from portal.accounts import queries as people
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from portal.municipalities import queries as municipalities
from portal.participation.ballots.services import casting, counting
from portal.participation.chain import services as chain
from portal.participation.chain.terms import Kind
from portal.participation.forums import services as meetings
from portal.participation.forums.services import (
    DecisionPlan,
    ForumPlan,
    GroupPlan,
    Guest,
)
from portal.participation.forums.terms import How
from portal.participation.ideas import services as ideas
from portal.participation.ideas.models import Idea
from portal.participation.ideas.services import NewAnswer, NewComment, Target
from portal.participation.ideas.terms import Answered, Ground
from portal.participation.monitoring import services as works
from portal.participation.monitoring.progress import Money
from portal.participation.monitoring.services import MilestonePlan, NewInspection
from portal.participation.monitoring.terms import Verdict
from portal.participation.plans.services import deciding
from portal.participation.plans.services.deciding import Grant
from portal.participation.projects.queries import ProjectLine
from portal.participation.projects.terms import Tool, Who
from portal.participation.residents.acting import Channel
from portal.participation.results import services as results
from portal.participation.results.services import BenefitPlan, NewCheck, PactPlan, ResultPlan
from portal.participation.results.terms import Condition
from portal.participation.tasks import services as together
from portal.participation.tasks.services import NewGift, TaskPlan
from portal.reports import services
from portal.reports.content import Content, Records
from portal.reports.queries import funnel
from portal.reports.terms import ReportKind
from portal.response_times.figures import periods
from portal.response_times.figures.sheets import By
from portal.response_times.figures.spells import Measure
from portal.response_times.services import figures
from tests import ballots, makers, plans, projects
from tests.fixtures.portal import Town
from tests.ideas import a_stage, an_idea, resident
from tests.makers import MONDAY
from tests.rooms.reports import town as made_up
from tests.rooms.reports.test_counting_acts import column, table, value

DAY = timedelta(days=1)
TODAY = MONDAY.date()
PERIOD = "fy-2027"
"""The fiscal year of MONDAY."""
NOTHING = Bilingual("", "")
ROAD = Bilingual("ถนนใช้งานได้แล้ว", "The road is open")


def drawn_up(
    at: object = MONDAY, kind: ReportKind = ReportKind.PARTICIPATION
) -> tuple[Content, dict[str, Records]]:
    content, records = services.drawn_up(kind, services.scope_of(kind, PERIOD, 0, at))  # type: ignore[arg-type]
    addresses = current_app.url_map.bind("localhost")
    for key, one in records.items():
        for link in {link.partition("?")[0].partition("#")[0] for link in one.links if link}:
            assert addresses.match(link, method="GET"), (key, link)
    return content, records


def answered(town: Town, idea: Idea, days: float, state: Answered = Answered.ACCEPTED) -> None:
    unit = municipalities.unit_ids()["works"]
    session.refresh(idea)
    new = NewAnswer(state, "จะทำในปีหน้า", unit, news_on=None)
    ideas.answer(town.actor(Role.CLERK), idea.id, new, seen=idea.version, at=MONDAY + days * DAY)


def test_ideas_are_answered_in_time_late_or_not_at_all(inside: Town) -> None:
    made_up.population(inside)
    stage = a_stage(days=60)
    made = [an_idea(stage, by=resident(f"r{n}")) for n in range(12)]
    for n, days in enumerate((2, 4, 6, 8, 10, 40)):
        answered(inside, made[n], days, Answered.ACCEPTED if n else Answered.DECLINED)
    officer = inside.actor(Role.OFFICER)
    ideas.hide(officer, Target(made[11].id), Ground.INSULT, "มีคำดูหมิ่น", at=MONDAY)
    merged = made[10]
    session.refresh(merged)
    ideas.merge(officer, merged.id, made[0].running, "เรื่องเดียวกัน", seen=merged.version, at=MONDAY)
    content, records = drawn_up(MONDAY + 41 * DAY)
    assert value(content, "ideas") == 10
    assert len(records["ideas"].rows) == 10
    assert value(content, "ideas_rate") == pytest.approx(10 / 13_700 * 1000)
    assert value(content, "replied") == pytest.approx(6 / 10)
    assert value(content, "reply_in_time") == pytest.approx(5 / 10)
    assert value(content, "reply_overdue") == 4
    # six of ten events, four censored at 41 days: half are answered with the fifth
    assert value(content, "reply_half") == 10
    assert value(content, "reply_ninety") is None
    assert column(content, "by_answer")[Answered.ACCEPTED] == 5
    assert column(content, "by_answer")[Answered.DECLINED] == 1
    assert column(content, "by_answer")[""] == 4
    assert column(content, "funnel")["answered"] == 6
    assert column(content, "funnel", 2)["answered"] == 6, "of 2 4 6 8 10 40, the third"
    assert value(content, "hidden") == pytest.approx(1 / 12)


def test_the_funnel_follows_the_links_day_by_day(inside: Town) -> None:
    clerk, stage = inside.actor(Role.CLERK), a_stage()
    one, two, _three = (an_idea(stage, by=resident(f"r{n}")) for n in range(3))
    answered(inside, one, 2)
    planned = plans.a_plan(clerk, plans.item(), at=MONDAY)
    grant = Grant(plans.FIRST_YEAR, 40_000_000, "เทศบัญญัติ หน้า 12")
    item, money = deciding.put_in_budget(
        clerk, planned.id, 1, grant, seen=None, at=MONDAY + 9 * DAY
    )
    for idea in (one, two):
        chain.link(clerk, (Kind.IDEA, idea.id), (Kind.PLAN_ITEM, item.id), MONDAY)
    content, records = drawn_up(MONDAY + 10 * DAY)
    reached = column(content, "funnel")
    assert (reached["filed"], reached["answered"]) == (3, 1)
    assert funnel.budgeted_on() == {money.id: TODAY + 9 * DAY}
    assert reached["budgeted"] == 2
    assert (reached["contracted"], reached["finished"], reached["used"]) == (0, 0, 0)
    far = [row[-1].en for row in records["ideas"].rows]
    assert far == ["In the budget of a year"] * 2 + ["Put forward"]
    assert column(drawn_up(MONDAY + 8 * DAY)[0], "funnel")["budgeted"] == 0, "not yet on that day"


def test_votes_are_told_by_their_newest_count(inside: Town) -> None:
    stage = ballots.a_vote(inside.actor(Role.CLERK))
    for n, marks in enumerate(({1: 1}, {1: 1, 2: 1}, {1: 1}, {2: 1}, {2: 1}, {3: 1})):
        casting.cast(ballots.resident(n), stage.id, marks, at=ballots.VOTING)
    assert value(drawn_up(ballots.COUNTING)[0], "votes") == 0
    counting.count_due(ballots.COUNTING)
    content, records = drawn_up(ballots.COUNTING + DAY)
    assert [[cell.en for cell in row] for row in records["votes"].rows] == [
        ["1", projects.TITLE.en, "2026-12-04", "6"]
    ]
    assert value(content, "votes") == 1
    assert value(content, "ballots") == 6
    (row,) = table(content, "by_vote").rows
    chosen, offered, satang = row.cells[1:4]
    won = {1: 300_000, 2: 500_000}
    assert (chosen, offered, satang) == (2, 4, sum(won.values()) * 100)
    assert value(content, "citizen_decided") == sum(won.values()) * 100
    assert row.cells[4] == pytest.approx(800_000 / ballots.MONEY)
    told = content.figure("satisfied_voters")
    assert told is not None
    assert told.value == "few", "one voter chose nothing that won: the rest would be told"


def test_milestones_money_inspections_and_findings(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    stage = projects.stage(Tool.MONITORING, MONDAY - DAY, 60, Who.SIGNED_IN)
    unit = municipalities.unit_ids()["works"]
    project = projects.a_project(clerk, stage, at=MONDAY, unit_id=unit)
    projects.a_project(clerk, stage, at=MONDAY, unit_id=unit)
    first = TODAY - 20 * DAY
    for done in (TODAY - 5 * DAY, TODAY - 2 * DAY, TODAY - DAY, None):
        plan = MilestonePlan(ROAD, 10, first, TODAY - 3 * DAY, first if done else None, done)
        late = {"reason": Bilingual("ฝนตก", "Rain")} if done and done > TODAY - 3 * DAY else {}
        works.save_milestone(
            clerk, project.id, MilestonePlan(*plan_values(plan), **late), at=MONDAY
        )
    works.save_money(clerk, project.id, Money(2027, 100_000, 90_000, 45_000), at=MONDAY)
    works.save_money(clerk, project.id, Money(2026, 100_000, 90_000, 90_000), at=MONDAY)
    seen = NewInspection(uuid4(), Verdict.BAD, findings="ไม่มีป้ายเตือน")
    works.inspect(resident("me"), project.stages[0].id, seen, who="x", at=MONDAY)
    content, records = drawn_up(MONDAY + 50 * DAY)
    assert value(content, "milestones") == pytest.approx(3 / 4)
    assert value(content, "delay") == 1, "of -2, 1, 2 the middle"
    assert len(records["milestones"].rows) == 4
    assert value(content, "executed") == pytest.approx(0.45)
    assert [row.cells for row in table(content, "by_money").rows] == [
        (100_000, 90_000, 45_000, pytest.approx(0.45))
    ]
    assert value(content, "inspected") == pytest.approx(1 / 2)
    assert value(content, "findings_in_time") == 0
    lists = {key: [[cell.en for cell in row] for row in one.rows] for key, one in records.items()}
    assert lists["inspections"] == [["1", "1", "2026-11-23", "Bad"]]
    assert lists["findings"] == [["1", "1", "2026-11-30", ""]]


def plan_values(plan: MilestonePlan) -> tuple[object, ...]:
    return (
        plan.title,
        plan.weight,
        plan.planned_from,
        plan.planned_to,
        plan.begun_on,
        plan.done_on,
    )


@dataclass(frozen=True)
class Used:
    """Two projects in use, this year's and last year's."""

    new: ProjectLine
    old: ProjectLine
    areas: dict[str, int]


@pytest.fixture
def used(inside: Town) -> Used:
    areas, clerk = made_up.population(inside), inside.actor(Role.CLERK)
    stage = projects.stage(Tool.RESULT, MONDAY - DAY, 60, Who.SIGNED_IN)
    new, old = (projects.a_project(clerk, stage, at=MONDAY) for _n in range(2))
    for one, since in ((new, TODAY - DAY), (old, date(2026, 3, 1))):
        plan = ResultPlan(ROAD, NOTHING, NOTHING, None, None, since, NOTHING, NOTHING)
        results.save_result(clerk, one.id, plan, seen=0, at=MONDAY)
    return Used(new, old, areas)


def test_what_is_in_use_and_looked_after(inside: Town, used: Used) -> None:
    clerk = inside.actor(Role.CLERK)
    plan = PactPlan(ROAD, "ชมรม", 3, TODAY, None)
    pact = results.save_pact(clerk, used.new.id, plan, at=MONDAY)
    assert value(drawn_up(MONDAY + DAY)[0], "cared") == 0, "nobody has looked yet"
    look = NewCheck(uuid4(), TODAY, Condition.GOOD, "รดน้ำแล้ว")
    results.check(clerk, pact.id, look, at=MONDAY)
    content, records = drawn_up(MONDAY + DAY)
    assert value(content, "in_use") == 1, "the other has been used since the year before"
    assert len(records["used"].rows) == 2
    assert value(content, "cared") == pytest.approx(1 / 2)


def test_stars_of_fewer_than_five_are_not_told(inside: Town, used: Used) -> None:
    stage_id = used.new.stages[0].id
    for n, stars in enumerate((5, 4, 4, 2)):
        results.rate(resident(f"r{n}"), stage_id, stars, "", at=MONDAY)
    found = drawn_up(MONDAY + DAY)[0].figure("satisfaction")
    assert found is not None
    assert (found.value, found.part, found.n) == (None, None, 4)
    assert cells_of(drawn_up(MONDAY + DAY)[1]["stars"]) == [["1", projects.TITLE.en, "4", "–"]]
    results.rate(resident("r9"), stage_id, 5, "", at=MONDAY)
    assert cells_of(drawn_up(MONDAY + DAY)[1]["stars"]) == [["1", projects.TITLE.en, "5", "4"]]
    found = drawn_up(MONDAY + DAY)[0].figure("satisfaction")
    assert found is not None
    assert (found.part, found.n) == (4, 5)
    assert found.low == pytest.approx(0.3755, abs=1e-3), "Wilson, 4 of 5"
    assert found.high == pytest.approx(0.9638, abs=1e-3)


def test_who_benefits_by_area_and_how_evenly(inside: Town, used: Used) -> None:
    clerk, areas = inside.actor(Role.CLERK), used.areas
    for code, n in (("1", 900), ("2", 100)):
        results.save_benefit(clerk, used.new.id, BenefitPlan(ROAD, n, areas[code]), at=MONDAY)
    results.save_benefit(clerk, used.old.id, BenefitPlan(ROAD, 300, areas["2"]), at=MONDAY)
    content, _records = drawn_up(MONDAY + DAY)
    told = {areas["1"]: 900, areas["2"]: 400, areas["3"]: 0}
    assert column(content, "by_benefit") == {**{str(id_): n for id_, n in told.items()}, "": 0}
    assert column(content, "by_benefit", 2)[str(areas["1"])] == pytest.approx(100)
    # the 700 people of the third area get nothing, the other 13,000 a tenth each
    assert value(content, "benefit_gini") == pytest.approx(700 / 13_700)


def test_complaints_that_are_late_stand_in_the_list_behind_the_figure(inside: Town) -> None:
    made = [makers.complaint(at=MONDAY + n * DAY) for n in range(3)]
    content, records = drawn_up(MONDAY + 30 * DAY, ReportKind.COMPLAINTS)
    assert value(content, "c_received") == 3
    assert value(content, "c_open") == 3
    assert value(content, "c_overdue") == 3
    rows = records["overdue"].rows
    assert len(rows) == len(made)
    text = " ".join(cell.en + cell.th for row in rows for cell in row)
    assert "ไฟถนนดับ" not in text, "neither what was written nor by whom"


def test_reports_and_pages_count_complaints_alike(inside: Town) -> None:
    """The brief way of reports against the whole one of the pages."""
    for n in range(14):
        makers.complaint(at=MONDAY - timedelta(days=n, hours=n))
    at = MONDAY + 40 * DAY
    period = periods.named(PERIOD, at.date())
    bys = (By.ALL, By.CATEGORY, By.UNIT, By.AREA)
    whole, brief = (
        count("complaint", period, bys, at) for count in (figures.counted, figures.briefly)
    )
    for by in bys:
        ours = {line.key: line for line in brief[by].lines}
        assert ours.keys() == {line.key for line in whole[by].lines}
        for line in whole[by].lines:
            mine = ours[line.key]
            assert (mine.received, mine.open, mine.overdue) == (
                line.received,
                line.open,
                line.overdue,
            )
            assert (mine.promises, mine.stars) == (line.promises, line.stars)
            assert mine.measured(Measure.RESOLVE) == line.measured(Measure.RESOLVE)
    assert brief[By.ALL].all.received == 14
    assert brief[By.ALL].not_counted == whole[By.ALL].not_counted


def test_what_was_said_by_name_is_in_no_report(inside: Town) -> None:
    """Names, addresses and words of residents stand nowhere in a report or a list behind it."""
    stage = a_stage()
    for n in range(3):
        idea = an_idea(stage, by=resident(f"somsri{n}"))
        said = NewComment(uuid4(), "โทรหาดิฉันที่ 081 234 5678")
        ideas.comment(resident(f"somchai{n}"), idea.id, said, at=MONDAY)
    content, records = drawn_up(MONDAY + DAY)
    written = repr(content) + repr(records)
    for person in people.staff():
        assert person.name not in written
    for words in ("somsri", "somchai", "081 234", "0812345678", "โทรหา"):
        assert words not in written
    assert session.scalars(select(Idea.title)).first() not in written, "it is looked up when read"


def test_people_hours_and_gifts_of_work_together(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    stage = projects.stage(Tool.TASKS, MONDAY - DAY, 60, Who.SIGNED_IN)
    project = projects.a_project(clerk, stage, at=MONDAY)
    two = [together.save_task(clerk, project.id, a_task(n), at=MONDAY).id for n in (1, 2)]
    minutes: dict[int, dict[int, int | None]] = {one: {} for one in two}
    for n in range(5):
        for task_id in two:
            row = together.sign_up(resident(f"w{n}"), task_id, f"w{n}", "", at=MONDAY)
            minutes[task_id][row.id] = 100 if n else 0
    for task_id in two:
        aunt = together.take_down(clerk, task_id, "ป้าสมศรี", Channel.FORUM, at=MONDAY)
        minutes[task_id][aunt.id] = 50
        together.attend(clerk, task_id, minutes[task_id], at=MONDAY + 3 * DAY)
    for satang in (120_000, 30_050):
        gift = NewGift(uuid4(), "สีน้ำ", 2)
        together.record_gift(clerk, project.id, gift, value=satang, at=MONDAY)
    content, records = drawn_up(MONDAY + 10 * DAY)
    assert value(content, "volunteers") == 4 + 2, "four accounts, and two lines without one"
    assert value(content, "hours") == pytest.approx(15.0), "2 × (4 × 100 + 50) minutes"
    attended = content.figure("attended")
    assert attended is not None
    assert attended.value == "few", "two of those with a place did not come"
    assert (value(content, "gifts"), value(content, "gift_value")) == (2, 150_050)
    assert [row.cells for row in table(content, "by_together").rows] == [(2, 10, 15.0, 2, 150_050)]
    hours = [[cell.en for cell in row] for row in records["tasks"].rows]
    assert [row[2:] for row in hours] == [["2026-11-24", "7.5"], ["2026-11-25", "7.5"]]
    worth = [[cell.en for cell in row] for row in records["gifts"].rows]
    assert [row[-1] for row in worth] == ["1,200", "300.50"]


def cells_of(records: Records) -> list[list[str]]:
    return [[cell.en for cell in row] for row in records.rows]


def a_task(days: int) -> TaskPlan:
    begin = MONDAY + days * DAY
    return TaskPlan(ROAD, NOTHING, ROAD, NOTHING, begin, begin + timedelta(hours=4), 9)


def test_forums_who_came_and_how_soon_the_minutes_were_published(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    stage = projects.stage(Tool.FORUM, MONDAY - DAY, 60, Who.SIGNED_IN)
    project = projects.a_project(clerk, stage, at=MONDAY)
    for n, (came, late) in enumerate(((40, 3), (3, 20), (7, None), (9, None))):
        begin = MONDAY + n * 10 * DAY
        announced = TODAY if n else None
        plan = ForumPlan(ROAD, ROAD, NOTHING, begin, begin + timedelta(hours=2), None, announced)
        forum_id = meetings.save_forum(clerk, project.id, plan, at=MONDAY).id
        meetings.save_group(clerk, forum_id, GroupPlan(ROAD, 30), at=MONDAY)
        meetings.add_heads(clerk, forum_id, Guest(), came, at=begin)
        decision = DecisionPlan(ROAD, How.CONSENT)
        meetings.save_decision(clerk, forum_id, decision, at=begin)
        if late is not None:
            at = begin + late * DAY
            meetings.save_minutes(clerk, forum_id, ROAD, seen=1, at=at)
    content, records = drawn_up(MONDAY + 38 * DAY)
    assert value(content, "forums") == 4
    assert value(content, "forum_people") == 59
    assert value(content, "announced") == pytest.approx(3 / 4)
    assert value(content, "minutes_in_time") == pytest.approx(1 / 3), "the last is not due yet"
    rows = [row.cells for row in table(content, "by_forum").rows]
    assert rows == [(30, 40, 1), (30, 3, 1), (30, 7, 1), (30, 9, 1)]
    assert cells_of(records["forums"])[0][2:] == ["2026-11-23", "30", "40", "2026-11-26"]
    assert cells_of(records["forums"])[2][5] == ""
