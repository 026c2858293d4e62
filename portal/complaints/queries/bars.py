"""The promise bar of a complaint, drawn from what was promised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from portal.foundation import promise_bar
from portal.foundation.promise_bar import Bar, Promised
from portal.response_times.promises import PauseLine, PromiseLine


def bar_of(
    filed_at: datetime,
    ended_at: datetime | None,
    lines: Sequence[PromiseLine],
    pauses: Iterable[PauseLine],
    at: datetime,
) -> Bar:
    """The bar of the present round, as it stands at `at`; `ended_at` when it was done or closed.

    A reopened complaint starts again at the round's first promise. Only the municipality's own
    duties are on it: the reporter's limits press nobody here.
    """
    newest = max((line.round for line in lines), default=1)
    now = [line for line in lines if line.round == newest and line.superseded_at is None]
    duties = [line for line in now if line.is_duty]
    start = min((line.started_at for line in duties), default=filed_at) if newest > 1 else filed_at
    return promise_bar.draw(
        start,
        at,
        [
            Promised(line.label, line.due_at, line.met_at, line.promise_kind, line.cancelled_at)
            for line in duties
        ],
        ended_at=ended_at,
        pauses=[(pause.began_at, pause.ended_at) for pause in pauses],
    )


def open_pause(lines: Iterable[PromiseLine]) -> datetime | None:
    """Since when the clock stands still, told by the promises alone: for rows of a list."""
    return next((line.paused_since for line in lines if line.paused_since is not None), None)
