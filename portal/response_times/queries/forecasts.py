"""Questions about forecasts: the past they are counted from, and what a page may say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, func, or_, select

from portal.foundation import database
from portal.foundation.database import session
from portal.response_times.forecasting.seen import Past
from portal.response_times.forecasting.statements import Withheld, most_alike
from portal.response_times.forecasting.wording import ForecastLine
from portal.response_times.models import Forecast, MatterFact, Promise
from portal.response_times.standards import PromiseKind

FORECAST_KEPT = timedelta(days=7)
"""A forecast that was counted longer ago is no longer shown: the nightly count does not run."""
_ROWS_AT_ONCE = 10_000

_ALIKE = select(
    Forecast.category_id,
    Forecast.area_id,
    Forecast.n,
    Forecast.median_seconds,
    Forecast.p90_seconds,
    Forecast.open_share,
    Forecast.untimed_share,
    Forecast.made_at,
    Forecast.withheld,
).where(
    Forecast.matter_kind == bindparam("kind"),
    or_(
        Forecast.category_id.is_(None),
        and_(
            Forecast.category_id == bindparam("category_id"),
            or_(Forecast.area_id.is_(None), Forecast.area_id == bindparam("area_id")),
        ),
    ),
)


def forecast_of(
    kind: str, category_id: int | None, area_id: int | None, at: datetime
) -> ForecastLine | None:
    """What is said of a matter of this category in this area; None where none was counted yet."""
    asked = {"kind": kind, "category_id": category_id, "area_id": area_id}
    rows = {(row.category_id, row.area_id): row for row in database.run(_ALIKE, asked)}
    row = most_alike(rows, category_id, area_id)
    return None if row is None else _line(row, at)


def _line(row: Row[*tuple[Any, ...]], at: datetime) -> ForecastLine:
    withheld = Withheld(row.withheld) if row.withheld else None
    if withheld is None and row.made_at < at - FORECAST_KEPT:
        withheld = Withheld.STALE
    return ForecastLine(
        key=(row.category_id, row.area_id),
        n=row.n,
        open_share=row.open_share,
        untimed_share=row.untimed_share,
        median=None if withheld else row.median_seconds,
        p90=None if withheld else row.p90_seconds,
        made_at=row.made_at,
        withheld=withheld,
    )


def pasts(kind: str, since: datetime | None = None) -> list[Past]:
    """Every counted matter of a kind filed since then, with its course."""
    rounds = _undone_rounds(kind, since)
    return [
        Past(
            category_id,
            area_id,
            filed_at.timestamp(),
            outcome,
            ended_at.timestamp() if ended_at else None,
            rounds.get(matter_id, ()),
        )
        for matter_id, category_id, area_id, filed_at, outcome, ended_at in _facts(kind, since)
    ]


def _facts(kind: str, since: datetime | None) -> Iterator[Row[*tuple[Any, ...]]]:
    asked = select(
        MatterFact.matter_id,
        MatterFact.category_id,
        MatterFact.area_id,
        MatterFact.filed_at,
        MatterFact.outcome,
        MatterFact.ended_at,
    )
    yield from session.execute(
        _of_kind(asked, kind, since), execution_options={"yield_per": _ROWS_AT_ONCE}
    )


def _undone_rounds(kind: str, since: datetime | None) -> dict[int, tuple[tuple[float, float], ...]]:
    """When matters were resolved that were opened again later: told by their promises."""
    asked = (
        select(
            Promise.matter_id,
            Promise.round,
            func.min(Promise.promised_at).label("promised"),
            func.min(Promise.met_at).label("met"),
        )
        .join(
            MatterFact,
            and_(
                MatterFact.municipality_id == Promise.municipality_id,
                MatterFact.matter_kind == Promise.matter_kind,
                MatterFact.matter_id == Promise.matter_id,
            ),
        )
        .where(MatterFact.reopened > 0, Promise.promise_kind == PromiseKind.RESOLVE)
        .group_by(Promise.matter_id, Promise.round)
        .order_by(Promise.matter_id, Promise.round)
    )
    found: dict[int, tuple[tuple[float, float], ...]] = {}
    for before, after in pairwise(session.execute(_of_kind(asked, kind, since))):
        if before.matter_id == after.matter_id and before.met is not None:
            undone = (before.met.timestamp(), after.promised.timestamp())
            found[before.matter_id] = (*found.get(before.matter_id, ()), undone)
    return found


def _of_kind(
    asked: Select[*tuple[Any, ...]], kind: str, since: datetime | None
) -> Select[*tuple[Any, ...]]:
    asked = asked.where(MatterFact.matter_kind == kind, MatterFact.is_counted.is_(True))
    return asked if since is None else asked.where(MatterFact.filed_at >= since)
