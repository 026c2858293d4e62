"""The rooms whose matters are counted: what they call things, and where their lists are.

Figures know a matter by (kind, id) and its labels by number. A room says once, when the portal is
put together, what the numbers are called and which address lists the cases behind a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal.foundation.i18n import Bilingual, Lazy
from portal.response_times.figures.looks import Looks
from portal.response_times.figures.periods import Period
from portal.response_times.figures.sheets import By


class Which(StrEnum):
    """Which of the cases of a line."""

    RECEIVED = "received"
    OPEN = "open"
    OVERDUE = "overdue"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The cases behind one figure. `period` None: whenever they were filed."""

    which: Which
    by: By = By.ALL
    key: str = ""
    period: Period | None = None
    unit_id: int = 0


Name = Bilingual | Lazy | str
"""A title in both languages, words of the interface, or a person's own name."""


@dataclass(frozen=True, slots=True)
class Room:
    """What one room tells the figures about its matters."""

    kind: str
    names: Callable[[By], Mapping[str, Name]]
    """What each group is called, in the order they are to stand in."""
    public_list: Callable[[Wanted], str | None]
    """Where anyone may read them; None where no such list is public."""
    staff_list: Callable[[Wanted], str | None]
    """Where staff work on them."""
    looks: Callable[[Period, int, datetime], Looks]
    """What second looks found at matters that were finished in a period, of a unit or of all."""
    looks_list: Callable[[], str]
    """Where staff read them one by one."""


_rooms: dict[str, Room] = {}


def register(room: Room) -> None:
    """Count this room's matters from now on. Doing it twice changes nothing."""
    _rooms[room.kind] = room


def room() -> Room:
    """The room whose matters the pages tell of: the first that was registered."""
    return next(iter(_rooms.values()))


def kinds() -> list[str]:
    """The kinds of matters that are counted."""
    return list(_rooms)
