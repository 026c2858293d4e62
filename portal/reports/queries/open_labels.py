"""What codes stand for: categories, areas and units by their ids, also those that are closed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from portal.complaints.queries import choices
from portal.municipalities import queries as municipalities
from portal.places import queries as places

Label = tuple[str, str, str]
"""Code, Thai, English; empty where nothing is known."""
NOTHING: Label = ("", "", "")


@dataclass(frozen=True, slots=True)
class Labels:
    """By id."""

    categories: dict[int, Label]
    areas: dict[int, Label]
    units: dict[int, Label]

    def category(self, id_: int | None) -> Label:
        """Of a category."""
        return self.categories.get(id_ or 0, NOTHING)

    def area(self, id_: int | None) -> Label:
        """Of an area."""
        return self.areas.get(id_ or 0, NOTHING)

    def unit(self, id_: int | None) -> Label:
        """Of a unit."""
        return self.units.get(id_ or 0, NOTHING)

    @property
    def print(self) -> str:
        """Another whenever something is called otherwise."""
        told = repr((self.categories, self.areas, self.units))
        return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()


def labels() -> Labels:
    """Those of the present municipality."""
    return Labels(
        *(
            {one.id: (one.code, one.title.th, one.title.en) for one in lines}
            for lines in (
                choices.every_category(),
                places.every_area(),
                municipalities.every_unit(),
            )
        )
    )
