"""Addresses of maps: the coordinates of the stops, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.field import routes
from portal.field.routes import MOST_STOPS, MapAddresses
from portal.foundation.errors import Invalid

pytestmark = pytest.mark.no_database

HERE = (16.4322, 102.8236)
THERE = (16.44, 102.83)


def test_one_stop_and_a_way_over_several() -> None:
    maps = MapAddresses()
    assert maps.to(HERE) == "geo:16.432200,102.823600?q=16.432200,102.823600"
    assert maps.over([HERE, THERE]) == (
        "https://www.google.com/maps/dir/16.432200,102.823600/16.440000,102.830000"
    )
    osm = MapAddresses(many="https://www.openstreetmap.org/directions?route={stops;}")
    assert osm.over([HERE, THERE]).endswith("route=16.432200,102.823600;16.440000,102.830000")
    assert (maps.over([HERE]), MapAddresses(many="").over([HERE, THERE])) == ("", "")


points = st.tuples(st.floats(5.6, 20.5), st.floats(97.3, 105.7))


@given(st.lists(points, min_size=2, max_size=30))
def test_an_address_holds_coordinates_and_nothing_else(stops: list[tuple[float, float]]) -> None:
    address = MapAddresses().over(stops).removeprefix("https://www.google.com/maps/dir/")
    parts = address.split("/")
    assert len(parts) == min(len(stops), MOST_STOPS)
    assert all(re.fullmatch(r"\d+\.\d{6},\d+\.\d{6}", part) for part in parts)


@pytest.mark.parametrize(
    ("one", "many", "field"),
    [
        ("http://maps.example/{lat},{lon}", "", "one"),
        ("javascript:alert({lat},{lon})", "", "one"),
        ("https://maps.example/{lat}", "", "one"),
        ("https://maps.example/{lat},{lon}?who={name}", "", "one"),
        ("https://maps.example/ {lat},{lon}", "", "one"),
        ("https://maps.example/{lat},{lon}{", "", "one"),
        ("https://maps.example/{lat},{lon}" + "x" * 300, "", "one"),
        ("", "https://maps.example/", "many"),
        ("", "https://maps.example/{stops}", "many"),
        ("", "https://maps.example/{stops/}{stops/}", "many"),
    ],
)
def test_an_address_that_cannot_work_is_refused_in_words(one: str, many: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        routes.checked(one, many)
    assert list(refused.value.fields) == [field]
    assert str(refused.value.fields[field])


def test_empty_means_the_phones_own_map_and_no_way() -> None:
    assert routes.checked(" ", "") == MapAddresses(routes.ONE, "")
