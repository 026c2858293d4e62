"""Count each night what may be said of complaints like a new one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import delete, insert

from portal.foundation import tenancy
from portal.foundation.database import session
from portal.response_times.forecasting.statements import WINDOW, Statement, statements
from portal.response_times.models import Forecast
from portal.response_times.queries.forecasts import pasts


def counted(kind: str, at: datetime) -> list[Statement]:
    """What can be said of matters of a kind, from the year before `at`. Changes nothing."""
    since = at - timedelta(seconds=WINDOW)
    return list(statements(pasts(kind, since), at.timestamp()).values())


def keep(kind: str, stated: Sequence[Statement], at: datetime) -> None:
    """Put these forecasts, counted at `at`, in place of the former ones."""
    session.execute(delete(Forecast).where(Forecast.matter_kind == kind))
    here = tenancy.municipality_id()
    rows = [
        {"municipality_id": here, "matter_kind": kind, "made_at": at, **_values(statement)}
        for statement in stated
    ]
    session.execute(insert(Forecast), rows)


def _values(statement: Statement) -> dict[str, object]:
    category_id, area_id = statement.key
    median, p90 = statement.times
    finished = statement.n - statement.open
    return {
        "category_id": category_id,
        "area_id": area_id,
        "n": statement.n,
        "resolved": statement.resolved,
        "median_seconds": None if median is None else ceil(median),
        "p90_seconds": None if p90 is None else ceil(p90),
        "open_share": statement.open / statement.n if statement.n else 0.0,
        "untimed_share": statement.untimed / finished if finished else 0.0,
        "withheld": statement.withheld or "",
    }
