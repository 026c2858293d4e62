"""The thirty categories a new municipality starts with, resolved for its kind.

The table `preset_categories.tsv` beside this file names for each category the units that may lead
(the first one the municipality has becomes responsible), the units that help, who sees it at first,
the times promised at first (calendar hours to acknowledge, working days to resolve), the body
outside the municipality that often owns the matter, and the types Traffy Fondue uses for it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.foundation.i18n import Bilingual
from portal.municipalities import kinds
from portal.response_times.standards import PromiseKind, Standard, Unit
from portal.response_times.versions import Priority, Scope, Version

URGENT_HOURS = 4
_TABLE = Path(__file__).with_name("preset_categories.tsv")


@dataclass(frozen=True, slots=True)
class PresetCategory:
    """A category as the table states it, before it is known which units there are."""

    code: str
    title: Bilingual
    lead_units: tuple[str, ...]
    co_units: tuple[str, ...]
    visibility: str
    acknowledge_hours: int
    resolve_working_days: int
    outside_owner: Bilingual | None
    traffy_types: tuple[str, ...]
    near_metres: int
    """How near another complaint must lie to be at the same place."""


@dataclass(frozen=True, slots=True)
class ResolvedCategory:
    """A category for one kind: exactly one responsible unit, any number of co-workers."""

    category: PresetCategory
    position: int
    lead_unit: str
    co_units: tuple[str, ...]


def for_kind(kind: str) -> list[ResolvedCategory]:
    """Return all categories with the units of this kind, in the order residents see them.

    Where the kind has none of the leading units, the fallback unit (สำนักปลัด) is responsible.

    Raises:
        ValueError: `kind` is not one of the four kinds.

    """
    return [_resolve(category, position, kind) for position, category in enumerate(CATEGORIES, 1)]


def code_by_traffy_type() -> dict[str, str]:
    """Return for each Traffy type the one category it becomes: the first that names it."""
    codes: dict[str, str] = {}
    for category in CATEGORIES:
        for traffy_type in category.traffy_types:
            codes.setdefault(traffy_type, category.code)
    return codes


def standards(category_ids: Mapping[str, int]) -> Iterator[Version]:
    """What is promised at first: for all complaints, and for a category only where it differs.

    An urgent complaint is acknowledged within four hours, or sooner where its category says so.
    """
    usual = (
        Standard(PromiseKind.ACKNOWLEDGE, 24, Unit.CALENDAR_HOURS),
        Standard(PromiseKind.ANSWER, 15, Unit.CALENDAR_DAYS),
        Standard(PromiseKind.RESOLVE, 15, Unit.WORKING_DAYS),
    )
    pressing = Standard(PromiseKind.ACKNOWLEDGE, URGENT_HOURS, Unit.CALENDAR_HOURS)
    for standard in usual:
        yield Version(Scope(), standard.promise_kind, standard)
    yield Version(Scope(None, Priority.URGENT), PromiseKind.ACKNOWLEDGE, pressing)
    for category in CATEGORIES:
        scope = Scope(category_ids[category.code])
        hours, days = category.acknowledge_hours, category.resolve_working_days
        acknowledge = Standard(PromiseKind.ACKNOWLEDGE, hours, Unit.CALENDAR_HOURS)
        resolve = Standard(PromiseKind.RESOLVE, days, Unit.WORKING_DAYS)
        for standard in (acknowledge, resolve):
            if standard not in usual:
                yield Version(scope, standard.promise_kind, standard)
        if hours < URGENT_HOURS:
            sooner = Scope(scope.category_id, Priority.URGENT)
            yield Version(sooner, PromiseKind.ACKNOWLEDGE, acknowledge)


def _resolve(category: PresetCategory, position: int, kind: str) -> ResolvedCategory:
    lead = kinds.first_existing_unit(kind, category.lead_units)
    helpers = kinds.existing_units(kind, category.co_units)
    return ResolvedCategory(
        category=category,
        position=position,
        lead_unit=lead,
        co_units=tuple(code for code in helpers if code != lead),
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(",")) if cell else ()


def _category(row: dict[str, str]) -> PresetCategory:
    owner = row["outside_owner_th"]
    return PresetCategory(
        code=row["code"],
        title=Bilingual(row["title_th"], row["title_en"]),
        lead_units=_listed(row["lead_units"]),
        co_units=_listed(row["co_units"]),
        visibility=row["visibility"],
        acknowledge_hours=int(row["acknowledge_hours"]),
        resolve_working_days=int(row["resolve_working_days"]),
        outside_owner=Bilingual(owner, row["outside_owner_en"]) if owner else None,
        traffy_types=_listed(row["traffy_types"]),
        near_metres=int(row["near_metres"]),
    )


def _read() -> tuple[PresetCategory, ...]:
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(_category(row) for row in csv.DictReader(lines, delimiter="\t"))


CATEGORIES: tuple[PresetCategory, ...] = _read()
