"""Questions about what stops the clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.foundation.database import session
from portal.response_times.models import ClockRule


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A decision: whether an outside body stops the clock, since when, by whom."""

    outside_body_stops: bool
    entered_at: datetime
    entered_by: int | None


def outside_body_stops(at: datetime) -> bool:
    """Whether the clock stands still for what is handed to an outside body at this moment."""
    last = _LAST.with_only_columns(ClockRule.outside_body_stops)
    return bool(session.scalar(last.where(ClockRule.entered_at <= at).limit(1)))


def rules() -> Sequence[RuleLine]:
    """Every decision, newest first; none where nobody ever decided: then the clock goes on."""
    return [
        RuleLine(row.outside_body_stops, row.entered_at, row.entered_by)
        for row in session.scalars(_LAST)
    ]


_LAST = select(ClockRule).order_by(ClockRule.entered_at.desc(), ClockRule.id.desc())
