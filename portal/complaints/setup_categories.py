"""The categories of a set-up file."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from portal.complaints.lifecycle import Visibility
from portal.complaints.models import Category
from portal.complaints.queries import choices
from portal.foundation.database import session
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.municipalities import queries as municipalities


def dump() -> list[dict[str, Any]]:
    """Every category with its units by code, in their order."""
    codes = {unit.id: unit.code for unit in municipalities.every_unit()}
    return [
        {
            "code": row.code,
            "title_th": row.title_th,
            "title_en": row.title_en,
            "unit": codes.get(row.unit_id, ""),
            "co_units": [codes[unit] for unit in row.co_unit_ids if unit in codes],
            "visibility": row.visibility,
            "is_active": row.is_active,
            "is_staff_only": row.is_staff_only,
            "near_metres": row.near_metres,
            "outside_owner_th": row.outside_owner_th,
            "outside_owner_en": row.outside_owner_en,
        }
        for row in session.scalars(select(Category).order_by(Category.position, Category.id))
    ]


def load(kept: list[dict[str, Any]]) -> None:
    """Add categories that are not here, and set those that are as the file does; none goes.

    Complaints that are here keep what was promised. Raises `Invalid` for a unit that is not here.
    """
    units = {unit.code: unit.id for unit in municipalities.units()}
    named = {line["unit"] for line in kept} | {code for line in kept for code in line["co_units"]}
    if missing := named - units.keys():
        raise Invalid(lazy("There is no such unit: %(codes)s", codes=", ".join(sorted(missing))))
    known = {row.code: row for row in session.scalars(select(Category))}
    for position, line in enumerate(kept, 1):
        row = known.get(line["code"])
        if row is None:
            row = Category(code=str(line["code"])[:40], traffy_types=[])
            session.add(row)
        row.title_th, row.title_en = str(line["title_th"]), str(line["title_en"])
        row.unit_id = units[line["unit"]]
        row.co_unit_ids = [units[code] for code in line["co_units"]]
        row.visibility = Visibility(line["visibility"]).value
        row.is_active = bool(line["is_active"])
        row.is_staff_only = bool(line["is_staff_only"])
        row.near_metres = int(line["near_metres"])
        row.outside_owner_th = str(line["outside_owner_th"])
        row.outside_owner_en = str(line["outside_owner_en"])
        row.position = position
    left = [row for code, row in known.items() if code not in {line["code"] for line in kept}]
    for position, row in enumerate(sorted(left, key=lambda row: row.position), len(kept) + 1):
        row.position = position
    session.flush()
    choices.forget_choices()
