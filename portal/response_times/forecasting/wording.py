"""What a page says of complaints like this one, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.foundation import clock, dates
from portal.foundation.i18n import Bilingual, Lazy, _, language, lazy, ngettext
from portal.response_times.forecasting.rounding import said
from portal.response_times.forecasting.statements import FEWEST_RESOLVED, Key, Withheld

REASONS: dict[Withheld, Lazy] = {
    Withheld.FEW: lazy(
        "We do not say how long it usually takes: fewer than %(fewest)s complaints were resolved"
        " here in the past 12 months.",
        fewest=FEWEST_RESOLVED,
    ),
    Withheld.UNTIMED: lazy(
        "We do not say how long it usually takes: for too many finished complaints the register"
        " does not say when they were finished."
    ),
    Withheld.STALE: lazy(
        "We do not say how long it usually takes: our records are too old for that."
    ),
    Withheld.OPEN: lazy(
        "We do not say how long it usually takes: too many complaints like this are still open."
    ),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The sentence, and under it what it rests on; or why there is none."""

    sentence: str
    basis: str
    is_stated: bool


@dataclass(frozen=True, slots=True)
class ForecastLine:
    """What may be said of one complaint. Times are in seconds from its filing.

    `withheld` says why nothing is said; then the times are empty.
    """

    key: Key
    n: int
    open_share: float
    untimed_share: float
    median: int | None
    p90: int | None
    made_at: datetime
    withheld: Withheld | None


def words(line: ForecastLine, category: Bilingual | None, area: Bilingual | None) -> Words:
    """What the page says of a complaint of this category in this area."""
    if line.median is None:
        return Words(str(REASONS[line.withheld or Withheld.OPEN]), "", is_stated=False)
    basis = counted_from(line, category, area)
    return Words(sentence(line.median, line.p90), basis, is_stated=True)


def sentence(median: float, p90: float | None) -> str:
    """Say “Half of complaints like this are resolved within 4 days, nine in ten within 12 days”."""
    half = within(median)
    if p90 is None:
        return _(
            "Half of complaints like this are resolved %(half)s. For nine in ten no time can be"
            " stated yet: too many are still open.",
            half=half,
        )
    most = within(p90)
    if half == most:
        return _("Nine in ten complaints like this are resolved %(most)s.", most=most)
    return _(
        "Half of complaints like this are resolved %(half)s, nine in ten %(most)s.",
        half=half,
        most=most,
    )


def within(seconds: float) -> str:
    """“within 4 days”, rounded up; in hours under a day."""
    time = said(seconds)
    if time.in_days:
        return ngettext("within %(n)d day", "within %(n)d days", time.amount)
    return ngettext("within %(n)d hour", "within %(n)d hours", time.amount)


def counted_from(line: ForecastLine, category: Bilingual | None, area: Bilingual | None) -> str:
    """From how many complaints of which kind, until when."""
    numbers = {
        "n": f"{line.n:,}",
        "still_open": f"{round(line.n * line.open_share):,}",
        "day": dates.date_long(clock.local(line.made_at).date(), language()),
    }
    category_id, area_id = line.key
    if category is not None and area is not None and area_id is not None:
        return _(
            "Counted from the filing, from %(n)s complaints about “%(category)s” in %(area)s"
            " in the past 12 months, of which %(still_open)s are still open. As of %(day)s.",
            category=category.here,
            area=area.here,
            **numbers,
        )
    if category is not None and category_id is not None:
        return _(
            "Counted from the filing, from %(n)s complaints about “%(category)s” in the past"
            " 12 months, of which %(still_open)s are still open. As of %(day)s.",
            category=category.here,
            **numbers,
        )
    return _(
        "Counted from the filing, from all %(n)s complaints in the past 12 months, of which"
        " %(still_open)s are still open. As of %(day)s.",
        **numbers,
    )
