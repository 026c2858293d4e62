"""The clock stops and runs again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.foundation.errors import OutOfOrder
from portal.response_times import queries, services
from portal.response_times.lifecycle import PauseReason
from portal.response_times.promises import Standing
from portal.response_times.services.rehearsing import Rehearsal
from portal.response_times.services.rows import new_promise
from portal.response_times.standards import Standard, Unit
from tests.rooms.response_times.filed import (
    ACKNOWLEDGE,
    ANSWER,
    COMPLAINT,
    HOUR,
    LIMIT,
    MONDAY,
    NEWS,
    ON_HOLD,
    REPORTER_ANSWER,
    RESOLVE,
    WAITING,
    at,
    dues,
    file,
    standing,
)

OUTSIDE = PauseReason.OUTSIDE_BODY
DAY = timedelta(days=1)


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


def test_a_second_pause_for_the_same_reason_is_refused_and_none_reaches_into_an_earlier_one(office):
    file()
    services.pause(COMPLAINT, WAITING, MONDAY + HOUR)
    with pytest.raises(OutOfOrder, match="already stopped"):
        services.pause(COMPLAINT, WAITING, MONDAY + 2 * HOUR)
    with pytest.raises(OutOfOrder, match="before it began"):
        services.resume(COMPLAINT, MONDAY)
    with pytest.raises(OutOfOrder, match="already running"):
        services.resume(COMPLAINT, MONDAY + 2 * HOUR, OUTSIDE)
    services.resume(COMPLAINT, MONDAY + 3 * HOUR)
    with pytest.raises(OutOfOrder, match="already running"):
        services.resume(COMPLAINT, MONDAY + 4 * HOUR)
    with pytest.raises(OutOfOrder, match="overlap"):
        services.pause(COMPLAINT, ON_HOLD, MONDAY + 2 * HOUR)
    services.pause(COMPLAINT, ON_HOLD, MONDAY + 3 * HOUR)
    assert [line.reason for line in queries.pauses_of(COMPLAINT)] == [WAITING, ON_HOLD]


def test_where_two_reasons_overlap_time_counts_once(office):
    """Out on Tuesday at 9.00, asked at 11.00, answered at 13.00, back at 15.00: six hours."""
    file()
    services.pause(COMPLAINT, OUTSIDE, at("2026-11-24 09:00"))
    services.pause(COMPLAINT, WAITING, at("2026-11-24 11:00"))
    services.resume(COMPLAINT, at("2026-11-24 13:00"), WAITING)
    assert queries.next_due(COMPLAINT) is None, "an outside body still has it"
    assert standing(RESOLVE, at("2027-06-01 00:00")) is Standing.PAUSED
    services.resume(COMPLAINT, at("2026-11-24 15:00"), OUTSIDE)
    assert dues()[RESOLVE] == at("2026-11-27 14:30")
    assert dues()[ANSWER] == at("2026-12-09 06:00")


def test_two_reasons_that_end_the_other_way_round_move_as_much(office):
    """Out at 9.00, asked at 11.00, back at 13.00, answered at 15.00: the same six hours."""
    file()
    services.pause(COMPLAINT, OUTSIDE, at("2026-11-24 09:00"))
    services.pause(COMPLAINT, WAITING, at("2026-11-24 11:00"))
    services.resume(COMPLAINT, at("2026-11-24 13:00"), OUTSIDE)
    (line,) = (one for one in queries.promises_of(COMPLAINT) if one.promise_kind is RESOLVE)
    assert line.paused_since == at("2026-11-24 09:00"), "it has stood still without a break"
    services.resume(COMPLAINT, at("2026-11-24 15:00"), WAITING)
    assert dues()[RESOLVE] == at("2026-11-27 14:30")


def test_another_standard_in_the_midst_of_overlapping_pauses_counts_no_time_twice(office):
    file()
    services.pause(COMPLAINT, OUTSIDE, at("2026-11-24 09:00"))
    services.pause(COMPLAINT, WAITING, at("2026-11-24 11:00"))
    services.resume(COMPLAINT, at("2026-11-24 13:00"), OUTSIDE)
    longer = Standard(RESOLVE, 4, Unit.WORKING_DAYS)
    services.change_standards(COMPLAINT, [longer], at("2026-11-24 14:00"))
    services.resume(COMPLAINT, at("2026-11-24 15:00"))
    assert dues()[RESOLVE] == at("2026-11-30 14:30")


hours = st.integers(0, 24 * 20)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(hours, hours, st.sampled_from([WAITING, OUTSIDE])), max_size=8))
def test_pauses_in_any_order_move_a_promise_by_the_time_any_of_them_covers(office, spans):
    """Against a plain count of the hours in which at least one pause was open.

    The book is a new one in memory each time; of the database only the calendar is read.
    """
    book, still = Rehearsal(COMPLAINT, [], []), set()
    days = Standard(RESOLVE, 90, Unit.CALENDAR_DAYS)
    book.write(new_promise(COMPLAINT, RESOLVE, (MONDAY, MONDAY, MONDAY + 90 * DAY), 1))
    book.promises[0].amount, book.promises[0].unit = days.amount, days.unit
    changes: dict[int, list[tuple[str, PauseReason]]] = {}
    free = {WAITING: 0, OUTSIDE: 0}
    for first, second, reason in sorted(spans):
        begins, ends = min(first, second), max(first, second)
        if begins <= free[reason] or begins == ends:
            continue
        free[reason] = ends
        changes.setdefault(begins, []).append(("pause", reason))
        changes.setdefault(ends, []).append(("resume", reason))
        still |= set(range(begins, ends))
    for hour, moves in sorted(changes.items()):
        for verb, reason in sorted(moves):
            if verb == "pause":
                book.pause(reason, MONDAY + hour * HOUR)
            else:
                book.resume(MONDAY + hour * HOUR, reason)
    assert book.promises[0].due_at == MONDAY + 90 * DAY + len(still) * HOUR
    assert sum((end - begin for begin, end in book.finished), 0 * HOUR) == len(still) * HOUR
