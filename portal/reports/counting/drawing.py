"""How figures and tables are drawn up from numbers: with their definitions, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from portal.foundation.i18n import Lazy, lazy
from portal.foundation.suppression import is_few, told
from portal.reports.content import (
    FEW,
    NOTHING,
    Column,
    Figure,
    Row,
    Table,
    Unit,
    Value,
    both,
)
from portal.reports.definitions import DEFINITIONS
from portal.reports.formulas import share

NOBODY = lazy("Nothing was counted in this period, so there is no share.")


def figure(
    key: str, unit: Unit, value: Value, remark: Lazy | None = None, **more: object
) -> Figure:
    """A figure by its key; its words come from the table of definitions."""
    label, note = DEFINITIONS[key]
    said = both(remark) if remark is not None and value is None else NOTHING
    return Figure(key, both(label), both(note), unit, value, remark=said, **more)  # type: ignore[arg-type]


def counted(key: str, n: int, records: str = "") -> Figure:
    """A plain number."""
    return figure(key, Unit.COUNT, n, records=records)


def people(key: str, n: int, records: str = "") -> Figure:
    """A number of people; one to four are not told."""
    return figure(key, Unit.COUNT, FEW if is_few(n) else n, records=records)


def shared(
    key: str, part: int, n: int, why: Lazy = NOBODY, *, of_people: bool = False, records: str = ""
) -> Figure:
    """A share with what it is of. Of people it is not told where either side is so few."""
    if of_people and (is_few(part) or is_few(n - part) or is_few(n)):
        return figure(key, Unit.SHARE, FEW, records=records)
    return figure(
        key, Unit.SHARE, share(part, n), why, part=part if n else None, n=n, records=records
    )


def column(key: str, words: Lazy, unit: Unit = Unit.COUNT) -> Column:
    """A column by its words."""
    return Column(key, both(words), unit)


def table(
    key: str,
    head: Lazy,
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    bars: str = "",
    label: Lazy | None = None,
) -> Table:
    """A table by its key; its words come from the table of definitions."""
    title, note = DEFINITIONS[key]
    words = both(label) if label is not None else both(title)
    return Table(key, words, both(note), both(head), tuple(columns), tuple(rows), bars=bars)


def cells(counts: Sequence[int]) -> list[Value]:
    """Counts of people that come with their total: what must not be told is withheld."""
    return [FEW if one is None else one for one in told(counts)]
