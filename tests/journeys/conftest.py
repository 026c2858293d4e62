"""Residents on their way, and what the municipality then has."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from portal.complaints.models import Complaint
from portal.places import queries as places
from portal.places import services as place_services
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.people import Resident, a_resident

SQUARE = {
    "type": "Polygon",
    "coordinates": [
        [[102.80, 16.40], [102.87, 16.40], [102.87, 16.47], [102.80, 16.47], [102.80, 16.40]]
    ],
}


@pytest.fixture
def resident(either_browser: Browser, clock: Clock) -> Resident:
    """Somebody without an account, once in each language."""
    return a_resident(either_browser)


@pytest.fixture
def someone(browser: Browser, clock: Clock) -> Resident:
    """The same in Thai only."""
    return a_resident(browser)


@pytest.fixture
def bounded(town: Town) -> Town:
    """The municipality with an outline."""
    with town.work():
        place_services.set_boundary(SQUARE, at=MONDAY)
    places.forget()
    return town


@pytest.fixture
def filed(town: Town) -> Callable[[], list[Complaint]]:
    """Every complaint there is."""

    def look() -> list[Complaint]:
        with town.look() as session:
            return list(session.scalars(select(Complaint).order_by(Complaint.id)))

    return look
