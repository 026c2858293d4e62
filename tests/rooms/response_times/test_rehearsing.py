"""A past that is rehearsed and written once is the past the verbs would have made."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from portal.foundation.errors import OutOfOrder
from portal.response_times import queries, services
from portal.response_times.standards import Standard, Unit
from tests.rooms.response_times.filed import (
    ACKNOWLEDGE,
    ANSWER,
    COMPLAINT,
    LIMIT,
    MONDAY,
    NEWS,
    OTHER,
    RESOLVE,
    USUAL,
    WAITING,
    file,
    statements_of,
)


def a_life(seed: int):
    """Steps of a complaint's life: a verb, what it is told, and when."""
    chance = Random(seed)
    moment = MONDAY
    for _step in range(20):
        moment += timedelta(minutes=chance.randrange(1, 3000))
        kind = chance.choice([ACKNOWLEDGE, ANSWER, RESOLVE, NEWS])
        other = [Standard(RESOLVE, chance.randint(1, 9), chance.choice(list(Unit)))]
        verb, *told = chance.choice(
            [
                ("meet", kind),
                ("cancel", kind),
                ("pause", WAITING),
                ("resume",),
                ("promise_by", kind, moment + timedelta(days=2)),
                ("promise", [LIMIT], moment),
                ("change_standards", other),
                ("reopen", USUAL),
                ("end",),
            ]
        )
        yield verb, told, moment


@pytest.mark.parametrize("seed", range(8))
def test_a_rehearsed_past_is_the_one_the_verbs_make(office, seed):
    file(COMPLAINT)
    book = services.rehearse(OTHER)
    book.promise(USUAL, MONDAY, MONDAY)
    for verb, told, moment in a_life(seed):
        with contextlib.suppress(OutOfOrder):
            getattr(services, verb)(COMPLAINT, *told, moment)
        with contextlib.suppress(OutOfOrder):
            getattr(book, verb)(*told, moment)
    services.write_rehearsals([book])
    assert book.next_due() == queries.next_due(OTHER) == queries.next_due(COMPLAINT)
    for question in (queries.promises_of, queries.pauses_of):
        assert [replace(line, matter=COMPLAINT) for line in question(OTHER)] == question(COMPLAINT)


def test_a_rehearsed_past_is_written_in_two_statements(office):
    queries.calendar_of(office.id)
    book = services.rehearse(OTHER)
    book.promise(USUAL, MONDAY, MONDAY)
    book.pause(WAITING, MONDAY)
    heard = statements_of(lambda: services.write_rehearsals([book]))
    assert [statement.split()[2] for statement in heard] == ["promise", "pause"]
