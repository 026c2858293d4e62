"""A stock of complaints written by the portal's own verbs, to be copied a thousandfold.

The demo's plan gives plausible Thai texts and courses. What stands in the tables afterwards is read
as it is, so that every copy has the shape the verbs write.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from benchmarks.databases import Sqlite
from portal.complaints.models import Category, Complaint
from portal.complaints.services import indexing, moving
from portal.foundation import clock, database, tenancy
from portal.foundation.database import session
from portal.foundation.fulltext import wording
from portal.municipalities import queries as municipalities
from portal.operations import setup
from portal.operations.demo import seed
from portal.places import hexagons

NAME = "stock"
SIZE = 2000
TABLES = {
    "complaint_step": "complaint_id",
    "promise": "matter_id",
    "pause": "matter_id",
    "matter_fact": "matter_id",
    "complaint_contact": "complaint_id",
    "complaint_co_unit": "complaint_id",
    "attachment": "owner_id",
}
"""What hangs on a complaint, and by which column."""
NUMBERED = frozenset({"complaint_step", "promise", "pause"})
"""Tables whose ids the database gives."""
Row = dict[str, Any]


@dataclass(slots=True)
class Matter:
    """One complaint of the stock with all that hangs on it; values as SQLite keeps them."""

    complaint: Row
    beside: dict[str, list[Row]]
    words: str
    lexemes: str
    cell: int | None
    """The map's hexagon, None where it does not count."""
    seconds: int
    year: int


@dataclass(slots=True)
class Stock:
    """All of them, in the order of filing, and what the ids in them are called."""

    matters: list[Matter] = field(default_factory=list)
    categories: dict[int, str] = field(default_factory=dict)
    units: dict[int, str] = field(default_factory=dict)
    areas: dict[int, str] = field(default_factory=dict)
    people: dict[int, str] = field(default_factory=dict)


NAMES = {
    "categories": "SELECT id, code FROM category",
    "units": "SELECT id, code FROM unit",
    "areas": "SELECT id, code FROM area",
    "people": "SELECT id, email FROM person",
}


def names_of(rows: Sequence[Any]) -> dict[int, str]:
    """Ids and what they are called."""
    return {row[0]: row[1] for row in rows}


def build(folder: Path) -> Stock:
    """Make the stock, or read the one that was kept."""
    place = Sqlite(folder, NAME)
    if not place.marker.exists():
        place.migrate()
        _write(place)
        place.marker.touch()
    return _read(place)


def _write(place: Sqlite) -> None:
    at = clock.now()
    app = place.app()
    with app.app_context():
        setup.found(seed.DETAILS, at=at)
        profile = municipalities.only_profile()
        if profile is None:
            raise RuntimeError("The stock's municipality is missing.")
        seed.fill(profile, SIZE, "bench", at - timedelta(minutes=1))
        database.db.engine.dispose()


def _read(place: Sqlite) -> Stock:
    stock = Stock()
    connection = database.sqlite_module().connect(place.path)
    for name, statement in NAMES.items():
        setattr(stock, name, names_of(connection.execute(statement).fetchall()))
    beside = {table: _grouped(connection, table, column) for table, column in TABLES.items()}
    words = _words(place)
    for row in _rows(connection, "complaint"):
        known = {table: found.get(row["id"], []) for table, found in beside.items()}
        stock.matters.append(_matter(row, known, words[row["id"]]))
    connection.close()
    stock.matters.sort(key=lambda matter: matter.complaint["id"])
    return stock


def _rows(connection: Any, table: str) -> list[Row]:  # noqa: ANN401 - DB-API
    cursor = connection.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, values, strict=True)) for values in cursor]
    for row in rows:
        if table in NUMBERED:
            del row["id"]
        if "details" in row:
            row["details"] = json.loads(row["details"])
    return rows


def _grouped(connection: Any, table: str, column: str) -> dict[int, list[Row]]:  # noqa: ANN401
    found: dict[int, list[Row]] = {}
    for row in _rows(connection, table):
        found.setdefault(row[column], []).append(row)
    return found


def _matter(row: Row, beside: dict[str, list[Row]], words: tuple[str, str]) -> Matter:
    filed = datetime.fromisoformat(f"{row['filed_at']}+00:00")
    counts = row["is_public"] and row["cell"] is not None and not row["is_outside"]
    return Matter(
        complaint=row,
        beside=beside,
        words=words[0],
        lexemes=words[1],
        cell=hexagons.parent(row["cell"], moving.MAP_RESOLUTION) if counts else None,
        seconds=int(filed.timestamp()),
        year=row["year"],
    )


def _words(place: Sqlite) -> dict[int, tuple[str, str]]:
    """Every complaint's words for both databases, as if its municipality had the number 0."""
    app = place.app()
    found = {}
    with app.app_context():
        profile = municipalities.only_profile()
        with tenancy.acting_for(profile.id if profile else 0):
            categories = {one.id: one for one in session.scalars(select(Category))}
            for row in session.scalars(select(Complaint)):
                known = categories.get(row.category_id) if row.category_id else None
                document = indexing.document(row, known)
                tokens = wording.tokens(
                    0, document.text, document.staff_text, public=document.public
                )
                found[row.id] = (f" {' '.join(tokens)}", wording.as_tsvector(tokens))
        session.remove()
        database.db.engine.dispose()
    return found
