"""Complaints of some days: by the number, which grows with the moment of filing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement

from portal.complaints.models import Complaint
from portal.foundation import clock

ID_BITS = 28
YEARS = range(1990, 2200)


def filed_between(first: date | None, last: date | None) -> Iterator[ColumnElement[bool]]:
    """Filed on one of the local days from `first` to `last`, both included; None is no limit."""
    if first is not None:
        yield Complaint.id >= _first_id(first)
    if last is not None:
        yield Complaint.id < _first_id(last + timedelta(days=1))


def day(text: str | None) -> date | None:
    """The day of an address, `2026-11-24`; None for nonsense."""
    try:
        found = date.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.year in YEARS else None


def _first_id(day: date) -> int:
    midnight = datetime.combine(day, time(), clock.BANGKOK)
    return int(midnight.timestamp()) << ID_BITS
