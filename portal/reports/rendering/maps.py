"""The map of a table by areas."""

from __future__ import annotations

from typing import Final

from portal.places import area_map
from portal.places import queries as places
from portal.places.area_map import AreaMap
from portal.reports.content import Column, Table

SHADED: Final[dict[str, tuple[str, ...]]] = {
    "by_area": ("rate", "people"),
    "by_benefit": ("rate", "benefit"),
    "c_by_area": ("received",),
}
"""By table: which column a map is shaded by, the first that has numbers."""


def of_table(table: Table) -> tuple[AreaMap, Column] | None:
    """The map with the column it shows; None for other tables, and without borders or numbers.

    Borders are those of now, numbers those of the report; what is withheld has no shade.
    """
    ground = places.ground()
    for key in SHADED.get(table.key, ()):
        place = next((at for at, one in enumerate(table.columns) if one.key == key), None)
        if place is None:
            continue
        numbers = {
            int(row.key): float(cell)
            for row in table.rows
            if row.key and isinstance(cell := row.cells[place], int | float)
        }
        drawn = area_map.draw(ground, numbers)
        if drawn is not None:
            return drawn, table.columns[place]
    return None
