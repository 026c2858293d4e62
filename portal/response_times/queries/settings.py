"""What holds now, for the page that shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.response_times.queries.standards import versions_of
from portal.response_times.standards import PromiseKind, Standard
from portal.response_times.versions import (
    EVER,
    SETTABLE,
    Priority,
    Scope,
    Version,
    Versions,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One kind of promise of one scope. `is_own` False: it comes from a more general one."""

    promise_kind: PromiseKind
    standard: Standard | None
    is_own: bool
    since: date | None
    """None for what held from the beginning."""
    announced: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """What is promised to the matters of a scope."""

    scope: Scope
    cells: tuple[Cell, ...]


def standards_now(matter_kind: str, category_ids: Iterable[int], day: date) -> list[ScopeLine]:
    """Everything that holds on this day: for all matters, and category by category.

    For urgent matters: for all, and for those categories that have urgent standards of their own.
    """
    versions = versions_of(matter_kind)
    known = versions.scopes()
    scopes = [Scope(), Scope(None, Priority.URGENT)]
    for category_id in category_ids:
        urgent = Scope(category_id, Priority.URGENT)
        scopes += [Scope(category_id), *([urgent] if urgent in known else [])]
    return [_line(versions, scope, day) for scope in scopes]


def standards_of(matter_kind: str, scope: Scope, day: date) -> ScopeLine:
    """What holds on this day for one scope."""
    return _line(versions_of(matter_kind), scope, day)


def own_standards(matter_kind: str, scope: Scope, day: date) -> dict[PromiseKind, Standard | None]:
    """What this scope has of its own, by kind."""
    versions = versions_of(matter_kind)
    own = {kind: versions.own(scope, kind, day) for kind in SETTABLE}
    return {kind: version.standard if version else None for kind, version in own.items()}


def history_of(matter_kind: str, scope: Scope) -> list[Version]:
    """Every version entered for just this scope, newest first."""
    return versions_of(matter_kind).history(scope)


def _line(versions: Versions, scope: Scope, day: date) -> ScopeLine:
    deciding = {version.promise_kind: version for version in versions.deciding(scope, day)}
    announced = versions.announced(scope, day)
    cells = []
    for kind in SETTABLE:
        version = deciding.get(kind)
        later = tuple(each for each in announced if each.promise_kind is kind)
        since = version.in_force_from if version and version.in_force_from > EVER else None
        standard = version.standard if version else None
        is_own = version is not None and version.scope == scope
        cells.append(Cell(kind, standard, is_own, since, later))
    return ScopeLine(scope, tuple(cells))
