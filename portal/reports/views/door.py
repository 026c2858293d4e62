"""The blueprint of reports, and what their pages need."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from markupsafe import Markup, escape

from portal.foundation.i18n import language
from portal.foundation.web import room
from portal.participation.projects import queries as projects
from portal.places.area_map import AreaMap
from portal.reports.content import Column, Table
from portal.reports.counting.naming import period_words
from portal.reports.rendering import cells, maps
from portal.response_times.figures import periods
from portal.response_times.figures.periods import Span

_LISTS: Final = (
    *(
        "acts",
        "ideas",
        "forums",
        "votes",
        "tasks",
        "gifts",
        "milestones",
        "inspections",
        "findings",
    ),
    *("used", "stars", "benefits", "moderated", "received", "overdue"),
)
ANY_LIST: Final = f"<any({','.join(_LISTS)}):key>"
"""In addresses: which list behind the figures."""
blueprint = room("reports", "portal.reports")


THAI: Final = re.compile("([\u0e01-\u0e5b](?:[\u0e01-\u0e5b0-9 .()]*[\u0e01-\u0e5b.)])?)")
"""A stretch of Thai, with the digits and stops inside of it."""
IN_THAI: Final = Markup('<span lang="th">{}</span>')


@blueprint.app_template_filter("marked")
def marked(words: object) -> Markup:
    """The words, with what is Thai marked as Thai on pages in another language."""
    if language() == "th":
        return escape(words)
    pieces = THAI.split(str(words))
    return Markup().join(
        IN_THAI.format(piece) if place % 2 else piece for place, piece in enumerate(pieces)
    )


@blueprint.app_template_global("report_cells")
def report_cells() -> object:
    """How values are put into words."""
    return cells


@blueprint.app_template_global("report_map")
def report_map(table: Table) -> tuple[AreaMap, Column] | None:
    """The map of a table by areas."""
    return maps.of_table(table)


def offered_periods(today: date) -> list[tuple[str, str]]:
    """Quarters and fiscal years that have begun, the newest first."""
    return [
        (one.name, period_words(one, language()))
        for one in periods.offered(today)
        if one.span in {Span.QUARTER, Span.FISCAL_YEAR}
    ]


def offered_projects() -> list[tuple[str, str]]:
    """Published projects, as (number, words)."""
    return [(str(one.number), one.title.here) for one in projects.published()]
