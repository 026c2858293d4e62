"""The blueprint of reports, and what their pages need."""

from __future__ import annotations

from datetime import date

from portal.foundation.i18n import language
from portal.foundation.web import room
from portal.participation.projects import queries as projects
from portal.reports.counting.naming import period_words
from portal.reports.rendering import cells
from portal.response_times.figures import periods
from portal.response_times.figures.periods import Span

blueprint = room("reports", "portal.reports")


@blueprint.app_template_global("report_cells")
def report_cells() -> object:
    """How values are put into words."""
    return cells


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
