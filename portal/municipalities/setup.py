"""The units of a set-up file."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.municipalities import queries, units
from portal.municipalities.models import Unit


def dump() -> list[dict[str, Any]]:
    """The units that work can be given to, in their order."""
    return [
        {"code": unit.code, "title_th": unit.title.th, "title_en": unit.title.en}
        for unit in queries.units()
    ]


def load(kept: list[dict[str, Any]]) -> None:
    """Add units that are not here, and name those that are as the file does.

    None is closed: what it has would need somebody to take it over. Raises `Invalid` by field.
    """
    known = {row.code: row for row in session.scalars(select(Unit))}
    for line in kept:
        code, title = str(line["code"]), Bilingual(str(line["title_th"]), str(line["title_en"]))
        if code in known:
            units.rename(known[code].id, title)
        else:
            units.add(code, title)
    session.flush()
    order = {str(line["code"]): place for place, line in enumerate(kept)}
    rows = list(session.scalars(select(Unit).order_by(Unit.position, Unit.id)))
    rows.sort(key=lambda row: (order.get(row.code, len(order)), row.position))
    for position, row in enumerate(rows, 1):
        row.position = position
    session.flush()
