"""Let go of what has been kept long enough: every night, or only to see what would go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select

from portal.complaints.queries import personal as complaints
from portal.foundation.database import session
from portal.foundation.personal import Gone, Kept, Limit, total
from portal.rights.models import DeletionEntry
from portal.rights.periods import months_before
from portal.rights.queries import holds, settings
from portal.rights.rooms import ROOMS
from portal.rights.services import writing_down
from portal.rights.terms import Cause

AT_ONCE = 200
"""Complaints in one transaction."""
SHOWN = 100_000
"""How many a dry run counts at most, of each kind."""


@dataclass(frozen=True, slots=True)
class Due:
    """What of one kind would go now."""

    kind: Kept
    months: int
    before: datetime
    gone: tuple[Gone, ...]

    @property
    def count(self) -> int:
        """How many rows."""
        return total(list(self.gone))


def ground(kind: Kept, months: int) -> str:
    """The ground as it stands in the book and in the public proof."""
    return f"Retention: {kind.value}, {months} months"


def dry_run(at: datetime) -> list[Due]:
    """What would go tonight, by kind. Nothing is changed."""
    found = []
    for limit, months in _limits(at, most=SHOWN, dry=True):
        gone = tuple(_expired(limit, at))
        found.append(Due(limit.kind, months, limit.before, gone))
    return found


def run_once(at: datetime) -> int:
    """Let go of one batch of each kind; returns how many rows went: again until it is 0."""
    count = 0
    for limit, _months in _limits(at, most=AT_ONCE):
        gone = _expired(limit, at)
        count += writing_down.write(gone, Cause.RETENTION, limit.ground, at)
    return count


def _limits(at: datetime, *, most: int, dry: bool = False) -> Iterator[tuple[Limit, int]]:
    held = frozenset(holds.held_now())
    for kind, months in settings.now().months.items():
        kept = frozenset(complaints.people_with_complaints()) if kind is Kept.ACCOUNTS else held
        before = months_before(at, months)
        yield Limit(kind, before, ground(kind, months), kept, most, dry), months


def _expired(limit: Limit, at: datetime) -> list[Gone]:
    if limit.kind is Kept.DELETIONS:
        return _old_entries(limit)
    return [line for room in ROOMS if limit.kind in room.KEEPS for line in room.expire(limit, at)]


def _old_entries(limit: Limit) -> list[Gone]:
    old = DeletionEntry.at < limit.before
    count = session.scalar(select(func.count()).select_from(DeletionEntry).where(old)) or 0
    if count and not limit.dry:
        session.execute(delete(DeletionEntry).where(old))
    return [Gone("deletion_entry", ("subjects",), (), count)] if count else []
