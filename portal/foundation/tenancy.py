"""Which municipality the present work is for.

Every row that belongs to a municipality is read and written only inside `acting_for`; outside
of it, such work is refused. The web's glue enters it once a request.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_current: ContextVar[int | None] = ContextVar("municipality_id", default=None)
_listeners: list[Callable[[int | None], None]] = []


class NoMunicipality(RuntimeError):
    """Work on a municipality's rows was begun without saying whose."""


def municipality_id() -> int:
    """The municipality the present work is for; raises `NoMunicipality`."""
    current = _current.get()
    if current is None:
        message = "No municipality is named; enter tenancy.acting_for(…) first."
        raise NoMunicipality(message)
    return current


def municipality_id_or_none() -> int | None:
    """The same, or None outside of any municipality."""
    return _current.get()


def listen(listener: Callable[[int | None], None]) -> None:
    """Tell `listener` each time the municipality changes (the database's second wall does)."""
    _listeners.append(listener)


def enter(municipality: int | None) -> None:
    """Set the municipality for the rest of this context; for the web's glue."""
    _current.set(municipality)
    for listener in _listeners:
        listener(municipality)


@contextmanager
def acting_for(municipality: int | None) -> Iterator[None]:
    """Do the work inside for one municipality; the former one is restored afterwards.

    None: for nobody, as when a municipality is founded.
    """
    former = _current.get()
    enter(municipality)
    try:
        yield
    finally:
        enter(former)
