"""Counts in hexagons that a picture can show."""

from __future__ import annotations

import h3.api.basic_int as h3

from portal.complaints.queries.public import MOST_CELLS, fitting
from portal.places import hexagons


def test_a_citys_map_stays_as_it_is() -> None:
    counts = [(cell, 2) for cell in h3.grid_disk(hexagons.cell(16.43, 102.83, 8), 5)]
    assert sorted(fitting(counts)) == sorted(counts)


def test_a_province_is_counted_by_larger_hexagons() -> None:
    counts = [(cell, 2) for cell in h3.grid_disk(hexagons.cell(16.43, 102.83, 8), 40)]
    shown = fitting(counts)
    assert len(shown) <= MOST_CELLS
    assert sum(n for _cell, n in shown) == 2 * len(counts)
    assert {hexagons.resolution(cell) for cell, _n in shown} == {6}


def test_nothing_is_nothing() -> None:
    assert fitting([]) == []
