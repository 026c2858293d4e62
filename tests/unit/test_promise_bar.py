"""The promise bar's geometry: places, order, what is late, what was paused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation import promise_bar
from portal.foundation.promise_bar import LENGTH, Promised, Standing, draw, nearness

pytestmark = pytest.mark.no_database

FILED = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def promised(due: float, met: float | None = None, label: str = "Resolved") -> Promised:
    """A promise, due and met so many days after filing."""
    return Promised(label, FILED + due * DAY, None if met is None else FILED + met * DAY)


def tones(bar: promise_bar.Bar) -> list[tuple[int, int, str]]:
    return [(piece.start, piece.end, piece.tone) for piece in bar.stretches]


def test_the_line_runs_from_filing_to_now_and_on_to_the_last_promise() -> None:
    bar = draw(FILED, FILED + 5 * DAY, [promised(20)])
    assert tones(bar) == [(0, 250, "past"), (250, 1000, "ahead")]
    assert [(point.x, point.tone) for point in bar.points] == [(0, "filed"), (250, "now")]
    assert [(tick.x, tick.tone) for tick in bar.ticks] == [(1000, "waiting")]
    assert not bar.ended


def test_a_promise_kept_in_time_is_a_point_before_its_tick() -> None:
    bar = draw(FILED, FILED + 8 * DAY, [promised(4, met=2), promised(10)])
    assert [line.standing for line in bar.lines] == [Standing.KEPT, Standing.WAITING]
    assert [(point.x, point.tone, point.number) for point in bar.points] == [
        (0, "filed", 0),
        (200, "kept", 1),
        (800, "now", 0),
    ]
    assert [tick.x for tick in bar.ticks] == [400, 1000]


def test_lateness_runs_from_the_promise_to_its_meeting_or_to_now() -> None:
    bar = draw(FILED, FILED + 20 * DAY, [promised(4, met=6), promised(10)])
    assert [piece for piece in tones(bar) if piece[2] == "late"] == [
        (200, 300, "late"),
        (500, 1000, "late"),
    ]
    kept_late, overdue = bar.lines
    assert (kept_late.standing, kept_late.late_days, kept_late.late_hours) == ("kept_late", 2, 0)
    assert (overdue.standing, overdue.late_days) == ("overdue", 10)
    assert bar.how_many("overdue", "kept_late") == 2


def test_lateness_of_several_promises_is_painted_once() -> None:
    bar = draw(FILED, FILED + 10 * DAY, [promised(2), promised(5)])
    assert [piece for piece in tones(bar) if piece[2] == "late"] == [(200, 1000, "late")]


def test_pauses_are_hatched_and_an_open_one_reaches_to_now() -> None:
    at = FILED + 10 * DAY
    pauses = [(FILED + 2 * DAY, FILED + 3 * DAY), (FILED + 8 * DAY, None)]
    bar = draw(FILED, at, [promised(20)], pauses=pauses)
    assert [piece for piece in tones(bar) if piece[2] == "paused"] == [
        (100, 150, "paused"),
        (400, 500, "paused"),
    ]
    assert bar.paused


def test_a_finished_matter_ends_its_line_and_is_not_paused() -> None:
    bar = draw(
        FILED,
        FILED + 90 * DAY,
        [promised(10, met=5)],
        ended_at=FILED + 5 * DAY,
        pauses=[(FILED + 4 * DAY, None)],
    )
    assert bar.ended
    assert not bar.paused
    assert [(point.x, point.tone) for point in bar.points] == [(0, "filed"), (500, "kept")]


def test_a_matter_closed_without_keeping_a_promise_shows_its_end() -> None:
    bar = draw(FILED, FILED + 9 * DAY, [promised(10)], ended_at=FILED + 5 * DAY)
    assert [line.standing for line in bar.lines] == [Standing.DROPPED]
    assert bar.ticks == ()
    assert bar.points[-1].tone == "end"


def test_a_cancelled_promise_owes_nothing_after_its_cancelling() -> None:
    cancelled = Promised("Answer", FILED + 4 * DAY, dropped_at=FILED + 3 * DAY)
    bar = draw(FILED, FILED + 30 * DAY, [cancelled, promised(40)])
    assert [line.standing for line in bar.lines] == [Standing.DROPPED, Standing.WAITING]
    late = Promised("Answer", FILED + 4 * DAY, dropped_at=FILED + 6 * DAY)
    line = draw(FILED, FILED + 30 * DAY, [late]).lines[0]
    assert (line.standing, line.late_days) == (Standing.OVERDUE, 2)


def test_points_too_near_are_pushed_apart_in_their_order() -> None:
    bar = draw(FILED, FILED + HOUR, [promised(30), promised(1, met=0.01)])
    assert [point.tone for point in bar.points] == ["filed", "kept", "now"]
    assert [point.x for point in bar.points] == [0, 48, 96]


def test_a_matter_of_this_very_moment_can_be_drawn() -> None:
    bar = draw(FILED, FILED, [])
    assert [point.x for point in bar.points] == [0, 48]
    assert bar.lines == ()


MOMENTS = st.floats(min_value=0, max_value=400)


@given(
    elapsed=MOMENTS,
    dues=st.lists(st.tuples(MOMENTS, st.none() | MOMENTS), max_size=8),
    ended=st.none() | MOMENTS,
)
def test_everything_stays_on_the_line(
    elapsed: float, dues: list[tuple[float, float | None]], ended: float | None
) -> None:
    at = FILED + elapsed * DAY
    promises = [
        promised(due, met if met is not None and met <= elapsed else None) for due, met in dues
    ]
    ended_at = FILED + ended * DAY if ended is not None and ended <= elapsed else None
    bar = draw(FILED, at, promises, ended_at=ended_at)
    places = [point.x for point in bar.points]
    assert places == sorted(set(places))
    assert all(0 <= x <= LENGTH for x in [*places, *(tick.x for tick in bar.ticks)])
    assert all(0 <= piece.start < piece.end <= LENGTH for piece in bar.stretches)
    assert len(bar.lines) == len(dues)


@pytest.mark.parametrize(
    ("hours", "tone", "days"),
    [
        (-49, "late", 2),
        (-1, "late", 0),
        (0, "today", 0),
        (9, "today", 0),
        (15, "soon", 1),
        (24 * 5, "later", 5),
    ],
)
def test_nearness_counts_days_of_bangkok(hours: int, tone: str, days: int) -> None:
    noon = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
    assert nearness(noon + hours * HOUR, noon) == promise_bar.Nearness(tone, days)
