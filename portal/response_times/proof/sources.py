"""Where the steps come from: each room that has matters with a history registers a source.

This room knows a matter only as kind and id. What a step says is handed in as plain values.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class BoundStep(NamedTuple):
    """A step as it stands in its room's table now."""

    number: int
    matter_kind: str
    matter_id: int
    open: Mapping[str, str | int]
    """What may be published of a public matter: text and whole numbers. `at` is among them."""
    hidden: Mapping[str, str]
    """What is bound by hash alone: note, details, actor."""


@dataclass(frozen=True, slots=True)
class MatterNow:
    """What the room's table says of a whole matter, to be compared with its steps."""

    matter_id: int
    says: Mapping[str, object]
    """By the names of the open fields in which its last step must agree."""
    is_over: bool
    ended: str | None
    """When it was finished, as the text of a moment; none where it is open or nobody knows."""


class Source(Protocol):
    """A room's steps."""

    kind: str
    endings: frozenset[str]
    """The verbs that finish a matter."""

    def between(self, after: int, upto: int) -> Iterable[BoundStep]:
        """Steps numbered above `after` up to `upto`, in order."""

    def strays(self, given: int) -> Iterable[int]:
        """Numbers of steps that were never given: below 1 or above `given`."""

    def shown(self, numbers: Collection[int]) -> set[int]:
        """Which of these steps anyone may read."""

    def now(self, matter_ids: Collection[int]) -> Iterable[MatterNow]:
        """What is said of these matters as a whole; those that are gone are left out."""

    def step_words(self, verb: str) -> object:
        """A verb in words, for pages."""


_sources: dict[str, Callable[[], Source]] = {}


def register(kind: str, source: Callable[[], Source]) -> None:
    """Make a room's steps known."""
    _sources[kind] = source


def all_sources() -> list[Source]:
    """Every room's steps."""
    return [make() for make in _sources.values()]
