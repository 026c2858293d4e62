"""Promises of many matters at once."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from portal.foundation.database import session
from portal.response_times import queries, services
from portal.response_times.models import Promise
from portal.response_times.promises import Matter, Standing
from portal.response_times.services import PastMatter
from portal.response_times.standards import Standard, Unit
from tests.rooms.response_times.filed import (
    ACKNOWLEDGE,
    ANSWER,
    COMPLAINT,
    HOUR,
    MONDAY,
    OTHER,
    RESOLVE,
    USUAL,
    WAITING,
    at,
    file,
    standing,
    statements_of,
)


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
