"""Promises and pauses in the database, from filing to reopening."""

from __future__ import annotations

import contextlib
from datetime import date, datetime, time, timedelta
from random import Random

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import IntegrityError

from portal.foundation.clock import BANGKOK
from portal.foundation.database import db, session
from portal.foundation.errors import Invalid, NotFound, OutOfOrder
from portal.response_times import queries, services, setup
from portal.response_times.lifecycle import PauseReason
from portal.response_times.models import Holiday, Promise
from portal.response_times.promises import Matter, Standing, next_due
from portal.response_times.services import PastMatter
from portal.response_times.standards import PromiseKind, Standard, Unit
from portal.response_times.timetable import NeverOpen, YearMissing

COMPLAINT = Matter("complaint", 2**52 + 7)
OTHER = Matter("complaint", 8)
ACKNOWLEDGE, ANSWER, RESOLVE, NEWS, REPORTER_ANSWER, REPORTER_REOPEN = PromiseKind
WAITING, ON_HOLD = PauseReason.WAITING_FOR_REPORTER, PauseReason.ON_HOLD
USUAL = (
    Standard(ACKNOWLEDGE, 24, Unit.CALENDAR_HOURS),
    Standard(ANSWER, 15, Unit.CALENDAR_DAYS),
    Standard(RESOLVE, 3, Unit.WORKING_DAYS),
)
LIMIT = Standard(REPORTER_ANSWER, 5, Unit.CALENDAR_DAYS)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK)


MONDAY = at("2026-11-23 10:00")
HOUR = timedelta(hours=1)


@pytest.fixture
def office(inside):
    """An office with the usual week and the government's holidays."""
    queries.forget_calendars()
    setup.preset(inside.id)
    yield inside
    queries.forget_calendars()


def file(matter: Matter = COMPLAINT, standards=USUAL, started_at: datetime = MONDAY):
    return services.promise(matter, standards, started_at, started_at)


def dues(matter: Matter = COMPLAINT) -> dict[str, datetime]:
    lines = queries.promises_of(matter)
    return {line.promise_kind: line.due_at for line in lines if line.superseded_at is None}


def standing(kind: PromiseKind, moment: datetime, matter: Matter = COMPLAINT) -> Standing:
    lines = [line for line in queries.promises_of(matter) if line.promise_kind == kind]
    return lines[-1].standing(moment)


def statements_of(work) -> list[str]:
    heard: list[str] = []

    def hear(_connection, _cursor, statement, *_rest):
        heard.append(statement)

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        work()
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)
    return heard


# ── promising ────────────────────────────────────────────────────────────────────────────────────


def test_filing_promises_three_moments(office):
    lines = file()
    assert [line.due_at for line in lines] == [
        at("2026-11-24 10:00"),
        at("2026-12-09 00:00"),
        at("2026-11-26 16:30"),
    ]
    assert queries.promises_of(COMPLAINT) == lines
    assert queries.next_due(COMPLAINT) == at("2026-11-24 10:00")
    assert queries.next_due(OTHER) is None


def test_filing_takes_one_statement(office):
    queries.calendar_of(office.id)
    (statement,) = statements_of(file)
    assert statement.startswith("INSERT INTO promise")


def test_the_calendar_is_loaded_once(office):
    session().info.clear()  # as if the preset had been saved long ago
    assert len(statements_of(lambda: queries.calendar_of(office.id))) == 2
    assert statements_of(lambda: queries.calendar_of(office.id)) == []


def test_a_letter_dated_last_week_is_counted_from_its_date(office):
    services.promise(COMPLAINT, USUAL, at("2026-11-16 10:00"), MONDAY)
    assert dues()[RESOLVE] == at("2026-11-19 16:30")
    assert standing(RESOLVE, MONDAY) is Standing.LATE


def test_a_promise_before_the_matter_began_is_refused(office):
    with pytest.raises(OutOfOrder, match="before the matter began"):
        services.promise(COMPLAINT, USUAL, MONDAY, MONDAY - HOUR)


def test_a_kind_is_promised_once_at_a_time(office):
    file()
    with pytest.raises(IntegrityError), session.begin_nested():
        file()


def test_nothing_is_promised_beyond_the_calendar(office):
    late = at("2028-12-28 10:00")
    with pytest.raises(YearMissing, match="2029"):
        file(started_at=late)
    assert queries.promises_of(COMPLAINT) == []


def test_an_outright_date_replaces_the_former(office):
    file()
    first, second = MONDAY + timedelta(days=7), MONDAY + timedelta(days=9)
    services.promise_by(COMPLAINT, NEWS, first, MONDAY)
    assert services.promise_by(COMPLAINT, NEWS, second, MONDAY + HOUR) == at("2026-11-24 10:00")
    assert dues()[NEWS] == second
    news = [line for line in queries.promises_of(COMPLAINT) if line.promise_kind == NEWS]
    assert [(line.due_at, line.is_open) for line in news] == [(first, False), (second, True)]
    assert all(line.standard is None for line in news)


def test_an_outright_date_for_a_duty_keeps_its_start(office):
    file()
    services.promise_by(COMPLAINT, ANSWER, MONDAY + timedelta(days=20), MONDAY + HOUR)
    line = queries.promises_of(COMPLAINT)[-1]
    assert (line.promise_kind, line.started_at) == (ANSWER, MONDAY)


def test_an_outright_date_lies_ahead(office):
    with pytest.raises(Invalid, match="ahead"):
        services.promise_by(COMPLAINT, NEWS, MONDAY, MONDAY)


# ── meeting and ending ───────────────────────────────────────────────────────────────────────────


def test_meeting_lets_the_next_promise_press(office):
    file()
    assert services.meet(COMPLAINT, ACKNOWLEDGE, MONDAY + HOUR) == at("2026-11-26 16:30")
    assert services.meet(COMPLAINT, RESOLVE, at("2026-11-26 16:30")) == at("2026-12-09 00:00")
    assert services.cancel(COMPLAINT, ANSWER, at("2026-11-26 16:31")) is None
    assert standing(RESOLVE, at("2027-01-01 00:00")) is Standing.KEPT
    assert standing(ANSWER, at("2027-01-01 00:00")) is Standing.CANCELLED


def test_a_promise_is_met_once(office):
    file()
    services.meet(COMPLAINT, ANSWER, MONDAY + HOUR)
    services.meet(COMPLAINT, ANSWER, MONDAY + 2 * HOUR)
    services.cancel(COMPLAINT, ANSWER, MONDAY + 3 * HOUR)
    (line,) = [line for line in queries.promises_of(COMPLAINT) if line.promise_kind == ANSWER]
    assert (line.met_at, line.cancelled_at) == (MONDAY + HOUR, None)


@pytest.mark.parametrize(
    "step",
    [
        lambda moment: services.meet(COMPLAINT, RESOLVE, moment),
        lambda moment: services.cancel(COMPLAINT, RESOLVE, moment),
        lambda moment: services.pause(COMPLAINT, WAITING, moment),
        lambda moment: services.end(COMPLAINT, moment),
        lambda moment: services.reopen(COMPLAINT, USUAL, moment),
        lambda moment: services.change_standards(COMPLAINT, USUAL, moment),
        lambda moment: services.promise_by(COMPLAINT, NEWS, MONDAY, moment),
    ],
)
def test_a_step_before_the_filing_is_refused(office, step):
    file()
    with pytest.raises(OutOfOrder, match="before the matter began"):
        step(MONDAY - timedelta(seconds=1))


def test_an_ended_matter_presses_no_more(office):
    file()
    services.pause(COMPLAINT, WAITING, MONDAY + HOUR)
    services.end(COMPLAINT, MONDAY + 2 * HOUR)
    assert queries.next_due(COMPLAINT) is None
    assert not any(line.is_open for line in queries.promises_of(COMPLAINT))
    (pause,) = queries.pauses_of(COMPLAINT)
    assert pause.ended_at == MONDAY + 2 * HOUR


# ── pauses ───────────────────────────────────────────────────────────────────────────────────────


def test_a_pause_takes_the_pressure_away_and_moves_what_is_due(office):
    file()
    services.meet(COMPLAINT, ACKNOWLEDGE, MONDAY + HOUR)
    assert services.pause(COMPLAINT, WAITING, at("2026-11-24 14:30")) is None
    assert queries.next_due(COMPLAINT) is None
    assert standing(RESOLVE, at("2027-06-01 00:00")) is Standing.PAUSED
    assert services.resume(COMPLAINT, at("2026-11-25 09:30")) == at("2026-11-27 11:30")
    assert dues() == {
        ACKNOWLEDGE: at("2026-11-24 10:00"),  # met before: stays
        ANSWER: at("2026-12-09 19:00"),  # 19 hours
        RESOLVE: at("2026-11-27 11:30"),  # 3 office hours
    }
    promised = {line.promise_kind: line.first_due_at for line in queries.promises_of(COMPLAINT)}
    assert promised[RESOLVE] == at("2026-11-26 16:30")
    assert queries.next_due(COMPLAINT) == at("2026-11-27 11:30")


def test_news_presses_during_a_pause_and_the_reporters_limit_never(office):
    file()
    services.pause(COMPLAINT, ON_HOLD, MONDAY + HOUR)
    (limit,) = services.promise(COMPLAINT, [LIMIT], MONDAY + HOUR, MONDAY + HOUR)
    assert limit.due_at == at("2026-12-01 00:00")  # Saturday the 28th moves to Monday the 30th
    assert queries.next_due(COMPLAINT) is None
    assert queries.limits_of(COMPLAINT) == [limit]
    news = MONDAY + timedelta(days=60)
    assert services.promise_by(COMPLAINT, NEWS, news, MONDAY + HOUR) == news
    assert queries.next_due(COMPLAINT) == news
    services.resume(COMPLAINT, MONDAY + 2 * HOUR)
    assert (dues()[NEWS], dues()[REPORTER_ANSWER]) == (news, limit.due_at)


def test_asking_twice_replaces_the_reporters_limit(office):
    file()
    services.promise(COMPLAINT, [LIMIT], MONDAY + HOUR, MONDAY + HOUR)
    later = MONDAY + timedelta(days=3)
    services.promise(COMPLAINT, [LIMIT], later, later)
    (limit,) = queries.limits_of(COMPLAINT)
    assert limit.due_at == at("2026-12-02 00:00")


def test_what_is_met_during_a_pause_is_judged_by_its_moved_moment(office):
    file()
    services.pause(COMPLAINT, WAITING, at("2026-11-25 08:30"))
    services.meet(COMPLAINT, RESOLVE, at("2026-12-01 10:00"))
    assert standing(RESOLVE, at("2026-12-02 00:00")) is Standing.KEPT
    moved = dues()[RESOLVE]
    services.resume(COMPLAINT, at("2026-12-02 08:30"))
    assert dues()[RESOLVE] == moved


def test_what_was_late_stays_late_through_a_pause(office):
    file()
    broken = dues()[RESOLVE]
    services.pause(COMPLAINT, WAITING, at("2026-11-27 08:30"))
    assert standing(RESOLVE, at("2026-11-28 00:00")) is Standing.LATE
    services.resume(COMPLAINT, at("2026-12-02 08:30"))
    assert dues()[RESOLVE] == broken


def test_overlapping_pauses_are_refused(office):
    file()
    services.pause(COMPLAINT, WAITING, MONDAY + HOUR)
    with pytest.raises(OutOfOrder, match="already stopped"):
        services.pause(COMPLAINT, ON_HOLD, MONDAY + 2 * HOUR)
    with pytest.raises(OutOfOrder, match="before it began"):
        services.resume(COMPLAINT, MONDAY)
    services.resume(COMPLAINT, MONDAY + 3 * HOUR)
    with pytest.raises(OutOfOrder, match="already running"):
        services.resume(COMPLAINT, MONDAY + 4 * HOUR)
    with pytest.raises(OutOfOrder, match="overlap"):
        services.pause(COMPLAINT, ON_HOLD, MONDAY + 2 * HOUR)
    services.pause(COMPLAINT, ON_HOLD, MONDAY + 3 * HOUR)
    assert [line.reason for line in queries.pauses_of(COMPLAINT)] == [WAITING, ON_HOLD]


# ── another category, another round ──────────────────────────────────────────────────────────────


def test_another_category_moves_the_due_moment_from_the_original_start(office):
    file()
    slower = [
        Standard(ACKNOWLEDGE, 48, Unit.CALENDAR_HOURS),
        Standard(RESOLVE, 7, Unit.WORKING_DAYS),
    ]
    services.meet(COMPLAINT, ACKNOWLEDGE, MONDAY + HOUR)
    late = at("2026-11-27 10:00")
    assert services.change_standards(COMPLAINT, slower, late) == at("2026-12-02 16:30")
    former, now = [line for line in queries.promises_of(COMPLAINT) if line.promise_kind == RESOLVE]
    assert former.standing(late) is Standing.SUPERSEDED
    assert former.was_broken(late)
    assert (now.started_at, now.promised_at, now.round) == (MONDAY, late, 1)
    assert [line.promise_kind for line in queries.promises_of(COMPLAINT)].count(ACKNOWLEDGE) == 1


def test_the_same_standard_again_changes_nothing(office):
    file()
    before = queries.promises_of(COMPLAINT)
    services.change_standards(COMPLAINT, USUAL, MONDAY + HOUR)
    assert queries.promises_of(COMPLAINT) == before


def test_another_category_after_and_during_a_pause_takes_both_in(office):
    file()
    services.pause(COMPLAINT, WAITING, at("2026-11-24 08:30"))
    services.resume(COMPLAINT, at("2026-11-25 08:30"))  # a whole office day
    services.pause(COMPLAINT, WAITING, at("2026-11-26 08:30"))
    longer = [Standard(RESOLVE, 5, Unit.WORKING_DAYS)]
    services.change_standards(COMPLAINT, longer, at("2026-11-26 12:00"))
    assert dues()[RESOLVE] == at("2026-12-01 16:30")
    services.resume(COMPLAINT, at("2026-11-27 08:30"))
    assert dues()[RESOLVE] == at("2026-12-02 16:30")


def test_a_category_may_promise_what_was_not_promised_before(office):
    file(standards=USUAL[:2])
    services.change_standards(COMPLAINT, USUAL, MONDAY + timedelta(days=1))
    line = next(line for line in queries.promises_of(COMPLAINT) if line.promise_kind == RESOLVE)
    assert line.started_at == MONDAY


def test_reopening_opens_a_round_of_its_own(office):
    file()
    services.meet(COMPLAINT, ACKNOWLEDGE, MONDAY + HOUR)
    services.meet(COMPLAINT, RESOLVE, MONDAY + 2 * HOUR)
    services.pause(COMPLAINT, WAITING, MONDAY + 3 * HOUR)
    again = at("2026-12-14 09:00")
    assert services.reopen(COMPLAINT, USUAL[1:], again) == at("2026-12-17 16:30")
    lines = queries.promises_of(COMPLAINT)
    assert [(line.round, line.promise_kind) for line in lines] == [
        (1, ACKNOWLEDGE),
        (1, ANSWER),
        (1, RESOLVE),
        (2, ANSWER),
        (2, RESOLVE),
    ]
    assert [line.is_open for line in lines] == [False, False, False, True, True]
    assert queries.pauses_of(COMPLAINT)[-1].ended_at == again
    later = again + HOUR
    services.change_standards(COMPLAINT, [Standard(RESOLVE, 1, Unit.WORKING_DAYS)], later)
    assert dues()[RESOLVE] == at("2026-12-15 16:30")
    services.promise(COMPLAINT, [LIMIT], later, later)
    assert queries.limits_of(COMPLAINT)[0].round == 2


@pytest.mark.parametrize("seed", range(6))
def test_every_verb_says_what_presses_next(office, seed):
    """A random life of a complaint: what a verb returns is what the question answers."""
    chance = Random(seed)
    file()
    moment = MONDAY
    for _step in range(25):
        moment += timedelta(minutes=chance.randrange(3000))
        kind = chance.choice([ACKNOWLEDGE, ANSWER, RESOLVE, NEWS])
        other = [Standard(RESOLVE, chance.randint(1, 9), chance.choice(list(Unit)))]
        verb, *rest = chance.choice(
            [
                (services.meet, kind),
                (services.cancel, kind),
                (services.pause, WAITING),
                (services.resume,),
                (services.promise_by, kind, moment + timedelta(days=2)),
                (services.change_standards, other),
                (services.reopen, USUAL),
            ]
        )
        with contextlib.suppress(OutOfOrder):
            assert verb(COMPLAINT, *rest, moment) == queries.next_due(COMPLAINT)
        lines = queries.promises_of(COMPLAINT)
        assert next_due(lines) == queries.next_due(COMPLAINT)
        kinds = [line.promise_kind for line in lines if line.is_open]
        assert len(kinds) == len(set(kinds))


# ── many at once ─────────────────────────────────────────────────────────────────────────────────


def test_lists_get_the_promises_of_many_matters_in_one_question(office):
    file()
    file(OTHER, USUAL[:1])
    services.change_standards(COMPLAINT, [Standard(RESOLVE, 1, Unit.WORKING_DAYS)], MONDAY + HOUR)
    services.pause(OTHER, WAITING, MONDAY + HOUR)
    found = {}
    wanted = [COMPLAINT.id, OTHER.id, 404]
    heard = statements_of(lambda: found.update(queries.promises_of_many("complaint", wanted)))
    assert len(heard) == 1
    assert [line.promise_kind for line in found[COMPLAINT.id]] == [ACKNOWLEDGE, ANSWER, RESOLVE]
    assert found[OTHER.id][0].paused_since == MONDAY + HOUR
    assert found[404] == []


def test_an_import_promises_from_the_original_beginnings(office):
    known = PastMatter(
        COMPLAINT,
        USUAL,
        MONDAY,
        met={ACKNOWLEDGE: MONDAY + HOUR, ANSWER: MONDAY - HOUR},
    )
    ended = PastMatter(OTHER, USUAL, MONDAY, is_over=True, ended_at=MONDAY + 3 * HOUR)
    untimed = PastMatter(
        Matter("complaint", 9), USUAL, MONDAY, met={ACKNOWLEDGE: MONDAY}, is_over=True
    )
    ancient = PastMatter(Matter("complaint", 10), USUAL, at("2022-05-05 10:00"))
    result = services.promise_many([known, ended, untimed, ancient], MONDAY + timedelta(days=90))
    assert result.next_dues == [
        at("2026-11-26 16:30"),
        None,
        None,
        at("2022-05-06 10:00"),
    ]
    assert (result.written, result.untimed) == (3 + 3 + 1 + 2, 2)
    assert result.without_calendar == {2022: 1}
    assert queries.next_due(COMPLAINT) == at("2026-11-26 16:30")
    assert standing(ANSWER, MONDAY) is Standing.OPEN  # a moment before the filing is not trusted
    assert standing(RESOLVE, MONDAY, OTHER) is Standing.CANCELLED
    assert len(queries.promises_of(Matter("complaint", 9))) == 1


def test_a_large_import_is_written_in_parts(office):
    rows = [PastMatter(Matter("complaint", number), USUAL, MONDAY) for number in range(1, 2001)]
    heard = statements_of(lambda: services.promise_many(rows, MONDAY))
    assert len(session.scalars(select(Promise.id)).all()) == 6000
    assert len(heard) < 20


# ── the calendar ─────────────────────────────────────────────────────────────────────────────────


def test_the_preset_knows_the_holidays_of_government_offices(office):
    days = {line.day: line for line in queries.holidays_of(office.id)}
    assert queries.covered_years(office.id) == set(range(2023, 2029))
    assert days[date(2027, 4, 13)].title_th == "วันสงกรานต์"
    assert days[date(2027, 4, 13)].title_en == "Songkran Festival"
    assert days[date(2028, 4, 17)].title_en == "Songkran Festival (in lieu)"
    assert date(2025, 5, 9) in days  # the Royal Ploughing Ceremony, a day of offices only
    for work in (date(2026, 5, 1), date(2027, 5, 3), date(2027, 1, 9)):
        assert work not in days  # Labour Day, its day in lieu, Children's Day


def test_setting_up_twice_changes_nothing(office):
    services.work_on(date(2027, 4, 13))
    before = setup.dump(office.id)
    setup.preset(office.id)
    assert setup.dump(office.id) == before


def test_a_calendar_moves_with_its_set_up_file(office):
    services.stay_shut_on(date(2027, 4, 16), "วันหยุดท้องถิ่น", "Local holiday")
    services.work_on(date(2027, 4, 14))
    services.set_week((((time(9), time(12)), (time(13), time(15))), *[()] * 6))
    kept = setup.dump(office.id)
    session.execute(Holiday.__table__.delete().where(Holiday.municipality_id == office.id))
    setup.preset(office.id)
    setup.load(office.id, kept)
    assert setup.dump(office.id) == kept
    calendar = queries.calendar_of(office.id)
    assert calendar.is_open_on(date(2027, 4, 12))
    assert date(2027, 4, 16) in calendar.holidays
    assert date(2027, 4, 14) not in calendar.holidays


def test_a_changed_calendar_holds_for_the_next_promise(office):
    file()
    services.stay_shut_on(date(2026, 11, 25), "วันหยุดท้องถิ่น", "Local holiday")
    file(OTHER)
    assert dues()[RESOLVE] == at("2026-11-26 16:30")
    assert dues(OTHER)[RESOLVE] == at("2026-11-27 16:30")
    services.work_on(date(2026, 11, 25))
    assert date(2026, 11, 25) not in queries.calendar_of(office.id).holidays


def test_working_on_a_government_holiday_can_be_taken_back(office):
    services.work_on(date(2027, 4, 13))
    assert date(2027, 4, 13) not in queries.calendar_of(office.id).holidays
    services.stay_shut_on(date(2027, 4, 13), "", "")
    assert date(2027, 4, 13) in queries.calendar_of(office.id).holidays


def test_only_holidays_can_be_struck(office):
    with pytest.raises(NotFound, match="not in the list"):
        services.work_on(date(2027, 4, 12))


def test_an_office_without_hours_is_refused(office):
    with pytest.raises(NeverOpen, match="never opens"):
        services.set_week(((),) * 7)
