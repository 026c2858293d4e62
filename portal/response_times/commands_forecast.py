"""`flask response-times forecast` and `backtest`: count what is said, and whether it held."""

from __future__ import annotations

import json
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
from flask.cli import with_appcontext

from portal.foundation import clock, tenancy
from portal.foundation.database import session
from portal.foundation.i18n import speaking
from portal.municipalities import queries as municipalities
from portal.municipalities.queries import Profile
from portal.response_times.figures import rooms
from portal.response_times.figures.sheets import By
from portal.response_times.forecasting.replay import Pair, Replay, Tally, replay
from portal.response_times.jobs_forecast import recount
from portal.response_times.queries import forecasts

SLUG = click.option("--municipality", "slug", required=True)
NAMES = ("half", "nine_in_ten")
_HEAD = ("", "later", "50 %: held", "as said", "coverage", "90 %: held", "as said", "coverage")


@click.command("forecast")
@SLUG
@with_appcontext
def forecast(slug: str) -> None:
    """Count anew what is said of new complaints, without waiting for the night."""
    with tenancy.acting_for(_profile(slug).id):
        stated = recount(rooms.room().kind, clock.now())
    click.echo(f"{stated} kinds of complaints can be spoken of.")


@click.command("backtest")
@SLUG
@click.option("--json", "as_json", is_flag=True)
@click.option("--plain", "is_plain", is_flag=True, help="Give the last month no more weight.")
@click.option("--time-zone", "zone", default="Asia/Bangkok", show_default=True)
@with_appcontext
def backtest(slug: str, zone: str, *, as_json: bool, is_plain: bool) -> None:
    """Replay history month by month: how often each statement held, and its coverage."""
    at, kind = clock.now(), rooms.room().kind
    with speaking("en"), tenancy.acting_for(_profile(slug).id):
        pasts = forecasts.pasts(kind)
        names = {key: str(name) for key, name in rooms.room().names(By.CATEGORY).items()}
        session.remove()
    done = replay(pasts, at.timestamp(), is_plain=is_plain, zone=_zone(zone))
    if as_json:
        told = {"municipality": slug, "moment": at.isoformat(), "time_zone": zone}
        told["method"] = "plain" if is_plain else "blended"
        click.echo(json.dumps({**told, **_told(done, names)}, ensure_ascii=False, indent=2))
        return
    for line in _table(done, names):
        click.echo(line)


def _profile(slug: str) -> Profile:
    profile = municipalities.profile_by("", slug)
    if profile is None:
        raise click.ClickException(f"There is no municipality {slug}.")
    return profile


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise click.BadParameter(name, param_hint="--time-zone") from error


def _told(done: Replay, names: dict[str, str]) -> dict[str, Any]:
    return {
        "total": _pair_told(done.total),
        "months": [
            {"month": f"{month:%Y-%m}", **_pair_told(pair)} for month, pair in done.months.items()
        ],
        "categories": [
            {"id": key, "name": _name(key, names), **_pair_told(pair)}
            for key, pair in _most_first(done)
        ],
    }


def _pair_told(pair: Pair) -> dict[str, Any]:
    return {
        "later": pair[0].later,
        **{name: _tally_told(tally) for name, tally in zip(NAMES, pair, strict=True)},
    }


def _tally_told(tally: Tally) -> dict[str, Any]:
    return {
        "stated": tally.stated,
        "coverage": _rounded(tally.coverage),
        "undecided": tally.undecided,
        "held": _rounded(tally.share),
        "held_as_said": _rounded(tally.share_as_said),
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _table(done: Replay, names: dict[str, str]) -> list[str]:
    rows = [_HEAD, ("all", *_cells(done.total))]
    rows += [(f"{month:%Y-%m}", *_cells(pair)) for month, pair in done.months.items()]
    rows += [(_name(key, names), *_cells(pair)) for key, pair in _most_first(done)]
    return ["\t".join(row) for row in rows]


def _cells(pair: Pair) -> tuple[str, ...]:
    shares = [
        "–" if share is None else f"{share:.1%}"
        for tally in pair
        for share in (tally.share, tally.share_as_said, tally.coverage)
    ]
    return (f"{pair[0].later:,}", *shares)


def _most_first(done: Replay) -> list[tuple[int | None, Pair]]:
    return sorted(done.categories.items(), key=lambda each: -each[1][0].later)


def _name(category_id: int | None, names: dict[str, str]) -> str:
    return names.get(str(category_id), "–" if category_id is None else str(category_id))
