"""By what somebody's work can be limited: each room says what its numbers are called.

Accounts know a limit as (kind, number). The rooms that own units, categories and areas are named
when the portal is put together, and are asked which there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from portal.foundation.i18n import Bilingual


class Titled(Protocol):
    """One unit, category or area."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def title(self) -> Bilingual:
        """What it is called."""


_lists: dict[str, Callable[[], Iterable[Titled]]] = {}


def register(kind: str, lines: Callable[[], Iterable[Titled]]) -> None:
    """Let work be limited by these from now on. Doing it twice changes nothing."""
    _lists[kind] = lines


def titles(kind: str) -> dict[int, Bilingual]:
    """What can be chosen here, by number; what belongs to another municipality never can."""
    return {line.id: line.title for line in _lists[kind]()} if kind in _lists else {}
