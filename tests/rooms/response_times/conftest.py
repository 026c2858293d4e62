"""An office to promise in."""

from __future__ import annotations

import pytest

from portal.response_times import queries, setup


@pytest.fixture
def office(inside):
    """An office with the usual week and the government's holidays."""
    queries.forget_calendars()
    setup.preset(inside.id)
    yield inside
    queries.forget_calendars()
