"""What stands in a report: sections of figures and tables, as plain values in both languages.

Kept as JSON. A value is a number, None where there is none (the remark says why), or `FEW` where
it is withheld because so few people stand behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final

from portal.foundation.i18n import LANGUAGES, Bilingual, Lazy, lazy, speaking

FEW: Final = "few"
"""In the place of a number that would tell of fewer than five people."""
Value = int | float | str | None
NOTHING: Final = Bilingual("", "")


class Unit(StrEnum):
    """What a number counts."""

    COUNT = "count"
    SHARE = "share"
    """From 0 to 1."""
    DAYS = "days"
    HOURS = "hours"
    """With one decimal."""
    MONEY = "money"
    """In satang."""
    INDEX = "index"
    """A number from 0 to 1 that is no share."""
    RATE = "rate"
    """So many to a thousand residents."""


UNIT_WORDS: dict[Unit, Lazy] = {
    Unit.COUNT: lazy("number"),
    Unit.SHARE: lazy("share from 0 to 1"),
    Unit.DAYS: lazy("days"),
    Unit.HOURS: lazy("hours"),
    Unit.MONEY: lazy("baht"),
    Unit.INDEX: lazy("index from 0 to 1"),
    Unit.RATE: lazy("per 1,000 residents"),
}
"""What a file says of a number."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its definition. `records` names the list of what is behind it."""

    key: str
    label: Bilingual
    note: Bilingual
    unit: Unit
    value: Value
    part: int | None = None
    """Of a share: how many, of `n`."""
    n: int | None = None
    low: float | None = None
    """Where the true value lies with 95 %."""
    high: float | None = None
    remark: Bilingual = NOTHING
    records: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers."""

    key: str
    label: Bilingual
    unit: Unit


@dataclass(frozen=True, slots=True)
class Row:
    """What a line is about, and its numbers in the order of the columns."""

    key: str
    label: Bilingual
    cells: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of numbers. `bars` names the column that is drawn beside it."""

    key: str
    label: Bilingual
    note: Bilingual
    head: Bilingual
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    bars: str = ""
    remark: Bilingual = NOTHING


@dataclass(frozen=True, slots=True)
class Section:
    """Figures and tables about one thing."""

    key: str
    label: Bilingual
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Records:
    """What is behind a figure, line by line and without names. `links` leads to each, or is empty.

    A cell is text in both languages, a date (ISO) or a number, as text.
    """

    label: Bilingual
    head: tuple[Bilingual, ...]
    rows: tuple[tuple[Bilingual, ...], ...]
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """All that a report says."""

    title: Bilingual
    about: Bilingual
    """Which days, and which project."""
    sections: tuple[Section, ...]
    warnings: tuple[Bilingual, ...] = ()

    def section(self, key: str) -> Section | None:
        """The section of this key."""
        return next((one for one in self.sections if one.key == key), None)

    def figure(self, key: str) -> Figure | None:
        """The figure of this key."""
        every = (one for section in self.sections for one in section.figures)
        return next((one for one in every if one.key == key), None)


def both(words: Lazy | str) -> Bilingual:
    """A text of the interface in both languages, to be kept."""
    said = []
    for language in LANGUAGES:
        with speaking(language):
            said.append(str(words))
    return Bilingual(*said)


def as_json(content: Content) -> dict[str, Any]:
    """Plain values, to be kept."""
    return asdict(content)


def from_json(kept: dict[str, Any]) -> Content:
    """The report that was kept."""
    return Content(
        _said(kept["title"]),
        _said(kept["about"]),
        tuple(_section(one) for one in kept["sections"]),
        tuple(_said(one) for one in kept["warnings"]),
    )


def records_as_json(records: dict[str, Records]) -> dict[str, Any]:
    """Plain values, to be kept; of each cell one text where both languages have the same."""
    return {
        key: {
            "label": [one.label.th, one.label.en],
            "head": [[cell.th, cell.en] for cell in one.head],
            "rows": [[_short(cell) for cell in row] for row in one.rows],
            "links": list(one.links),
        }
        for key, one in records.items()
    }


def records_from_json(kept: dict[str, Any]) -> Records:
    """One list that was kept."""
    return Records(
        Bilingual(*kept["label"]),
        tuple(Bilingual(*cell) for cell in kept["head"]),
        tuple(tuple(_long(cell) for cell in row) for row in kept["rows"]),
        tuple(kept["links"]),
    )


def _short(cell: Bilingual) -> str | list[str]:
    return cell.th if cell.th == cell.en else [cell.th, cell.en]


def _long(cell: str | Sequence[str]) -> Bilingual:
    return Bilingual(cell, cell) if isinstance(cell, str) else Bilingual(*cell)


def _said(kept: dict[str, str]) -> Bilingual:
    return Bilingual(kept["th"], kept["en"])


def _section(kept: dict[str, Any]) -> Section:
    return Section(
        kept["key"],
        _said(kept["label"]),
        tuple(_figure(one) for one in kept["figures"]),
        tuple(_table(one) for one in kept["tables"]),
    )


def _figure(kept: dict[str, Any]) -> Figure:
    words = {name: _said(kept[name]) for name in ("label", "note", "remark")}
    return Figure(**{**kept, **words, "unit": Unit(kept["unit"])})


def _table(kept: dict[str, Any]) -> Table:
    words = {name: _said(kept[name]) for name in ("label", "note", "head", "remark")}
    columns = tuple(
        Column(one["key"], _said(one["label"]), Unit(one["unit"])) for one in kept["columns"]
    )
    rows = tuple(Row(one["key"], _said(one["label"]), tuple(one["cells"])) for one in kept["rows"])
    return Table(**{**kept, **words, "columns": columns, "rows": rows})
