"""A file's rows as plain columns: CSV (also gzipped) or the first sheet of an XLSX workbook."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy

LONGEST_CELL = 10_000_000
Row = tuple[int, dict[str, str]]
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def read(path: Path) -> Iterator[Row]:
    """Yield (line number in the file, cells by column name), the heading being line 1."""
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        yield from _sheet(path)
        return
    csv.field_size_limit(LONGEST_CELL)
    with _opened(path) as source:
        reader = csv.DictReader(source)
        if not reader.fieldnames:
            raise Invalid(lazy("The file %(file)s is empty.", file=path.name))
        for cells in reader:
            yield reader.line_num, {key: bare(value or "") for key, value in cells.items() if key}


def guarded(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula: those get an apostrophe in front."""
    is_formula = isinstance(cell, str) and _FORMULA.match(cell) is not None
    return f"'{cell}" if is_formula else cell


def bare(cell: str) -> str:
    """The cell as it was before `guarded`, which this undoes exactly."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def count(path: Path) -> int:
    """How many rows there are, for the progress bar."""
    return sum(1 for _row in read(path))


def _opened(path: Path) -> TextIO:
    """UTF-8 with or without a mark; a register saved by an old Thai Windows in cp874."""
    try:
        return _text(path, _encoding(path))
    except OSError as error:
        raise Invalid(
            lazy("The file %(file)s cannot be read: %(why)s", file=path.name, why=str(error))
        ) from error


def _encoding(path: Path) -> str:
    with _text(path, "utf-8-sig") as source:
        try:
            source.read(1_000_000)
        except UnicodeDecodeError:
            return "cp874"
    return "utf-8-sig"


def _text(path: Path, encoding: str) -> TextIO:
    if path.suffix.lower() == ".gz":
        return gzip.open(path, "rt", encoding=encoding, newline="")
    return path.open(encoding=encoding, newline="")


def _sheet(path: Path) -> Iterator[Row]:
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - slow to import, seldom needed

        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:
        raise Invalid(
            lazy("The file %(file)s cannot be read: %(why)s", file=path.name, why=str(error))
        ) from error
    try:
        lines = book.worksheets[0].iter_rows(values_only=True)
        names = [str(cell or "").strip() for cell in next(lines, ())]
        for number, cells in enumerate(lines, 2):
            if any(cell is not None for cell in cells):
                yield (
                    number,
                    {name: _cell(cell) for name, cell in zip(names, cells, strict=False) if name},
                )
    finally:
        book.close()


def _cell(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, (datetime, date)):
        return cell.isoformat()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
