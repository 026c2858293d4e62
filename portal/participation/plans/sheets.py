"""Tables as files: CSV and XLSX, read with care and written the same every time. Pure."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from portal.complaints.importing.rows import bare, guarded
from portal.foundation.errors import Invalid, TooLarge
from portal.foundation.i18n import lazy

MOST_BYTES: Final = 4 * 1024 * 1024
MOST_UNPACKED: Final = 40 * 1024 * 1024
MOST_ROWS: Final = 5000
MOST_COLUMNS: Final = 100
Cells = Sequence[str]
Table = list[tuple[int, list[str]]]
"""Rows with their number in the file, the heading being the first."""
UNREADABLE: Final = lazy("The file cannot be read. Save it as CSV (UTF-8) or as an XLSX workbook.")
BIG: Final = lazy("The file is too large. A plan has at most 4 megabytes.")
NOTHING: Final = lazy("There is nothing in the file.")


def read(content: bytes) -> Table:
    """The rows of a CSV file or of a workbook's first sheet, without those that are empty.

    Raises `Invalid` where it is neither, `TooLarge` beyond what a plan needs.
    """
    if len(content) > MOST_BYTES:
        raise TooLarge(BIG)
    rows = _workbook(content) if content.startswith(b"PK") else _csv(content)
    found: Table = []
    for number, cells in rows:
        if any(cells):
            found.append((number, [bare(cell) for cell in cells]))
        if len(found) > MOST_ROWS:
            raise TooLarge(lazy("The file has more than %(most)s rows.", most=f"{MOST_ROWS:,}"))
    if not found:
        raise Invalid(NOTHING)
    return found


def write_csv(rows: Iterable[Cells], *, mark: bool = True) -> bytes:
    """CSV in UTF-8; with a mark, by which spreadsheets know Thai letters."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig" if mark else "utf-8")


def write_xlsx(rows: Iterable[Cells], title: str, numeric: frozenset[int]) -> bytes:
    """A workbook of one sheet, numbers in the columns `numeric`; same rows, same bytes."""
    lines = "".join(_line(at, row, numeric) for at, row in enumerate(rows, 1))
    sheet = f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>'
    book = (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
        f'<sheet name="{escape(title)[:31]}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    parts = {**_FIXED, "xl/workbook.xml": book, "xl/worksheets/sheet1.xml": sheet}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(
                zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FIXED = {
    "[Content_Types].xml": (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml"'
        f' ContentType="{_KIND}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}


def _line(at: int, cells: Cells, numeric: frozenset[int]) -> str:
    every = (
        _cell(f"{_column(place)}{at}", cell, is_number=at > 1 and place in numeric)
        for place, cell in enumerate(cells)
        if cell
    )
    return f'<row r="{at}">{"".join(every)}</row>'


def _cell(name: str, cell: str, *, is_number: bool) -> str:
    if is_number:
        return f'<c r="{name}"><v>{cell}</v></c>'
    text = escape(str(guarded(cell)))
    return f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _column(place: int) -> str:
    first, last = divmod(place, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def _csv(content: bytes) -> Iterable[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp874")
        except UnicodeDecodeError as error:
            raise Invalid(UNREADABLE) from error
    if "\0" in text:
        raise Invalid(UNREADABLE)
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        for cells in reader:
            yield reader.line_num, [cell.strip() for cell in cells[:MOST_COLUMNS]]
    except csv.Error as error:
        raise Invalid(UNREADABLE) from error


def _workbook(content: bytes) -> Iterable[tuple[int, list[str]]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import, seldom needed

    try:
        _refuse_bomb(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        lines = book.worksheets[0].iter_rows(
            values_only=True, max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS
        )
        rows = [(number, [_said(cell) for cell in cells]) for number, cells in enumerate(lines, 1)]
        book.close()
    except TooLarge:
        raise
    except Exception as error:
        raise Invalid(UNREADABLE) from error
    return rows


def _refuse_bomb(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            raise TooLarge(BIG)


def _said(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell).strip()
