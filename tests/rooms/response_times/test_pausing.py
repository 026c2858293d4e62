"""The clock stops and runs again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.foundation.errors import OutOfOrder
from portal.response_times import queries, services
from portal.response_times.promises import Standing
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
