"""Figures as CSV: with a byte order mark, and safe in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence

from flask import make_response, request
from werkzeug.wrappers import Response

from portal.response_times.figures.charts import TICKS, share_by
from portal.response_times.figures.exporting import line_values, look_values, safe_cell
from portal.response_times.figures.sheets import Line
from portal.response_times.views.figures_page import Asked, Page

MARK = "\ufeff"
Table = tuple[list[str], Iterable[Sequence[object]]]
"""Names of the columns, and the rows."""


def csv_of(asked: Asked, page: Page) -> Response:
    """One table of the page: the lines, or with `table=` one of the others."""
    wanted = request.args.get("table", "lines")
    table = wanted if wanted in _TABLES else "lines"
    head, rows = _TABLES[table](page)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    answer = make_response(MARK + text.getvalue())
    answer.mimetype = "text/csv"
    period = f"{asked.period.first}_{asked.period.last}"
    answer.headers["Content-Disposition"] = f"attachment; filename=figures_{table}_{period}.csv"
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _lines(page: Page) -> Table:
    named = [("", "*", page.line), *((g.line.key, g.name, g.line) for g in page.groups)]
    rows = [(key, name, *line_values(line).values()) for key, name, line in named]
    return ["key", "name", *line_values(Line(""))], rows


def _curves(page: Page) -> Table:
    rows = [
        (name, seconds, share_by(curve, seconds))
        for name, curve in page.whole.curves.items()
        for seconds, _words in TICKS
    ]
    return ["measure", "seconds", "share_ended"], rows


def _looks(page: Page) -> Table:
    values = look_values(page.looks)
    return list(values), [tuple(values.values())]


_TABLES: dict[str, Callable[[Page], Table]] = {
    "lines": _lines,
    "flow": lambda page: (["week_from", "received", "ended"], page.whole.flow),
    "curves": _curves,
    "ages": lambda page: (["age", "open"], page.age_counts),
    "looks": _looks,
}
