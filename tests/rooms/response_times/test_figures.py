"""Figures against the database: what is counted, what is kept, and for how long."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import func, select, update

from portal.foundation.clock import BANGKOK
from portal.foundation.database import session
from portal.foundation.jobs import Job, run_due
from portal.response_times import jobs_figures
from portal.response_times import services as times
from portal.response_times.facts import Course, Labels, Told
from portal.response_times.figures import periods
from portal.response_times.figures.exporting import line_values
from portal.response_times.figures.periods import Period, Span
from portal.response_times.figures.shares import Course as PromiseCourse
from portal.response_times.figures.shares import was_kept
from portal.response_times.figures.sheets import By, as_json
from portal.response_times.lifecycle import Evidence, Outcome
from portal.response_times.models import FigureSheet, MatterFact, Pause, Promise
from portal.response_times.queries import figures as queries
from portal.response_times.queries import figures_now
from portal.response_times.services import figures
from tests import makers

KIND = "complaint"
AT = datetime(2026, 11, 23, 10, tzinfo=BANGKOK)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
YEAR = periods.last_days(Span.YEAR_TO_DAY, 365, date(2026, 11, 23))


OF_A_COURSE = ("reopened", "forwarded_at", "next_due_at", "rating", "evidence")


def told(number: int, filed_at: datetime, days: float | None = None, **more: object) -> Told:
    outcome = more.pop("outcome", Outcome.RESOLVED if days is not None else None)
    course = {name: more.pop(name) for name in OF_A_COURSE if name in more}
    ended = filed_at + days * DAY if days is not None else None
    return Told(number, Labels(**more), Course(filed_at, outcome, "", ended, **course))


def tell(*matters: Told) -> None:
    times.tell(KIND, matters)
    session.flush()


def whole(period: Period = YEAR, at: datetime = AT, unit_id: int = 0):
    return figures.counted(KIND, period, [By.ALL], at, unit_id)[By.ALL]


def a_year(n: int = 40) -> list[Told]:
    """Every other one is open; the ended ones took 1, 3, 5 … days."""
    return [
        told(
            number,
            AT - 200 * DAY + number * HOUR,
            number if number % 2 else None,
            category_id=number % 3,
            unit_id=1 + number % 2,
            channel="web",
        )
        for number in range(n)
    ]


def test_what_is_open_counts_in_the_median(office):
    tell(*a_year())
    time = whole().all.measured("resolve")
    assert (time.n, time.ended) == (40, 20)
    assert time.median.at == 39 * 86_400
    assert time.ninetieth.at is None


def test_reopened_forwarded_overdue_and_not_counted(office):
    tell(
        told(1, AT - 9 * DAY, reopened=2, forwarded_at=AT - DAY),
        told(2, AT - 8 * DAY, next_due_at=AT - HOUR),
        told(3, AT - 8 * DAY, is_counted=False),
    )
    sheet = whole()
    line = sheet.all
    assert (line.received, line.open, line.overdue) == (2, 2, 1)
    assert (line.forwarded, line.reopened, sheet.not_counted) == (1, 1, 1)


def test_without_a_known_end_a_matter_is_untimed_and_in_no_time(office):
    tell(*a_year(), Told(99, Labels(), Course(AT - 20 * DAY, Outcome.RESOLVED)))
    line = whole().all
    assert (line.received, line.untimed) == (41, 1)
    assert line.measured("resolve").n == 40


def test_cohorts_are_by_filing_and_closures_by_their_end(office):
    tell(told(1, AT - 400 * DAY, 390.0), told(2, AT - 9 * DAY, 1.0, outcome=Outcome.UNFIXED))
    line = whole().all
    assert line.received == 1
    assert line.closed == {"resolved": 1, "unfixed": 1}
    assert line.unfixed.n == 2
    assert sum(left for _week, _came, left in whole().flow) == 2


def test_a_unit_sees_its_own_and_groups_add_up(office):
    tell(*a_year())
    assert whole(unit_id=1).all.received == 20
    sheets = figures.counted(KIND, YEAR, list(By), AT)
    for sheet in sheets.values():
        assert sum(line.received for line in sheet.lines) == 40


def test_ratings_and_evidence_are_counted_with_their_n(office):
    tell(
        *(
            told(n, AT - 9 * DAY, 1.0, rating=1 + n % 5, evidence=Evidence.PHOTO, category_id=n % 2)
            for n in range(20)
        ),
        told(20, AT - 8 * DAY, 1.0, evidence=Evidence.REASON, category_id=3),
        told(21, AT - 8 * DAY, 1.0, category_id=3),
        told(22, AT - 8 * DAY, rating=1, category_id=3),
        told(23, AT - 8 * DAY, rating=5, category_id=3, is_counted=False),
    )
    line = whole().all
    assert line.stars == [5, 4, 4, 4, 4]
    assert (line.pleased.part, line.pleased.n) == (8, 21)
    assert (line.evident().part, line.evident().n) == (20, 22)
    assert line.evident(Evidence.REASON).part == 1
    by = figures.counted(KIND, YEAR, [By.CATEGORY], AT)[By.CATEGORY]
    assert [by.line(key).pleased.n for key in "013"] == [10, 10, 1]
    values = line_values(by.line("3"))
    assert (values["rated_n"], values["rated_1"], values["rated_4_5_share"]) == (1, None, None)
    assert (values["resolved_n"], values["after_photo_share"]) == (2, None)
    assert line_values(line)["rated_4_5_share"] == round(8 / 21, 6)


def test_an_empty_municipality_has_one_empty_line(office):
    sheet = whole()
    assert (len(sheet.lines), sheet.all.received, sheet.curves) == (1, 0, {})
    now = figures_now.now(KIND, AT, AT)
    assert (now.open, now.ages, now.waiting) == (0, (0,) * 6, {})


def a_promise(number: int, chance: Random) -> Promise:
    def some(days: float) -> datetime | None:
        return AT + chance.uniform(-days, days) * DAY if chance.random() < 0.4 else None

    due_at = AT + chance.uniform(-60, 15) * DAY
    met, cancelled, superseded = some(60), some(60), some(60)
    return Promise(
        municipality_id=None,
        matter_kind=KIND,
        matter_id=number,
        promise_kind="resolve",
        round=1,
        started_at=AT - 90 * DAY,
        promised_at=AT - 90 * DAY,
        first_due_at=due_at,
        due_at=due_at,
        met_at=met,
        cancelled_at=None if met else cancelled,
        superseded_at=None if met or cancelled else superseded,
    )


def test_promises_in_sql_are_counted_as_the_rule_says(office):
    chance = Random(7)
    tell(*(told(number, AT - 90 * DAY) for number in range(300)))
    promises = [a_promise(number, chance) for number in range(300)]
    session.add_all(promises)
    paused = {}
    for number in range(0, 300, 3):
        paused[number] = AT - chance.uniform(0, 60) * DAY
        session.add(
            Pause(
                matter_kind=KIND,
                matter_id=number,
                reason="on_hold",
                began_at=paused[number],
                stopped_since=paused[number],
            )
        )
    session.flush()
    kept = [
        was_kept(
            PromiseCourse(
                one.due_at, one.met_at, one.cancelled_at, one.superseded_at, paused.get(number)
            ),
            AT,
        )
        for number, one in enumerate(promises)
    ]
    share = whole().all.in_time("resolve")
    assert (share.part, share.n) == (kept.count(True), len(kept) - kept.count(None))
    months = figures.counted(KIND, YEAR, [By.MONTH], AT)[By.MONTH]
    assert sum(line.in_time("resolve").n for line in months.lines) == share.n
    assert months.line("2026-10").in_time("resolve").n == sum(
        one is not None and promise.due_at.astimezone(BANGKOK).month == 10
        for one, promise in zip(kept, promises, strict=True)
    )


def test_now_is_counted_once_a_minute_and_by_label(office):
    tell(*a_year(), told(77, AT - HOUR, officer_id=5), told(78, AT - 2 * HOUR, 0.05, officer_id=5))
    midnight = AT.replace(hour=0)
    now = figures_now.now(KIND, AT, midnight)
    assert (now.received, now.ended, now.open, sum(now.ages)) == (2, 1, 21, 21)
    mine = figures_now.now(KIND, AT, midnight, officer_id=5)
    assert (mine.open, mine.received) == (1, 2)
    tell(told(79, AT))
    assert figures_now.now(KIND, AT, midnight) == now
    figures_now.forget()
    assert figures_now.now(KIND, AT, midnight).open == 22


def test_the_question_of_now_uses_the_index_of_open_matters(office):
    if session.get_bind().dialect.name == "sqlite":
        asked = select(func.count()).where(
            MatterFact.matter_kind == KIND,
            MatterFact.municipality_id == office.id,
            figures_now.IS_OPEN,
        )
        bound = {"literal_binds": True}
        words = asked.compile(session.get_bind(), compile_kwargs=bound)
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {words}")
        assert "ix_matter_fact_open" in str(plan.all())


def kept_rows() -> int:
    return session.scalar(select(func.count()).select_from(FigureSheet)) or 0


def test_what_was_counted_is_kept_until_it_is_old(town):
    with town.work():
        tell(*a_year())
    with town.look():
        first = figures.kept(KIND, YEAR, [By.ALL, By.UNIT], AT)
        assert kept_rows() == 2
    with town.work():
        tell(told(555, AT - DAY))
    with town.look():
        again = figures.kept(KIND, YEAR, [By.ALL], AT + figures.FRESH / 2)
        assert again[By.ALL].all.received == first[By.ALL].all.received == 40
        later = figures.kept(KIND, YEAR, [By.ALL], AT + figures.FRESH)
        assert later[By.ALL].all.received == 41
        earlier = figures.kept(KIND, YEAR, [By.ALL], AT - DAY)
        assert earlier[By.ALL].at == AT - DAY
        assert kept_rows() == 2


@pytest.mark.parametrize(
    ("seconds", "age", "fresh"),
    [(0.1, 5, True), (0.1, 11, False), (3.0, 300, True), (3.0, 60 * 15, False), (3.0, -1, False)],
)
def test_slow_sheets_are_counted_once_a_day(seconds, age, fresh):
    sheet = figures.Sheet(AT, seconds=seconds)
    assert figures.is_fresh(sheet, AT, AT + age * timedelta(minutes=1)) is fresh


def test_the_nightly_job_counts_once_and_removes_what_is_old(town):
    with town.work():
        tell(*a_year())
    with town.app.app_context():
        jobs_figures.count_figures(AT)
    with town.look():
        n = kept_rows()
        whole = select(func.count()).where(FigureSheet.unit_id == 0)
        assert session.scalar(whole) == len(By) * len(figures.standing(AT.date()))
        assert figures.count_standing(KIND, AT + HOUR) == 0
    with town.work() as current:
        current.execute(update(FigureSheet).values(made_at=AT - figures.KEPT - DAY))
    with town.app.app_context():
        job = Job("figures", timedelta(hours=1), jobs_figures.count_figures)
        assert run_due((job,), lambda: AT) == ["figures"]
    with town.look():
        assert kept_rows() == n
        assert not list(queries.kept_sheets(KIND, YEAR.before.before, 0, [By.ALL]))


def test_the_command_prints_every_figure_with_its_n(town):
    with town.work():
        tell(*a_year())
    run = town.app.test_cli_runner().invoke
    asked = ["response-times", "figures", "--municipality", makers.SLUG, "--json"]
    days = ["--from", "2025-11-24", "--to", "2026-11-23"]
    answer = run(args=[*asked, *days, "--by", "unit"])
    assert answer.exit_code == 0, answer.output
    found = json.loads(answer.output)
    assert [line["received"] for line in found["lines"]] == [20, 20]
    assert found["lines"][0]["resolve_calendar_n"] == 20
    assert found["lines"][0]["resolve_calendar_half"] is not None
    wrong = run(args=[*asked, "--from", "2026-11-23", "--to", "2026-01-01"])
    assert wrong.exit_code == 1
    assert "before it begins" in wrong.output or "ก่อนวันแรก" in wrong.output
    nobody = run(args=["response-times", "figures", "--municipality", "nowhere", *days])
    assert nobody.exit_code == 1


def test_each_units_sheets_are_counted_with_the_others(town):
    with town.work():
        tell(*a_year(), told(99, AT - 9 * DAY, unit_id=2, is_counted=False))
    with town.look():
        figures.count_standing(KIND, AT)
        rows = session.execute(select(FigureSheet.unit_id, FigureSheet.first_day)).all()
        assert {row.unit_id for row in rows if row.first_day == YEAR.first} == {0, 1, 2}
        for unit_id in (0, 1, 2):
            kept = queries.kept_sheets(KIND, YEAR, unit_id, list(By))
            fresh = figures.counted(KIND, YEAR, list(By), AT, unit_id)
            assert set(kept) == set(By)
            for by, (_made_at, sheet) in kept.items():
                sheet.seconds = fresh[by].seconds = 0.0
                ones = (json.dumps(as_json(one), sort_keys=True) for one in (sheet, fresh[by]))
                assert len(set(ones)) == 1, (unit_id, by)
        assert figures.count_standing(KIND, AT + HOUR) == 0
