"""Questions about standards."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.foundation import clock, tenancy
from portal.foundation.database import session
from portal.response_times.models import StandardVersion
from portal.response_times.standards import PromiseKind, Standard, Unit
from portal.response_times.versions import Priority, Scope, Version, Versions

STANDARDS_KEPT_SECONDS = 60.0
"""How long another process may still promise by standards that were changed meanwhile."""
_UNSAVED = "standards this transaction has changed"


@dataclass(frozen=True, slots=True)
class _Kept:
    versions: Versions
    until: float


_books: dict[tuple[int, str], _Kept] = {}


def versions_of(matter_kind: str) -> Versions:
    """Every version for this kind of matter, kept in this process for a minute.

    A transaction that enters one sees it at once and shows it to nobody else before it is saved.
    """
    here = tenancy.municipality_id()
    key = (here, matter_kind)
    unsaved: dict[tuple[int, str], Versions | None] = session().info.get(_UNSAVED, {})
    if key in unsaved:
        versions = unsaved[key] or _load(matter_kind)
        unsaved[key] = versions
        return versions
    kept = _books.get(key)
    if kept is None or kept.until < time.monotonic():
        kept = _Kept(_load(matter_kind), time.monotonic() + STANDARDS_KEPT_SECONDS)
        _books[key] = kept
    return kept.versions


def in_force(
    matter_kind: str,
    category_id: int | None,
    arrived_at: datetime,
    priority: str = Priority.NORMAL,
) -> tuple[Standard, ...]:
    """What is promised to a matter of this category and priority that arrived then."""
    day = clock.local(arrived_at).date()
    return versions_of(matter_kind).in_force(Scope(category_id, priority), day)


def forget_standards_of(matter_kind: str) -> None:
    """Read them anew next time; for the verbs that enter them."""
    key = (tenancy.municipality_id(), matter_kind)
    _books.pop(key, None)
    session().info.setdefault(_UNSAVED, {})[key] = None


def forget_standards() -> None:
    """Read everything anew next time; for a new database in an old process, as in tests."""
    _books.clear()


def _load(matter_kind: str) -> Versions:
    rows = session.execute(
        select(
            StandardVersion.category_id,
            StandardVersion.priority,
            StandardVersion.promise_kind,
            StandardVersion.amount,
            StandardVersion.unit,
            StandardVersion.in_force_from,
            StandardVersion.entered_by,
        )
        .where(StandardVersion.matter_kind == matter_kind)
        .order_by(StandardVersion.id)
    )
    return Versions(
        Version(
            Scope(row.category_id, row.priority),
            PromiseKind(row.promise_kind),
            _standard(row.promise_kind, row.amount, row.unit),
            row.in_force_from,
            row.entered_by,
        )
        for row in rows
    )


def _standard(promise_kind: str, amount: int | None, unit: str | None) -> Standard | None:
    if amount is None or unit is None:
        return None
    return Standard(PromiseKind(promise_kind), amount, Unit(unit))
