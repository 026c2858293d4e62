"""What the room knows by number only: the categories, which a higher room names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from portal.foundation.i18n import Bilingual


class Named(Protocol):
    """Something with a number and a title in both languages."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def title(self) -> Bilingual:
        """What it is called."""


_ask: list[Callable[[], Iterable[Named]]] = []


def register(ask: Callable[[], Iterable[Named]]) -> None:
    """Say whom to ask for the categories; the factory does."""
    _ask[:] = [ask]


def categories() -> list[Named]:
    """Every category that can be chosen."""
    return [line for ask in _ask for line in ask()]
