"""Which standard holds for a matter: versions beside one another, none ever changed.

A version says what is promised to the matters of a scope from a day on. Of the versions in force on
the day a matter arrived, the most specific scope counts, and within a scope the newest:

1. this category and this priority
2. every category, this priority
3. this category, every priority
4. every category, every priority

A priority comes before a category: “urgent” is said of one matter by somebody who has read it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.foundation.i18n import Lazy, lazy
from portal.response_times.standards import DUTIES, PromiseKind, Standard

EVER = date(1900, 1, 1)
"""From this day on holds what a municipality starts with."""
SETTABLE = tuple(kind for kind in PromiseKind if kind in DUTIES)
"""What a municipality can promise by a standard, in the order of a matter's life."""


class Priority(StrEnum):
    """How pressing a matter is; empty text as a scope stands for every priority."""

    NORMAL = "normal"
    URGENT = "urgent"


PRIORITY_WORDS: dict[Priority, Lazy] = {
    Priority.NORMAL: lazy("Normal"),
    Priority.URGENT: lazy("Urgent"),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """The matters a standard is for: one category or (None) all, one priority or (“”) all."""

    category_id: int | None = None
    priority: str = ""

    @property
    def is_everything(self) -> bool:
        """Whether every matter falls under it."""
        return self == Scope()

    def path(self) -> tuple[Scope, ...]:
        """Where to look, most specific first."""
        wanted = (
            self,
            Scope(None, self.priority),
            Scope(self.category_id),
            Scope(),
        )
        return tuple(dict.fromkeys(wanted))


@dataclass(frozen=True, slots=True)
class Version:
    """What holds for a scope from a day on. `standard` None: nothing of its own from then on."""

    scope: Scope
    promise_kind: PromiseKind
    standard: Standard | None
    in_force_from: date = EVER
    entered_by: int | None = None
    """Who entered it; None for what the portal started with."""


class Versions:
    """All versions of a municipality for one kind of matter, in the order they were entered."""

    def __init__(self, versions: Iterable[Version]) -> None:
        self.all = tuple(sorted(versions, key=lambda version: version.in_force_from))
        self._days = sorted({version.in_force_from for version in self.all})
        self._known: dict[tuple[Scope, int], tuple[Version, ...]] = {}

    def in_force(self, scope: Scope, day: date) -> tuple[Standard, ...]:
        """What is promised to a matter of this category and priority that arrived on this day."""
        return tuple(
            version.standard
            for version in self.deciding(scope, day)
            if version.standard is not None
        )

    def deciding(self, scope: Scope, day: date) -> tuple[Version, ...]:
        """The version that decides on each kind of promise, where there is one."""
        key = (scope, bisect_right(self._days, day))
        known = self._known.get(key)
        if known is None:
            found = (self._decides(scope, kind, day) for kind in SETTABLE)
            known = tuple(version for version in found if version is not None)
            self._known[key] = known
        return known

    def own(self, scope: Scope, kind: PromiseKind, day: date) -> Version | None:
        """The version of just this scope on this day; also one that says “nothing of its own”."""
        last = None
        for version in self.all:
            if version.in_force_from > day:
                break
            if version.scope == scope and version.promise_kind is kind:
                last = version
        return last

    def announced(self, scope: Scope, day: date) -> list[Version]:
        """What is entered for just this scope and not yet in force, soonest first."""
        return [
            version
            for version in self.all
            if version.scope == scope and version.in_force_from > day
        ]

    def history(self, scope: Scope) -> list[Version]:
        """Every version of just this scope, newest first."""
        return [version for version in reversed(self.all) if version.scope == scope]

    def scopes(self) -> set[Scope]:
        """Every scope that ever had a standard of its own."""
        return {version.scope for version in self.all}

    def plus(self, more: Iterable[Version]) -> Versions:
        """These and further ones, entered last."""
        return Versions([*self.all, *more])

    def _decides(self, scope: Scope, kind: PromiseKind, day: date) -> Version | None:
        for place in scope.path():
            version = self.own(place, kind, day)
            if version is not None and version.standard is not None:
                return version
        return None
