"""What a dataset is: its columns, and how its rows are read page by page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from portal.foundation.i18n import Lazy, lazy

Value = str | int | float | bool | date | datetime | None


class Kind(StrEnum):
    """What stands in a column."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"
    FLAG = "flag"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"


KIND_WORDS: dict[Kind, Lazy] = {
    Kind.TEXT: lazy("text"),
    Kind.CODE: lazy("code"),
    Kind.NUMBER: lazy("a number"),
    Kind.DAY: lazy("day (YYYY-MM-DD, Common Era)"),
    Kind.MOMENT: lazy("moment (ISO 8601, time of Thailand)"),
    Kind.FLAG: lazy("true or false"),
    Kind.LATITUDE: lazy("degrees north (WGS 84)"),
    Kind.LONGITUDE: lazy("degrees east (WGS 84)"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """A column."""

    name: str
    kind: Kind
    words: Lazy
    """What it means, for the dictionary."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its place in the order, from which the next page begins."""

    key: tuple[int, ...]
    values: Sequence[Value]


Page = Callable[[tuple[int, ...] | None, int], Sequence[Line]]
"""Asked for at most so many rows after a place; nothing left: an empty page."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """One of the files that are given out."""

    key: str
    title: Lazy
    about: Lazy
    fields: tuple[Field, ...]
    page: Page
    stamp: Callable[[], tuple[object, ...]]
    """What is another whenever something in the rows is."""
    changed_at: Callable[[], datetime | None] = lambda: None
    """When something in it changed last, where that is known."""

    @property
    def has_places(self) -> bool:
        """Whether it comes as GeoJSON, too."""
        return any(one.kind is Kind.LATITUDE for one in self.fields)
