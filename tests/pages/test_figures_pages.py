"""Figures in Chromium: two widths, two languages, on paper, with few cases and with many."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from portal.complaints import services
from portal.complaints.queries import choices
from portal.foundation import clock
from portal.foundation.policy import Role
from portal.response_times import jobs_proof
from tests import life as lives
from tests import makers
from tests.fixtures.portal import Town
from tests.pages.window import Window


@pytest.fixture
def cases(town: Town) -> None:
    """Forty complaints of two categories over forty days; every other one is done."""
    at = clock.now() - timedelta(days=40)
    with town.work("th"):
        public = [one.id for one in choices.categories() if one.visibility == "public"][:2]
        for number in range(40):
            filed = at + timedelta(days=number % 38, minutes=number)
            receipt = makers.complaint(
                f"ไฟถนนดับ {number}", at=filed, category_id=public[number % 4 == 0]
            )
            if number % 2:
                made = lives.Making(town.actor(Role.CLERK), receipt, filed)
                made.does(services.start)
                made.does(services.resolve, "ซ่อมแล้ว", no_photo_because="กลางคืน")


def test_figures_for_everyone(
    page_at: Callable[..., Window], cases: None, width: int, language: str
) -> None:
    window = page_at(width, language).open("/figures").check("figures")
    expect(window.page.locator("svg.chart")).to_have_count(3)
    for summary in window.page.locator("details > summary").all():
        summary.click()
    window.check("figures-unfolded")
    window.open("/figures?by=month&period=2026-01").check("figures-nothing")
    window.open("/figures/definitions").check("definitions")


def test_figures_for_the_clerk(
    page_at: Callable[..., Window], cases: None, width: int, language: str
) -> None:
    window = page_at(width, language).signs_in(Role.CLERK)
    window.open("/desk/figures?by=officer").check("desk-figures")


def test_figures_of_three_cases(
    page_at: Callable[..., Window], town: Town, width: int, language: str
) -> None:
    with town.work("th"):
        for number in range(3):
            makers.complaint(f"เรื่อง {number}", at=clock.now() - timedelta(hours=number + 1))
    page_at(width, language).open("/figures").check("figures-three")


@pytest.mark.parametrize("language", ["th", "en"])
def test_figures_on_paper(
    page_at: Callable[..., Window], cases: None, town: Town, language: str
) -> None:
    with town.app.app_context():
        jobs_proof.prove(clock.now())
    window = page_at(1280, language).open("/figures")
    window.page.emulate_media(media="print")
    expect(window.page.locator(".figure-chooser")).to_be_hidden()
    expect(window.page.locator("svg.chart").first).to_be_visible()
    expect(window.page.locator(".printed-head__root")).to_be_visible()
    window.snap("figures-print")
