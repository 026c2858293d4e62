"""What a new municipality starts with: the usual office week and the government's holidays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from portal.foundation import tenancy
from portal.response_times import government_holidays, queries, services
from portal.response_times.calendar import Opening

YEARS = range(2023, 2029)
OFFICE_DAY: tuple[Opening, ...] = ((time(8, 30), time(16, 30)),)
OFFICE_WEEK = (OFFICE_DAY,) * 5 + ((),) * 2


def preset(municipality_id: int, years: Iterable[int] = YEARS) -> None:
    """Monday to Friday 08.30–16.30, and the government holidays of these years (A.D.).

    What is there stays: hours that were set, years that were entered, days struck out by hand.
    """
    with tenancy.acting_for(municipality_id):
        if not any(queries.week_of(municipality_id)):
            services.set_week(OFFICE_WEEK)
        covered = queries.covered_years(municipality_id)
        missing = [year for year in years if year not in covered]
        services.confirm_year(
            holiday for year in missing for holiday in government_holidays.of_year(year)
        )


def dump(municipality_id: int) -> dict[str, Any]:
    """The office's week and days as plain values, for a set-up file."""
    return {
        "week": [
            [[opens_at.isoformat(), closes_at.isoformat()] for opens_at, closes_at in openings]
            for openings in queries.week_of(municipality_id)
        ],
        "holidays": [
            {
                "day": line.day.isoformat(),
                "title_th": line.title_th,
                "title_en": line.title_en,
                "origin": line.origin,
                "works": line.works,
            }
            for line in queries.holidays_of(municipality_id)
        ],
    }


def load(municipality_id: int, kept: dict[str, Any]) -> None:
    """Take over what `dump` gave; days that are there already keep their names."""
    week = tuple(
        tuple(
            (time.fromisoformat(opens_at), time.fromisoformat(closes_at))
            for opens_at, closes_at in openings
        )
        for openings in kept["week"]
    )
    with tenancy.acting_for(municipality_id):
        services.set_week(week)
        services.confirm_year(_named(kept["holidays"], "government"))
        for day, title_th, title_en in _named(kept["holidays"], "local"):
            services.stay_shut_on(day, title_th, title_en)
        for line in kept["holidays"]:
            if line["works"]:
                services.work_on(date.fromisoformat(line["day"]))


def _named(lines: list[dict[str, Any]], origin: str) -> list[tuple[date, str, str]]:
    return [
        (date.fromisoformat(line["day"]), line["title_th"], line["title_en"])
        for line in lines
        if line["origin"] == origin
    ]
