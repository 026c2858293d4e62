"""Another category, another round."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from random import Random

import pytest

from portal.foundation.errors import OutOfOrder
from portal.response_times import queries, services
from portal.response_times.promises import Standing, next_due
from portal.response_times.standards import Standard, Unit
from tests.rooms.response_times.filed import (
    ACKNOWLEDGE,
    ANSWER,
    COMPLAINT,
    HOUR,
    LIMIT,
    MONDAY,
    NEWS,
    RESOLVE,
    USUAL,
    WAITING,
    at,
    dues,
    file,
)


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
