"""Somebody tells the municipality what is wrong, without an account and without JavaScript."""

from __future__ import annotations

import pytest

from tests.browser import Browser
from tests.fixtures.portal import Clock
from tests.people import Resident, a_resident


@pytest.fixture
def resident(either_browser: Browser, clock: Clock) -> Resident:
    return a_resident(either_browser)


def test_a_resident_files_and_finds_it_again(resident: Resident) -> None:
    resident.files("ไฟถนนดับทั้งซอย มืดมาก").opens_by_code()
    resident.browser.must_see("Waiting to be accepted")
    assert resident.browser.sees(resident.number, "ไฟถนนดับทั้งซอย มืดมาก", "หน้าตลาดบางลำภู")
