"""Promises in the database: given, met, cancelled, ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from portal.foundation.database import session
from portal.foundation.errors import Invalid, OutOfOrder
from portal.response_times import queries, services
from portal.response_times.promises import Standing
from portal.response_times.timetable import YearMissing
from tests.rooms.response_times.filed import (
    ACKNOWLEDGE,
    ANSWER,
    COMPLAINT,
    HOUR,
    MONDAY,
    NEWS,
    OTHER,
    RESOLVE,
    USUAL,
    WAITING,
    at,
    dues,
    file,
    standing,
    statements_of,
)


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


def test_an_end_may_meet_some_promises_and_cancels_the_others(office):
    file()
    services.end(COMPLAINT, MONDAY + HOUR, met=(ACKNOWLEDGE, RESOLVE))
    found = [standing(kind, MONDAY + HOUR) for kind in (ACKNOWLEDGE, ANSWER, RESOLVE)]
    assert found == [Standing.KEPT, Standing.CANCELLED, Standing.KEPT]
