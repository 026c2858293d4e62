"""`flask response-times figures`: every published figure with its n, to be compared by anyone."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import click
from flask.cli import with_appcontext

from portal.foundation import clock, tenancy
from portal.foundation.errors import Invalid
from portal.municipalities import queries as municipalities
from portal.response_times.figures import periods, rooms
from portal.response_times.figures.exporting import line_values, look_values
from portal.response_times.figures.looks import Looks
from portal.response_times.figures.periods import Period
from portal.response_times.figures.sheets import By, Sheet
from portal.response_times.services import figures

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("figures")
@click.option("--municipality", "slug", required=True)
@click.option("--from", "first", type=DAY, required=True, help="First day of filing, 2026-10-01.")
@click.option("--to", "last", type=DAY, required=True, help="Last day, included.")
@click.option("--by", type=click.Choice([by.value for by in By]), default=By.ALL.value)
@click.option("--json", "as_json", is_flag=True, help="As JSON; otherwise a few words a line.")
@with_appcontext
def show(slug: str, first: datetime, last: datetime, by: str, *, as_json: bool) -> None:
    """Count the figures of the cases filed in a period, as they stand at this moment."""
    profile = municipalities.profile_by("", slug)
    if profile is None:
        raise click.ClickException(f"There is no municipality {slug}.")
    at = clock.now()
    with tenancy.acting_for(profile.id):
        try:
            period = periods.between(first.date(), last.date(), clock.local(at).date())
        except Invalid as refusal:
            raise click.ClickException(str(refusal)) from refusal
        kind = rooms.room().kind
        sheet = figures.counted(kind, period, [By(by)], at)[By(by)]
        looks = rooms.room().looks(period, 0, at)
        names = {key: str(name) for key, name in rooms.room().names(By(by)).items()}
    if as_json:
        click.echo(
            json.dumps(_told(sheet, By(by), period, names, looks), ensure_ascii=False, indent=2)
        )
        return
    for line in sheet.lines:
        click.echo(f"{names.get(line.key, line.key or 'all')}\t{line.received}")


def _told(
    sheet: Sheet, by: By, period: Period, names: dict[str, str], looks: Looks
) -> dict[str, Any]:
    days: tuple[date, date] = (period.first, period.last)
    return {
        "moment": sheet.at.isoformat(),
        "from": days[0].isoformat(),
        "to": days[1].isoformat(),
        "by": by.value,
        "not_counted": sheet.not_counted,
        "second_looks": look_values(looks),
        "flow": [
            {"week_from": week, "received": came, "ended": left} for week, came, left in sheet.flow
        ],
        "lines": [
            {"key": line.key, "name": names.get(line.key, line.key), **line_values(line)}
            for line in sorted(sheet.lines, key=lambda line: line.key)
        ],
    }
