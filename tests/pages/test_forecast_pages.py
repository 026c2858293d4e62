"""How long it usually takes, in Chromium: on the receipt, to the reporter and to anyone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import insert, update

from portal.complaints.models import MATTER, Complaint
from portal.foundation import clock
from portal.response_times.models import MatterFact
from portal.response_times.services import forecasting
from tests.fixtures.portal import Town
from tests.pages.window import Window

DAY = timedelta(days=1)


def write(town: Town, *, untimed: int = 0) -> None:
    """Fifty complaints that took up to ten days, some of them perhaps without a known end."""
    at = clock.now()
    with town.work() as session:
        rows = [
            {
                "municipality_id": town.id,
                "matter_kind": MATTER,
                "matter_id": i + 1,
                "channel": "web",
                "filed_at": at - (20 + i) * DAY,
                "ended_at": None if i < untimed else at - (20 + i - i % 10) * DAY,
                "outcome": "resolved",
                "is_timed": i >= untimed,
            }
            for i in range(50)
        ]
        session.execute(insert(MatterFact), rows)
        forecasting.keep(MATTER, forecasting.counted(MATTER, at), at)


def files(window: Window) -> Window:
    window.open("/report").fill("What is wrong?", "ไฟถนนดับทั้งซอย").fill("Landmark", "หน้าตลาด")
    return window.press("Check before sending").press("Send")


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_how_long_it_takes_is_said(
    page_at: Callable[..., Window], town: Town, width: int, language: str
) -> None:
    write(town)
    window = page_at(width, language)
    files(window).check("receipt-forecast")
    heading = window.page.get_by_role("heading", name=window.words("How long it usually takes"))
    expect(heading).to_be_visible()
    window.click("Follow this matter").check("following-forecast")
    expect(heading).to_be_visible()
    with town.work() as session:
        session.execute(update(Complaint).values(is_public=True, visibility="public"))
    window.open(f"/complaints/{clock.local(clock.now()).year}/1").check("public-forecast")
    expect(heading).to_be_visible()


@pytest.mark.parametrize("language", ["th", "en"])
def test_without_times_the_promise_stands_alone(
    page_at: Callable[..., Window], town: Town, language: str
) -> None:
    write(town, untimed=18)
    window = page_at(360, language)
    files(window).check("receipt-no-forecast")
    why = (
        "We do not say how long it usually takes: for too many finished complaints the register"
        " does not say when they were finished."
    )
    expect(window.page.get_by_text(window.words(why))).to_be_visible()
    heading = window.page.get_by_role("heading", name=window.words("How long it usually takes"))
    expect(heading).to_have_count(0)
