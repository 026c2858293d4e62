"""A past with targets is told as it was: what was late, and what the open ones change.

The rows are made here and follow the law of a city that closes most of its requests within days,
keeps no time of acknowledgement, and leaves some open for ever: counted by closures alone it is
quick, counted with what is open it is not.
"""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from portal.complaints import services as complaints
from portal.complaints.importing import maps
from portal.complaints.models import MATTER, Complaint
from portal.foundation.clock import BANGKOK
from portal.foundation.database import session
from portal.foundation.policy import Role
from portal.operations import importing
from portal.response_times import services as times
from portal.response_times.figures.periods import Period, Span
from portal.response_times.figures.sheets import By
from portal.response_times.models import Promise
from portal.response_times.services import figures
from portal.response_times.standards import PromiseKind, Standard, Unit
from portal.response_times.versions import Scope, Version
from tests import makers
from tests.fixtures.portal import Town
from tests.makers import MONDAY
from tests.rooms.test_importing import elsewhere, load, traffy

OPENED = datetime(2026, 7, 1, 12, tzinfo=UTC)
READ = datetime(2027, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
MANY = 300
HEAD = (
    "case_enquiry_id",
    "open_dt",
    "target_dt",
    "closed_dt",
    "case_status",
    "closure_reason",
    "case_title",
    "type",
    "location",
    "latitude",
    "longitude",
)


def days_of(number: int) -> float | None:
    """One in fifteen never ends; of the rest nine in ten within two days, some within months."""
    if number % 15 == 7:
        return None
    return 0.02 * (number % 90) if number % 10 else 20.0 + number % 80


def target_of(number: int) -> timedelta | None:
    """Two in three were promised a time: a day and a half."""
    return 1.5 * DAY if number % 3 else None


@pytest.fixture
def city(town: Town, tmp_path: Path) -> Town:
    """The made-up city, read through the map of the published file."""
    path = tmp_path / "requests.csv"
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, HEAD)
        writer.writeheader()
        writer.writerows(map(row, range(MANY)))
    with town.app.app_context():
        tally = importing.load(path, "elsewhere", maps.preset("boston"), READ)
    assert (tally.added, tally.refused) == (MANY, [])
    return elsewhere(town)


def row(number: int) -> dict[str, str]:
    filed, days, target = OPENED + number * DAY / 4, days_of(number), target_of(number)

    def stamp(moment: datetime | None) -> str:
        return f"{moment:%Y-%m-%dT%H:%M:%S+00:00}" if moment else ""

    return {
        "case_enquiry_id": f"{101000000000 + number}",
        "open_dt": stamp(filed),
        "target_dt": stamp(filed + target if target else None),
        "closed_dt": stamp(filed + days * DAY if days is not None else None),
        "case_status": "Open" if days is None else "Closed",
        "closure_reason": "" if days is None else "Case Closed. Done.",
        "case_title": "Street light out",
        "type": ("Street Lights", "Potholes", "Missed Trash")[number % 3],
        "location": "Main Street",
        "latitude": "42.36",
        "longitude": "-71.06",
    }


def test_targets_kept_and_missed_are_those_of_the_file(city: Town) -> None:
    closed = [n for n in range(MANY) if target_of(n) and days_of(n) is not None]
    late = [n for n in closed if days_of(n) * DAY > target_of(n)]
    with city.look():
        named = (Promise.promise_kind == PromiseKind.RESOLVE, Promise.amount.is_(None))
        met, missed, unmet = session.execute(
            select(
                func.count(Promise.met_at),
                func.count().filter(Promise.met_at > Promise.due_at),
                func.count().filter(Promise.met_at.is_(None)),
            ).where(*named)
        ).one()
    assert (met, missed) == (len(closed), len(late)) == (180, 44)
    assert unmet == sum(target_of(n) is not None and days_of(n) is None for n in range(MANY))


def test_the_open_ones_make_it_slower_and_no_closure_is_lost(city: Town) -> None:
    ended = sorted(days_of(n) for n in range(MANY) if days_of(n) is not None)
    of_closed = {part: ended[int(len(ended) * part)] * 86_400 for part in (0.5, 0.9)}
    with city.look():
        period = Period(Span.DAYS, OPENED.date(), READ.astimezone(BANGKOK).date())
        sheet = figures.counted("complaint", period, [By.ALL, By.CATEGORY], READ)
        time = sheet[By.ALL].all.measured("resolve")
        session.rollback()
    assert (time.n, time.ended) == (MANY, len(ended))
    assert of_closed[0.5] < time.median.at < of_closed[0.5] * 1.2
    assert of_closed[0.9] < time.ninetieth.at
    assert sum(line.received for line in sheet[By.CATEGORY].lines) == MANY
    # By Kaplan and Meier with everybody watched so long: the share of all, not of the closed.
    within = sum(days * 86_400 <= time.median.at for days in ended)
    assert within / MANY == pytest.approx(0.5, abs=0.02)


def test_news_are_promised_to_an_imported_case_once_the_portal_spoke(
    town: Town, tmp_path: Path
) -> None:
    with town.app.app_context():
        other = Town(town.app, makers.municipality("elsewhere"))
    ten = Standard(PromiseKind.NEWS, 10, Unit.CALENDAR_DAYS)
    with other.work():
        times.begin_with(MATTER, [Version(Scope(), PromiseKind.NEWS, ten)], MONDAY)
    load(other, traffy(tmp_path))
    news = select(Promise.due_at).where(Promise.promise_kind == PromiseKind.NEWS)
    with other.look():
        assert session.scalars(news).all() == []
    with other.work():
        row = session.scalars(
            select(Complaint).where(Complaint.source_number == "2026-BBBBBB")
        ).one()
        clerk = other.actor(Role.CLERK)
        complaints.reply(clerk, row.id, "จะไปดูพรุ่งนี้", seen=row.version, at=MONDAY)
        (due,) = session.scalars(news).all()
        assert due.date() == (MONDAY + timedelta(days=10)).date()
