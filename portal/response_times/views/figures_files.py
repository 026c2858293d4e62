"""Figures as CSV: with a byte order mark, and safe in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from flask import make_response, request
from werkzeug.wrappers import Response

from portal.response_times.figures.charts import TICKS, share_by
from portal.response_times.figures.exporting import line_values, safe_cell
from portal.response_times.figures.sheets import Line
from portal.response_times.views.figures_page import Asked, Page

MARK = "\ufeff"


def csv_of(asked: Asked, page: Page) -> Response:
    """One table of the page: the lines, or with `table=` the flow, the curves or the ages."""
    table = request.args.get("table", "lines")
    match table:
        case "flow":
            rows: Iterable[Sequence[object]] = page.whole.flow
            head = ["week_from", "received", "ended"]
        case "curves":
            head = ["measure", "seconds", "share_ended"]
            rows = [
                (name, seconds, share_by(curve, seconds))
                for name, curve in page.whole.curves.items()
                for seconds, _words in TICKS
            ]
        case "ages":
            head, rows = ["age", "open"], page.age_counts
        case _:
            table = "lines"
            head = ["key", "name", *line_values(Line(""))]
            named = [("", "*", page.line), *((g.line.key, g.name, g.line) for g in page.groups)]
            rows = [(key, name, *line_values(line).values()) for key, name, line in named]
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
