"""A plan's items as rows of the form, and what is wrong with one. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from portal.foundation import thai
from portal.foundation.i18n import Bilingual, Lazy, lazy
from portal.participation.plans import money
from portal.participation.plans.terms import (
    EARLIEST,
    LONGEST_LINE,
    LONGEST_TEXT,
    YEARS,
)

ERA: Final = 543


@dataclass(frozen=True, slots=True)
class Item:
    """An item as it is written down; money in satang, one amount for each year of the plan."""

    number: int | None
    strategy: str
    heading: str
    title: str
    objective: str = ""
    target: str = ""
    money: tuple[int, ...] = (0,) * YEARS
    indicator: str = ""
    result: str = ""
    responsible: str = ""
    area: str = ""
    title_en: str = ""

    @property
    def total(self) -> int:
        """The money of all years."""
        return sum(self.money)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that cannot be taken; the row is the file's, the heading being the first."""

    row: int
    column: str
    what: object
    cell: str = ""
    """What stands there."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says."""

    first_year: int
    """In the Common Era."""
    items: tuple[Item, ...]
    wrong: tuple[Wrong, ...] = ()

    @property
    def total(self) -> int:
        """The money of all items."""
        return sum(item.total for item in self.items)


# The form's columns (ผ.02) in their order, as they are written; then the same for machines.
FORM: Final = {
    "number": "ที่",
    "strategy": "ยุทธศาสตร์",
    "heading": "แผนงาน",
    "title": "โครงการ",
    "title_en": "โครงการ (ภาษาอังกฤษ)",
    "objective": "วัตถุประสงค์",
    "target": "เป้าหมาย (ผลผลิตของโครงการ)",
    "money": "งบประมาณ",
    "indicator": "ตัวชี้วัด (KPI)",
    "result": "ผลที่คาดว่าจะได้รับ",
    "responsible": "หน่วยงานรับผิดชอบหลัก",
    "area": "พื้นที่",
}
MACHINES: Final = {
    "number": "id",
    "heading": "group",
    "title": "name",
    "objective": "objective",
    "target": "target",
    "money": "y",
    "responsible": "responsible",
}
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")


def table_of(
    items: Sequence[Item], first_year: int, *, for_machines: bool = False
) -> list[list[str]]:
    """The heading and a row for each item, in the form's columns."""
    names = MACHINES if for_machines else FORM
    years = [first_year + ERA + place for place in range(YEARS)]
    heads: list[str] = []
    for key, name in names.items():
        if key != "money":
            heads.append(name)
        else:
            heads += [f"y{year}" if for_machines else f"{name} พ.ศ. {year} (บาท)" for year in years]
    return [heads, *(_cells(item, names) for item in items)]


def numeric(for_machines: bool = False) -> frozenset[int]:  # noqa: FBT001, FBT002 - which of two lists
    """The places of the columns that hold numbers."""
    keys = list(MACHINES if for_machines else FORM)
    start = keys.index("money")
    return frozenset({0, *range(start, start + YEARS)})


LONGEST: Final = {
    **dict.fromkeys(("title", "title_en", "heading", "strategy", "responsible"), LONGEST_LINE),
    **dict.fromkeys(("objective", "target", "indicator", "result"), LONGEST_TEXT),
}


def check(item: Item, areas: Mapping[str, int] | None = None) -> dict[str, object]:
    """What is wrong with an item, by field."""
    wrong = _missing(item)
    for name, most in LONGEST.items():
        if len(getattr(item, name)) > most:
            wrong[name] = lazy("Shorten it to %(most)s characters", most=most)
    if areas is not None and item.area and item.area.casefold() not in areas:
        wrong["area"] = lazy("There is no area of this name here")
    return wrong


def _missing(item: Item) -> dict[str, object]:
    wrong: dict[str, object] = {}
    if not item.title:
        wrong["title"] = lazy("Say what the project is called")
    if not item.heading:
        wrong["heading"] = lazy("Name the plan heading it stands under")
    if not item.strategy and item.heading:
        wrong["strategy"] = lazy("The plan heading has no strategy")
    elif not item.strategy:
        wrong["strategy"] = lazy("Name the strategy it belongs to")
    if not item.responsible:
        wrong["responsible"] = lazy("Name the responsible unit")
    return wrong


def year_of(text: str) -> int | None:
    """The year that a heading names, in the Common Era; None where it names none."""
    found = _YEAR.search(thai.arabic_digits(text).lstrip("yY"))
    if found is None:
        return None
    year = int(found[1])
    return year - ERA if year >= EARLIEST + ERA - 100 else year


def year_words(year: int) -> Bilingual:
    """A year as people read it: Buddhist in Thai, of the Common Era in English."""
    return Bilingual(str(year + ERA), str(year))


def outside(first_year: int) -> Lazy:
    """What is said of a year that the plan does not have."""
    return lazy(
        "This year is outside the plan, which goes from %(first)s to %(last)s.",
        first=year_words(first_year),
        last=year_words(first_year + YEARS - 1),
    )


def _cells(item: Item, names: Mapping[str, str]) -> list[str]:
    cells: list[str] = []
    for key in names:
        if key == "money":
            cells += [money.plain(amount) for amount in item.money]
        elif key == "number":
            cells.append(str(item.number or ""))
        else:
            cells.append(str(getattr(item, key)))
    return cells
