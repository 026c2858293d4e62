"""Promises as records: their standing, their words, what presses next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from portal.foundation.errors import OutOfOrder
from portal.foundation.i18n import speaking
from portal.response_times import lifecycle, wording
from portal.response_times.lifecycle import State
from portal.response_times.promises import (
    STANDING_LABELS,
    Matter,
    PromiseLine,
    Standing,
    next_due,
    stands_still,
)
from portal.response_times.standards import LABELS, PromiseKind, Standard, Unit

START = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
DUE = START + timedelta(hours=10)
HOUR = timedelta(hours=1)
LINE = PromiseLine(
    matter=Matter("complaint", 7),
    promise_kind=PromiseKind.ANSWER,
    round=1,
    amount=10,
    unit=Unit.CALENDAR_HOURS,
    started_at=START,
    promised_at=START,
    first_due_at=DUE,
    due_at=DUE,
)


@pytest.mark.parametrize(
    ("changes", "at", "standing", "broken"),
    [
        ({}, START, Standing.OPEN, False),
        ({}, START + 7 * HOUR, Standing.OPEN, False),
        ({}, START + 8 * HOUR, Standing.NEARLY_DUE, False),
        ({}, DUE, Standing.NEARLY_DUE, False),
        ({}, DUE + timedelta(seconds=1), Standing.LATE, True),
        ({"met_at": DUE}, DUE + HOUR, Standing.KEPT, False),
        ({"met_at": DUE + HOUR}, DUE + HOUR, Standing.KEPT_LATE, True),
        ({"cancelled_at": START + HOUR}, DUE + HOUR, Standing.CANCELLED, False),
        ({"cancelled_at": DUE + HOUR}, DUE + HOUR, Standing.CANCELLED, True),
        ({"superseded_at": DUE - HOUR}, DUE + HOUR, Standing.SUPERSEDED, False),
        ({"superseded_at": DUE + HOUR}, DUE + HOUR, Standing.SUPERSEDED, True),
        ({"paused_since": START + HOUR}, DUE + HOUR, Standing.PAUSED, False),
        ({"paused_since": DUE + HOUR}, DUE + 2 * HOUR, Standing.LATE, True),
    ],
)
def test_how_a_promise_stands(changes, at, standing, broken):
    line = replace(LINE, **changes)
    assert line.standing(at) is standing
    assert line.was_broken(at) is broken
    assert line.is_open == (standing in {"open", "nearly_due", "late", "paused"})


def test_a_promise_due_at_once_is_nearly_due():
    assert replace(LINE, due_at=START).standing(START) is Standing.NEARLY_DUE


def test_a_named_date_has_no_standard():
    assert LINE.standard == Standard(PromiseKind.ANSWER, 10, Unit.CALENDAR_HOURS)
    assert replace(LINE, amount=None, unit=None).standard is None


def test_what_presses_next():
    paused = replace(LINE, due_at=DUE - 4 * HOUR, paused_since=START)
    met = replace(LINE, due_at=DUE - 3 * HOUR, met_at=START)
    limit = replace(LINE, promise_kind=PromiseKind.REPORTER_ANSWER, due_at=DUE - 2 * HOUR)
    later = replace(LINE, promise_kind=PromiseKind.RESOLVE, due_at=DUE + HOUR)
    assert next_due([paused, met, limit, later, LINE]) == DUE
    assert next_due([paused, met, limit]) is None
    assert not limit.is_duty


def test_news_goes_on_while_the_rest_stands_still():
    assert stands_still(PromiseKind.RESOLVE)
    assert not stands_still(PromiseKind.NEWS)
    assert not stands_still(PromiseKind.REPORTER_ANSWER)


@pytest.mark.parametrize(
    ("unit", "one", "many", "thai"),
    [
        (Unit.CALENDAR_HOURS, "1 hour", "24 hours", "ชั่วโมง"),
        (Unit.WORKING_HOURS, "1 working hour", "24 working hours", "ชั่วโมงทำการ"),
        (Unit.CALENDAR_DAYS, "1 day", "24 days", "วัน"),
        (Unit.WORKING_DAYS, "1 working day", "24 working days", "วันทำการ"),
    ],
)
def test_standards_in_words(unit, one, many, thai):
    with speaking("en"):
        assert Standard(PromiseKind.RESOLVE, 1, unit).words == f"within {one}"
        assert Standard(PromiseKind.RESOLVE, 24, unit).words == f"within {many}"
    with speaking("th"):
        assert Standard(PromiseKind.RESOLVE, 24, unit).words == f"ภายใน 24 {thai}"


@pytest.mark.parametrize(
    ("due_at", "english", "thai"),
    [
        (
            datetime(2026, 12, 8, 17, 0, tzinfo=UTC),
            "First answer by the end of 8 December 2026",
            "ตอบกลับครั้งแรกภายในวันที่ 8 ธันวาคม 2569",
        ),
        (
            datetime(2026, 12, 8, 9, 30, tzinfo=UTC),
            "First answer by 8 December 2026, 16:30",
            "ตอบกลับครั้งแรกภายในวันที่ 8 ธันวาคม 2569 เวลา 16.30 น.",
        ),
    ],
)
def test_promises_in_words(due_at, english, thai):
    line = replace(LINE, due_at=due_at)
    assert line.last_day == date(2026, 12, 8)
    with speaking("en"):
        assert wording.promised(line) == english
    with speaking("th"):
        assert wording.promised(line) == thai


def test_every_label_is_there_in_thai():
    labels = [*LABELS.values(), *STANDING_LABELS.values()]
    labels += [*lifecycle.STATE_LABELS.values(), *lifecycle.REASON_LABELS.values()]
    assert set(LABELS) == set(PromiseKind)
    assert set(STANDING_LABELS) == set(Standing)
    for label in labels:
        with speaking("th"):
            assert str(label) != label.text


def test_the_clock_stops_and_runs_in_turn():
    assert lifecycle.after("pause", State.RUNNING) is State.PAUSED
    assert lifecycle.after("resume", State.PAUSED) is State.RUNNING
    with speaking("en"), pytest.raises(OutOfOrder, match="already stopped"):
        lifecycle.after("pause", State.PAUSED)
    with speaking("en"), pytest.raises(OutOfOrder, match="already running"):
        lifecycle.after("resume", State.RUNNING)
