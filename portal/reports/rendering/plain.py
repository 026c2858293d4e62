"""Reports and lists as CSV and XLSX: names in the reader's language, numbers as numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from portal.foundation.i18n import _
from portal.reports.content import FEW, UNIT_WORDS, Content, Figure, Records, Table, Unit, Value
from portal.response_times.figures.exporting import safe_cell

MARK = "\ufeff"
LONGEST_NAME = 31
"""What a spreadsheet takes for the name of a sheet."""
Cell = int | float | str | None
Line = Sequence[Cell]


def as_csv(content: Content) -> Iterator[str]:
    """Every number of a report, a line each."""
    yield MARK + _csv_line(_figure_head())
    for _section, line in _figures(content):
        yield _csv_line(line)
    yield _csv_line([])
    yield _csv_line([_("Table"), _("Line"), _("Column"), _("Unit of measure"), _("Value")])
    for section in content.sections:
        for table in section.tables:
            for row in table.rows:
                for column, value in zip(table.columns, row.cells, strict=True):
                    yield _csv_line(
                        [
                            table.label.here,
                            row.label.here,
                            column.label.here,
                            str(UNIT_WORDS[column.unit]),
                            plain(value, column.unit),
                        ]
                    )


def records_as_csv(records: Records) -> Iterator[str]:
    """What is behind a figure."""
    yield MARK + _csv_line([one.here for one in records.head])
    for row in records.rows:
        yield _csv_line([cell.here for cell in row])


def as_xlsx(content: Content, records: Iterable[tuple[str, Records]]) -> bytes:
    """A workbook: the figures, a sheet for each table, one for each list behind them."""
    book = Workbook(write_only=True)
    used: set[str] = set()
    _sheet(book, used, _("Figures"), _figure_head(), (line for _key, line in _figures(content)))
    for section in content.sections:
        for table in section.tables:
            head = [table.head.here, *(one.label.here for one in table.columns)]
            _sheet(book, used, table.label.here, head, _rows(table))
    for _key, one in records:
        rows = ([cell.here for cell in row] for row in one.rows)
        _sheet(book, used, one.label.here, [cell.here for cell in one.head], rows)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def plain(value: Value, unit: Unit) -> Cell:
    """A value for machines: money in baht, nothing for nothing, a word for what is withheld."""
    if value == FEW:
        return _("not told (too few)")
    if unit is Unit.MONEY and isinstance(value, int):
        return value / 100 if value % 100 else value // 100
    return round(value, 6) if isinstance(value, float) else value


def _figure_head() -> list[str]:
    return [
        _("Section"),
        _("Figure"),
        _("Value"),
        _("Unit of measure"),
        _("Part"),
        _("Of"),
        _("From, 95 of 100"),
        _("To, 95 of 100"),
        _("Remark"),
        _("Meaning"),
    ]


def _figures(content: Content) -> Iterator[tuple[str, Line]]:
    for section in content.sections:
        for figure in section.figures:
            yield section.key, [section.label.here, *_figure(figure)]


def _figure(one: Figure) -> list[Cell]:
    return [
        one.label.here,
        plain(one.value, one.unit),
        str(UNIT_WORDS[one.unit]),
        one.part,
        one.n,
        plain(one.low, one.unit),
        plain(one.high, one.unit),
        one.remark.here,
        one.note.here,
    ]


def _rows(table: Table) -> Iterator[Line]:
    for row in table.rows:
        pairs = zip(row.cells, table.columns, strict=True)
        yield [row.label.here, *(plain(value, column.unit) for value, column in pairs)]


def _sheet(
    book: Workbook, used: set[str], name: str, head: Sequence[str], rows: Iterable[Line]
) -> None:
    sheet = book.create_sheet(_name(name, used))
    sheet.freeze_panes = "A2"
    for place, width in enumerate([34] + [18] * (len(head) - 1)):
        sheet.column_dimensions[chr(ord("A") + place)].width = width
    titles = []
    for text in head:
        cell = WriteOnlyCell(sheet, value=text)
        cell.font = Font(bold=True)
        titles.append(cell)
    sheet.append(titles)
    for row in rows:
        sheet.append([_safe(value) for value in row])


def _name(words: str, used: set[str]) -> str:
    """A name that a spreadsheet takes, and that no other sheet has."""
    clean = "".join(" " if one in "[]:*?/\\" else one for one in words)[:LONGEST_NAME].strip()
    name, number = clean, 2
    while name.casefold() in used:
        name = f"{clean[: LONGEST_NAME - 3]} {number}"
        number += 1
    used.add(name.casefold())
    return name


def _safe(value: Cell) -> Cell:
    return safe_cell(value) if isinstance(value, str) else value


def _csv_line(values: Sequence[Cell]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([safe_cell(value) for value in values])
    return text.getvalue()
