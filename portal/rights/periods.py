"""Calendar months back from a moment."""

from __future__ import annotations

import calendar
from datetime import datetime

from portal.foundation.clock import BANGKOK


def months_before(at: datetime, months: int) -> datetime:
    """The same day and hour so many months earlier, or the last day of that month (Bangkok)."""
    here = at.astimezone(BANGKOK)
    years, month = divmod(here.year * 12 + here.month - 1 - months, 12)
    last = calendar.monthrange(max(years, 1), month + 1)[1]
    if years < 1:
        return datetime(1, 1, 2, tzinfo=BANGKOK)
    return here.replace(year=years, month=month + 1, day=min(here.day, last))
