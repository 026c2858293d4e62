"""What forms offer to choose from. Kept in the process for a few seconds, both languages in it."""

from __future__ import annotations

import time
from dataclasses import dataclass

from sqlalchemy import select

from portal.complaints.models import Category
from portal.foundation import tenancy
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.municipalities import queries as municipalities
from portal.municipalities.queries import UnitLine
from portal.places import queries as places

KEPT_SECONDS = 15.0
"""How late another process may learn of a changed category or unit."""
MOST_KEPT = 1000


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """A category as choices and facts show it."""

    id: int
    code: str
    title: Bilingual
    unit_id: int
    visibility: str
    outside_owner: Bilingual
    is_active: bool
    is_staff_only: bool = False


@dataclass(frozen=True, slots=True)
class _Kept:
    until: float
    categories: dict[int, CategoryLine]
    units: dict[int, UnitLine]


_kept: dict[int, _Kept] = {}


def categories() -> list[CategoryLine]:
    """Every category that can be chosen now, in the municipality's order."""
    return [line for line in _lists().categories.values() if line.is_active]


def residents_categories() -> list[CategoryLine]:
    """Of these the ones that residents choose from."""
    return [line for line in categories() if not line.is_staff_only]


def every_category() -> list[CategoryLine]:
    """Every category, also those that are no longer offered."""
    return list(_lists().categories.values())


def category(category_id: int | None) -> CategoryLine | None:
    """One category, also one that is no longer offered; None where none is known."""
    return _lists().categories.get(category_id) if category_id is not None else None


def units() -> list[UnitLine]:
    """The units that work can be given to, in the municipality's order."""
    return [line for line in _lists().units.values() if not line.is_closed]


def unit(unit_id: int | None) -> UnitLine | None:
    """One unit, also one that was closed; None where none is known."""
    return _lists().units.get(unit_id) if unit_id is not None else None


def area_title(area_id: int | None) -> Bilingual | None:
    """The name of an area; None where none is known."""
    return next((area.title for area in places.every_area() if area.id == area_id), None)


def category_choices(first: object) -> list[tuple[str, object]]:
    """Categories as (value, words); `first` are the words for none of them."""
    return [("", first), *((str(line.id), line.title.here) for line in categories())]


def residents_choices(first: object) -> list[tuple[str, object]]:
    """The same of those that residents choose from."""
    lines = residents_categories()
    return [("", first), *((str(line.id), line.title.here) for line in lines)]


def area_choices(first: object) -> list[tuple[str, object]]:
    """Areas as (value, words); `first` are the words for none of them."""
    return [("", first), *((str(area.id), area.title.here) for area in places.areas())]


def unit_choices(first: object) -> list[tuple[str, object]]:
    """Units as (value, words); `first` are the words for none of them."""
    return [("", first), *((str(line.id), line.title.here) for line in units())]


def forget_choices() -> None:
    """Read all lists afresh from now on, in this process."""
    _kept.clear()


def _lists() -> _Kept:
    here = tenancy.municipality_id()
    at = time.monotonic()
    kept = _kept.get(here)
    if kept is None or kept.until < at:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        units = {line.id: line for line in municipalities.every_unit()}
        kept = _Kept(at + KEPT_SECONDS, _categories(), units)
        _kept[here] = kept
    return kept


def _categories() -> dict[int, CategoryLine]:
    rows = session.execute(
        select(
            Category.id,
            Category.code,
            Category.title_th,
            Category.title_en,
            Category.unit_id,
            Category.visibility,
            Category.outside_owner_th,
            Category.outside_owner_en,
            Category.is_active,
            Category.is_staff_only,
        ).order_by(Category.position, Category.id)
    )
    return {
        row.id: CategoryLine(
            row.id,
            row.code,
            Bilingual(row.title_th, row.title_en),
            row.unit_id,
            row.visibility,
            Bilingual(row.outside_owner_th, row.outside_owner_en),
            row.is_active,
            row.is_staff_only,
        )
        for row in rows
    }
