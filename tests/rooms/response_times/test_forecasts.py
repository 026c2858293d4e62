"""What may be said of a new complaint, counted from the facts that are kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, insert, select

from portal.complaints import services as complaints
from portal.complaints.lifecycle import Closing, Kind
from portal.complaints.models import MATTER, Category, Complaint
from portal.complaints.queries import forecasts as said
from portal.foundation.database import session
from portal.foundation.i18n import speaking
from portal.foundation.policy import Role
from portal.response_times import jobs_forecast
from portal.response_times.forecasting.statements import Withheld
from portal.response_times.lifecycle import Outcome
from portal.response_times.models import Forecast, MatterFact
from portal.response_times.queries import forecasts
from portal.response_times.services import forecasting
from tests import makers
from tests.fixtures.portal import Town
from tests.life import Making
from tests.makers import MONDAY

DAY = timedelta(days=1)


def category_id(code: str = "road") -> int:
    return session.scalars(select(Category.id).where(Category.code == code)).one()


def write(n: int, days: float = 2, **more: object) -> None:
    """So many facts, a new one every other day, each resolved after `days`."""
    first = session.scalar(select(func.max(MatterFact.matter_id))) or 0
    rows = []
    for i in range(n):
        filed_at = MONDAY - (20 + 2 * i) * DAY
        row = {
            "matter_kind": MATTER,
            "matter_id": first + 1 + i,
            "category_id": None,
            "area_id": None,
            "channel": "web",
            "filed_at": filed_at,
            "ended_at": filed_at + days * DAY,
            "outcome": Outcome.RESOLVED.value,
            **more,
        }
        rows.append(row)
    session.execute(insert(MatterFact), [{"municipality_id": here(), **row} for row in rows])


def here() -> int:
    return session.scalars(select(Category.municipality_id)).first() or 0


def recount(at: datetime = MONDAY) -> None:
    forecasting.keep(MATTER, forecasting.counted(MATTER, at), at)


def words(at: datetime = MONDAY, **changes: object) -> str:
    """What the page of a new complaint says; empty where it says nothing."""
    receipt = makers.complaint(at=at)
    row = session.get_one(Complaint, receipt.complaint_id)
    for name, value in changes.items():
        setattr(row, name, value)
    with speaking("en"):
        spoken = said.forecast_words(row, at)
    return f"{spoken.sentence} {spoken.basis}".strip() if spoken else ""


def test_the_group_most_like_it_speaks_in_one_question(inside: Town) -> None:
    road, area = category_id(), 5
    write(30, days=0.1)
    write(50, days=3.2, category_id=road)
    write(30, days=6, category_id=road, area_id=area)
    recount()
    times = {
        asked: forecasts.forecast_of(MATTER, *asked, MONDAY).median / 86_400
        for asked in ((road, area), (road, area + 1), (category_id("waste"), area), (None, None))
    }
    assert times == {
        (road, area): 6.0,
        (road, area + 1): 3.2,
        (category_id("waste"), area): 3.2,
        (None, None): 3.2,
    }


def test_the_page_says_how_long_it_takes_and_from_what(inside: Town) -> None:
    write(40, days=3.2, category_id=category_id())
    write(10, days=11, category_id=category_id())
    recount()
    assert words(category_id=category_id()) == (
        "Half of complaints like this are resolved within 4 days, nine in ten within 11 days."
        " Counted from the filing, from 50 complaints about “Damaged road” in the past 12"
        " months, of which 0 are still open. As of 23 November 2026."
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": Kind.SUGGESTION.value},
        {"kind": Kind.COMPLIMENT.value},
        {"visibility": "private"},
        {"state": "resolved"},
        {"state": "closed"},
        {"reopened": 1},
    ],
)
def test_nothing_is_said_where_it_would_be_out_of_place(
    inside: Town, changes: dict[str, object]
) -> None:
    write(40)
    recount()
    assert words()
    assert words(**changes) == ""


def test_before_the_first_count_nothing_is_said(inside: Town) -> None:
    assert words() == ""


def test_too_few_are_said_to_be_too_few(inside: Town) -> None:
    write(29)
    recount()
    assert words() == (
        "We do not say how long it usually takes: fewer than 30 complaints were resolved here in"
        " the past 12 months."
    )


def test_a_register_that_keeps_no_times_says_so(inside: Town) -> None:
    """Seven in ten finished complaints without a time, as in a register known to us."""
    write(60, category_id=category_id())
    write(140, category_id=category_id(), ended_at=None, is_timed=False)
    recount()
    row = session.scalars(select(Forecast).where(Forecast.category_id == category_id())).one()
    assert (row.withheld, row.untimed_share) == (Withheld.UNTIMED, 0.7)
    assert (row.median_seconds, row.p90_seconds) == (None, None)
    assert words(category_id=category_id()) == (
        "We do not say how long it usually takes: for too many finished complaints the register"
        " does not say when they were finished."
    )


def test_a_count_that_is_a_week_old_is_not_shown(inside: Town) -> None:
    write(40)
    recount()
    assert words(MONDAY + 7 * DAY).startswith("Nine in ten")
    assert "too old" in words(MONDAY + 8 * DAY)


def test_counting_anew_replaces_what_was_said(inside: Town) -> None:
    write(40)
    recount()
    write(40, category_id=category_id())
    recount()
    rows = session.scalars(select(Forecast).order_by(Forecast.id)).all()
    assert [(row.category_id, row.n) for row in rows] == [(None, 80), (category_id(), 40)]


def test_what_a_reopening_undid_is_known_from_the_promises(inside: Town) -> None:
    made = Making(inside.actor(Role.CLERK), makers.complaint(at=MONDAY), MONDAY)
    made.does(complaints.acknowledge)
    made.does(complaints.start)
    made.does(complaints.resolve, "เสร็จแล้ว", no_photo_because="มืด")
    resolved = made.at
    made.does(complaints.reopen, "ยังไม่เรียบร้อย")
    past = forecasts.pasts(MATTER)[0]
    assert past.earlier == ((resolved.timestamp(), made.at.timestamp()),)
    assert past.outcome == ""


def test_accusations_are_not_in_the_past(inside: Town) -> None:
    write(40, is_counted=False)
    write(3)
    assert len(forecasts.pasts(MATTER)) == 3
    assert len(forecasts.pasts(MATTER, MONDAY - 21 * DAY)) == 1


# ── the commands ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def history(town: Town) -> Callable[..., str]:
    """A town with a year of complaints; runs a command and gives what it printed."""
    with town.work():
        write(150, days=2, category_id=category_id())
        write(40, days=5, category_id=category_id("waste"), outcome=Closing.WITHDRAWN.value)

    def runs(*words: str) -> str:
        result = town.app.test_cli_runner().invoke(args=["response-times", *words])
        assert result.exit_code == (0 if "nowhere" not in words else 1), result.output
        return result.output

    return runs


def test_the_backtest_prints_each_category_with_its_coverage(history: Callable[..., str]) -> None:
    told = json.loads(history("backtest", "--municipality", makers.SLUG, "--json"))
    assert 0 < told["total"]["half"]["coverage"] < 1
    assert sum(each["later"] for each in told["months"]) == told["total"]["later"]
    road = told["categories"][0]
    assert (road["name"], road["half"]["held"], road["half"]["undecided"]) == ("Damaged road", 1, 0)
    assert told["method"] == "blended"
    table = history("backtest", "--municipality", makers.SLUG, "--plain")
    assert table.splitlines()[0].startswith("\tlater\t50 %: held")
    assert any(line.startswith("Damaged road\t") for line in table.splitlines())


def test_a_forecast_can_be_counted_at_once(history: Callable[..., str], town: Town) -> None:
    assert "nowhere" in history("forecast", "--municipality", "nowhere")
    history("forecast", "--municipality", makers.SLUG)
    with town.look() as looking:
        assert looking.scalar(select(func.count()).select_from(Forecast)) > 0


def test_the_nightly_job_counts_every_municipality(town: Town) -> None:
    with town.work():
        write(40)
    with town.app.app_context():
        jobs_forecast.recount_forecasts(MONDAY)
    with town.look() as looking:
        row = looking.scalars(select(Forecast)).one()
        assert (row.n, row.withheld, row.made_at) == (40, "", MONDAY)
