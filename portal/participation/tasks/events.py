"""What happens to tasks, for those who tell people of it."""

from __future__ import annotations

from dataclasses import dataclass

from portal.foundation.outbox import Event


@dataclass(frozen=True)
class TaskNews(Event):
    """Something that everyone on the list of a task is to know: see `terms.News`."""

    task_id: int
    news: str
    version: int


@dataclass(frozen=True)
class PlaceGiven(Event):
    """Somebody who waited has a place now."""

    signup_id: int


@dataclass(frozen=True)
class Thanked(Event):
    """Somebody came and worked: they are thanked, with their hours."""

    signup_id: int


@dataclass(frozen=True)
class EntryHidden(Event):
    """An entry of a diary is hidden from everyone; its author is to read why."""

    entry_id: int


@dataclass(frozen=True)
class GiftSettled(Event):
    """A gift was received, or not taken; its giver is told."""

    gift_id: int
