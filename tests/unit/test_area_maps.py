"""Areas shaded by a number each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation.i18n import Bilingual
from portal.places import area_map, geometry
from portal.places.ground import AreaLine, Ground

pytestmark = pytest.mark.no_database
SIDE = 0.01


def area(number: int, *, has_border: bool = True) -> AreaLine:
    """A square beside the one before."""
    west = 102.8 + number * SIDE
    ring = [(west, 16.4), (west + SIDE, 16.4), (west + SIDE, 16.4 + SIDE), (west, 16.4 + SIDE)]
    shape = geometry.shape([[ring]]) if has_border else None
    title = Bilingual(f"เขต {number}", f"Ward {number}")
    return AreaLine(number, str(number), "ward", title, number, shape)


def ground(*areas: AreaLine) -> Ground:
    return Ground(None, areas)


def test_more_is_darker_and_what_has_no_number_has_no_shade() -> None:
    town = ground(*(area(n) for n in range(1, 7)))
    drawn = area_map.draw(town, {1: 0.1, 2: 0.2, 3: 0.3, 4: 0.4, 5: 0.5})
    assert drawn is not None
    assert [one.shade for one in drawn.areas] == [1, 2, 3, 4, 5, 0]
    assert [(one.low, one.high) for one in drawn.classes] == [(n / 10, n / 10) for n in range(1, 6)]
    assert drawn.has_gaps


@pytest.mark.parametrize("numbers", [{}, {1: 5.0}, {1: 5.0, 9: 7.0}])
def test_of_one_number_there_is_no_map(numbers: dict[int, float]) -> None:
    assert area_map.draw(ground(area(1), area(2, has_border=False)), numbers) is None


@given(st.lists(st.integers(0, 12).map(float), min_size=2, max_size=12))
def test_equal_numbers_have_the_same_shade_and_every_number_its_class(values: list[float]) -> None:
    numbers = dict(enumerate(values, 1))
    drawn = area_map.draw(ground(*(area(n) for n in numbers)), numbers)
    assert drawn is not None
    classes = {one.shade: one for one in drawn.classes}
    assert list(classes) == list(range(1, len(set(classes)) + 1))
    for one in drawn.areas:
        told = classes[one.shade]
        assert told.low <= numbers[one.area.id] <= told.high
    shades = sorted((numbers[one.area.id], one.shade) for one in drawn.areas)
    assert [shade for _number, shade in shades] == sorted(shade for _number, shade in shades)
