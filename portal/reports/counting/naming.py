"""What a report is about, in words of both languages."""

from __future__ import annotations

from portal.foundation.clock import local
from portal.foundation.dates import date_long, date_short, fiscal_quarter, fiscal_year, year_shown
from portal.foundation.i18n import LANGUAGES, Bilingual, _, speaking
from portal.reports.scope import Scope
from portal.response_times.figures.periods import Period, Span


def about(scope: Scope) -> Bilingual:
    """Which project and which days."""
    said = []
    for language in LANGUAGES:
        with speaking(language):
            days = f"{date_short(scope.first, language)} – {date_short(scope.last, language)}"
            if scope.project is None:
                said.append(f"{period_words(scope.period, language)} ({days})")
            else:
                title = scope.project.title.in_(language)
                until = date_long(local(scope.at).date(), language)
                words = _("%(project)s, from its beginning to %(day)s", project=title, day=until)
                said.append(
                    words
                    if scope.period.span is Span.DAYS
                    else f"{title}, {period_words(scope.period, language)} ({days})"
                )
    return Bilingual(*said)


def period_words(period: Period, language: str) -> str:
    """A quarter or a fiscal year in the language of the moment."""
    year = year_shown(fiscal_year(period.first), language)
    if period.span is Span.QUARTER:
        return _("Quarter %(n)s of fiscal year %(year)s", n=fiscal_quarter(period.first), year=year)
    return _("Fiscal year %(year)s", year=year)
