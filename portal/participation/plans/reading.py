"""A plan's file as items; every bad cell is named by its row and column. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from portal.foundation import thai
from portal.foundation.errors import Invalid
from portal.foundation.i18n import Bilingual, lazy
from portal.participation.plans import money
from portal.participation.plans.rows import (
    ERA,
    FORM,
    MACHINES,
    Item,
    Reading,
    Wrong,
    check,
    outside,
    year_of,
)
from portal.participation.plans.sheets import Table
from portal.participation.plans.terms import EARLIEST, LATEST, MOST_ITEMS, YEARS

_ALSO: Final = {
    "ลำดับ": "number",
    "ลำดับที่": "number",
    "no": "number",
    "no.": "number",
    "strategy": "strategy",
    "heading": "heading",
    "plan": "heading",
    "ชื่อโครงการ": "title",
    "โครงการ/กิจกรรม": "title",
    "title": "title",
    "title_en": "title_en",
    "name_en": "title_en",
    "เป้าหมาย": "target",
    "ตัวชี้วัด": "indicator",
    "kpi": "indicator",
    "indicator": "indicator",
    "ผลที่คาดว่าจะได้": "result",
    "result": "result",
    "หน่วยงานรับผิดชอบ": "responsible",
    "หน่วยงานที่รับผิดชอบ": "responsible",
    "area": "area",
}
_NAMES: Final = {
    **{name.casefold(): key for key, name in FORM.items() if key != "money"},
    **{name: key for key, name in MACHINES.items() if key != "money"},
    **_ALSO,
}
_NO_COLUMN: Final = {
    "title": lazy("There is no column for the project."),
    "heading": lazy("There is no column for the plan heading."),
}


@dataclass(slots=True)
class _Columns:
    names: list[str]
    places: dict[str, int] = field(default_factory=dict)
    years: dict[int, int] = field(default_factory=dict)


def read(
    table: Table,
    there: Mapping[int | None, Item] | None = None,
    *,
    first_year: int | None,
    strategy: str = "",
) -> Reading:
    """The items of a table in the form's columns, with every cell that cannot be taken.

    `there`: the items of the plan by number; what the file has no column for stays as it is there.
    `first_year`: of the plan that is there; without one, the columns' own years make it.
    `strategy`: for rows of a file that has no column for it.
    """
    line, heads = table[0]
    columns, wrong = _columns(line, heads)
    start = first_year if first_year is not None else min(columns.years, default=0)
    wrong += _years_wrong(line, columns, start)
    if wrong:
        return Reading(start, (), tuple(wrong))
    items: list[Item] = []
    seen: dict[int, int] = {}
    for row, cells in table[1:]:
        item, faults = _item(row, cells, columns, (start, strategy, there or {}))
        if item.number is not None:
            if item.number in seen:
                faults.append(
                    Wrong(
                        row,
                        columns.names[columns.places["number"]],
                        lazy(
                            "Number %(n)s stands in row %(row)s already.",
                            n=item.number,
                            row=seen[item.number],
                        ),
                    )
                )
            seen.setdefault(item.number, row)
        wrong += faults
        items.append(item)
    if len(items) > MOST_ITEMS:
        wrong.append(
            Wrong(line, "", lazy("A plan has at most %(most)s items.", most=f"{MOST_ITEMS:,}"))
        )
    if not items:
        wrong.append(Wrong(line, "", lazy("There is no item under the heading.")))
    return Reading(start, tuple(items), tuple(wrong))


def _columns(line: int, heads: Sequence[str]) -> tuple[_Columns, list[Wrong]]:
    columns, wrong = _Columns(list(heads)), []
    for place, head in enumerate(heads):
        name = " ".join(head.split())
        key = _NAMES.get(name.casefold())
        year = None if key else year_of(name)
        if (year is not None and year in columns.years) or key in columns.places:
            wrong.append(Wrong(line, name, lazy("This column stands there twice.")))
        elif year is not None:
            columns.years[year] = place
        elif key is not None:
            columns.places[key] = place
        elif name:
            wrong.append(Wrong(line, name[:60], lazy("This column is not one of the form’s.")))
    wrong += [Wrong(line, "", why) for key, why in _NO_COLUMN.items() if key not in columns.places]
    return columns, wrong


def _years_wrong(line: int, columns: _Columns, start: int) -> list[Wrong]:
    if not columns.years:
        return [Wrong(line, "", lazy("There is no column for the budget of a year."))]
    words = outside(start)
    wrong = [
        Wrong(line, columns.names[place], words)
        for year, place in columns.years.items()
        if not start <= year < start + YEARS or not EARLIEST <= year <= LATEST
    ]
    missing = [start + place for place in range(YEARS) if start + place not in columns.years]
    if missing and not wrong:
        years = Bilingual(
            ", ".join(str(year + ERA) for year in missing), ", ".join(map(str, missing))
        )
        words = lazy("There is no column for the budget of %(years)s.", years=years)
        wrong.append(Wrong(line, "", words))
    return wrong


def _item(
    row: int,
    cells: Sequence[str],
    columns: _Columns,
    given: tuple[int, str, Mapping[int | None, Item]],
) -> tuple[Item, list[Wrong]]:
    start, strategy, there = given

    def said(key: str) -> str:
        place = columns.places.get(key)
        return thai.cleaned(cells[place]) if place is not None and place < len(cells) else ""

    amounts, wrong = _amounts(row, cells, columns, start)
    number = None
    typed = thai.arabic_digits(said("number")).rstrip(".")
    if typed.isascii() and typed.isdecimal() and int(typed[:9]) > 0 and len(typed) <= 6:  # noqa: PLR2004 - digits
        number = int(typed)
    elif typed:
        words = lazy("This is no number of an item.")
        name = columns.names[columns.places["number"]]
        wrong.append(Wrong(row, name, words, typed[:40]))
    former = there.get(number) if number else None
    item = former or Item(number, thai.cleaned(strategy), "", "")
    texts = {key: said(key) for key in columns.places if key != "number"}
    item = replace(item, number=number, money=amounts, **texts)
    wrong += [
        Wrong(row, columns.names[columns.places[key]] if key in columns.places else FORM[key], why)
        for key, why in check(item).items()
    ]
    extra = [cell for cell in cells[len(columns.names) :] if cell]
    if extra:
        words = lazy("There is more in the row than the heading has columns.")
        wrong.append(Wrong(row, "", words, extra[0][:40]))
    return item, wrong


def _amounts(
    row: int, cells: Sequence[str], columns: _Columns, start: int
) -> tuple[tuple[int, ...], list[Wrong]]:
    """The money of each year, and the cells that hold none."""
    amounts, wrong = [], []
    for year in range(start, start + YEARS):
        place = columns.years[year]
        try:
            amounts.append(money.satang(cells[place] if place < len(cells) else ""))
        except Invalid as refusal:
            amounts.append(0)
            wrong.append(Wrong(row, columns.names[place], refusal.message, cells[place][:40]))
    return tuple(amounts), wrong
