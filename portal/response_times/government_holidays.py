"""The holidays of Thai government offices, as the library `holidays` knows them.

Its public and government days with their substitution days, without those on which offices work:
Labour Day and Children's Day, and the days in lieu of them. The government declares bridge days
late, and lunar days are computed ahead, so a year is a first suggestion that the clerk confirms.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from holidays import country_holidays

CATEGORIES = ("public", "government")
OFFICES_WORK = ("National Labor Day", "National Children's Day")
_BETWEEN = "; "


@lru_cache(maxsize=16)
def of_year(year: int) -> tuple[tuple[date, str, str], ...]:
    """The days of a year (A.D.) in order, with their names in Thai and English."""
    thai = country_holidays("TH", years=year, language="th", categories=CATEGORIES)
    english = country_holidays("TH", years=year, language="en_US", categories=CATEGORIES)
    return tuple(
        (day, thai[day], english[day]) for day in sorted(english) if not _offices_work(english[day])
    )


def _offices_work(title: str) -> bool:
    """Whether nothing but days on which offices work falls together here."""
    return all(part.startswith(OFFICES_WORK) for part in title.split(_BETWEEN))
