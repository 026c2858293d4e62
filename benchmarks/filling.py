"""Fills a database with copies of the stock: 500 municipalities, the measured one holding 5 %."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice
from time import perf_counter

from benchmarks.databases import Base, Postgresql
from benchmarks.sinks import PostgresqlSink, Sink, SqliteSink
from benchmarks.stock import NAMES, TABLES, Matter, Row, Stock
from portal.foundation import clock, database
from portal.foundation.i18n import Bilingual
from portal.municipalities import queries as municipalities
from portal.municipalities.profiles import Details
from portal.operations import setup
from portal.operations.demo import seed

TOWNS = 500
SHARE = 0.05
"""Of all complaints, in the measured municipality."""
BETWEEN_COPIES = timedelta(seconds=41)
CHUNK = 2000
ID_BITS = 28


@dataclass(slots=True)
class Town:
    """A municipality to be filled: how many, and the ids of what the stock names."""

    id: int
    count: int
    categories: dict[str, int] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    areas: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)


def fill(place: Base, size: int, stock: Stock, *, keep: bool) -> None:
    """Make this database with so many complaints; `keep` leaves one that is there already."""
    if keep and place.marker.exists():
        return
    place.marker.unlink(missing_ok=True)
    towns = place.named("bench_towns")
    began = perf_counter()
    if not towns.marker.exists():
        _found_towns(towns)
        towns.marker.touch()
    place.copy_of(towns)
    sink: Sink = PostgresqlSink(place) if isinstance(place, Postgresql) else SqliteSink(place)
    numbers = iter(range(1, size + TOWNS + 1))
    for town in _towns(sink, size):
        _fill_town(town, stock, sink, numbers)
    sink.close()
    place.marker.touch()
    print(f"  filled {size:,} on {place.kind} in {perf_counter() - began:.0f} s", flush=True)


def fill_one(place: Base, steps: int, stock: Stock) -> int:
    """Make this database with about so many steps in the measured municipality; return its id."""
    towns = place.named("bench_towns")
    if not towns.marker.exists():
        _found_towns(towns)
        towns.marker.touch()
    place.copy_of(towns)
    sink: Sink = PostgresqlSink(place) if isinstance(place, Postgresql) else SqliteSink(place)
    in_stock = sum(len(matter.beside["complaint_step"]) for matter in stock.matters)
    town = _towns(sink, 0)[0]
    town.count = steps * len(stock.matters) // in_stock + 1
    _fill_town(town, stock, sink, iter(range(1, town.count + 1)))
    sink.close()
    return town.id


def _found_towns(place: Base) -> None:
    """Found the municipalities as an operator would; the demo's is the one measured."""
    place.migrate()
    at = clock.now()
    app = place.app()
    with app.app_context():
        for number in range(1, TOWNS):
            title = Bilingual(f"เทศบาลตำบลที่ {number}", f"Municipality {number}")
            setup.found(
                Details(f"town-{number}", "subdistrict", title, Bilingual("ทต", "TT")), at=at
            )
        setup.found(seed.DETAILS, at=at)
        profile = municipalities.profile_by("", seed.DETAILS.slug)
        if profile is not None:
            seed.fill(profile, 0, "people", at)
        database.db.engine.dispose()


def shares(size: int) -> list[int]:
    """How many complaints each municipality holds, the measured one first, then by Zipf's law."""
    weights = [1 / rank for rank in range(1, TOWNS)]
    rest = size - round(size * SHARE)
    scale = rest / sum(weights)
    return [round(size * SHARE), *(round(weight * scale) for weight in weights)]


def _towns(sink: Sink, size: int) -> list[Town]:
    slugs = sink.read("SELECT id, slug FROM municipality")
    ordered = sorted(slugs, key=lambda row: (row[1] != seed.DETAILS.slug, row[0]))
    towns = {row[0]: Town(row[0], n) for row, n in zip(ordered, shares(size), strict=True)}
    for name, statement in NAMES.items():
        by_town = statement.replace("SELECT ", "SELECT municipality_id, ")
        for municipality_id, id_, code in sink.read(by_town):
            getattr(towns[municipality_id], name)[code] = id_
    return list(towns.values())


def _fill_town(town: Town, stock: Stock, sink: Sink, numbers: Iterator[int]) -> None:
    order = sorted(
        (stock.matters[n % len(stock.matters)].seconds - 41 * (n // len(stock.matters)), n)
        for n in _picked(town.count, len(stock.matters))
    )
    names = _Names(town, stock)
    last: Counter[int] = Counter()
    counts: Counter[tuple[int, int, int]] = Counter()
    copies = (_copy(stock, n, names, last, counts, next(numbers)) for _seconds, n in order)
    steps = 0
    while chunk := list(islice(copies, CHUNK)):
        sink.write("complaint", [copy.complaint for copy in chunk])
        for copy in chunk:
            for row in copy.beside["complaint_step"]:
                row["number"] = steps = steps + 1
        for table in TABLES:
            sink.write(table, [row for copy in chunk for row in copy.beside[table]])
        sink.index(town.id, [(copy.complaint["id"], copy) for copy in chunk])
    books = ({"municipality_id": town.id, "year": year, "last": n} for year, n in last.items())
    sink.write("register_book", list(books))
    sink.write("proof_book", [{"municipality_id": town.id, "given": steps}])
    sink.write(
        "map_count",
        [
            {
                "municipality_id": town.id,
                "cell": cell,
                "category_id": of,
                "is_open": is_open,
                "n": n,
            }
            for (cell, of, is_open), n in counts.items()
        ],
    )


def _picked(count: int, stock: int) -> Iterable[int]:
    """Whole copies of the stock; of a part of it, matters evenly spread over the time."""
    whole = count - count % stock
    rest = count - whole
    return [*range(whole), *(whole + n * stock // rest for n in range(rest))]


class _Names:
    """Ids of the stock as ids of a municipality. It may lack people and areas: then nobody."""

    def __init__(self, town: Town, stock: Stock) -> None:
        self.town = town.id
        self.category = {id_: town.categories[code] for id_, code in stock.categories.items()}
        self.unit = {
            id_: town.units.get(code) or next(iter(town.units.values()))
            for id_, code in stock.units.items()
        }
        self.area = {id_: town.areas.get(code) for id_, code in stock.areas.items()}
        self.person = {id_: town.people.get(mail) for id_, mail in stock.people.items()}

    def details(self, details: Row) -> Row:
        """A step's details with this municipality's ids."""
        if not details:
            return details
        changed = dict(details)
        if "unit_id" in details:
            changed["unit_id"] = self.unit.get(details["unit_id"])
        if "officer_id" in details:
            changed["officer_id"] = self.person.get(details["officer_id"])
        if "to" in details:
            changed["to"] = self.category.get(details["to"])
        return changed


def _copy(
    stock: Stock,
    n: int,
    names: _Names,
    last: Counter[int],
    counts: Counter[tuple[int, int, int]],
    number: int,
) -> Matter:
    """One complaint of the stock as this municipality's own, somewhat earlier."""
    copy_number, index = divmod(n, len(stock.matters))
    matter = stock.matters[index]
    seconds = matter.seconds - 41 * copy_number
    complaint = dict(matter.complaint)
    last[matter.year] += 1
    complaint.update(
        id=seconds << ID_BITS | number,
        form_id=f"{number:032x}",
        running=last[matter.year],
        municipality_id=names.town,
        category_id=names.category.get(complaint["category_id"]),
        unit_id=names.unit.get(complaint["unit_id"]),
        officer_id=names.person.get(complaint["officer_id"]),
        area_id=names.area.get(complaint["area_id"]),
        cover_id=_photo(number, 0) if complaint["cover_id"] else None,
    )
    if matter.cell is not None:
        counts[matter.cell, complaint["category_id"] or 0, complaint["is_open"]] += 1
    beside = {
        table: [
            _beside(table, row, (complaint["id"], number, place), names)
            for place, row in enumerate(_cover_first(rows, matter))
        ]
        for table, rows in matter.beside.items()
    }
    if copy_number:
        for row in (complaint, *(row for rows in beside.values() for row in rows)):
            _move(row, BETWEEN_COPIES * copy_number)
    return Matter(
        complaint, beside, matter.words, matter.lexemes, matter.cell, seconds, matter.year
    )


def _cover_first(rows: Sequence[Row], matter: Matter) -> Sequence[Row]:
    """The rows, the photo that lists show in front."""
    cover = matter.complaint["cover_id"]
    if cover is None or not rows or "sha256" not in rows[0]:
        return rows
    return sorted(rows, key=lambda row: row["id"] != cover)


def _photo(number: int, place: int) -> str:
    return f"{number << 8 | place:032x}"


def _beside(table: str, row: Row, key: tuple[int, int, int], names: _Names) -> Row:
    complaint_id, number, place = key
    changed = {**row, "municipality_id": names.town, TABLES[table]: complaint_id}
    if table == "attachment":
        changed.update(id=_photo(number, place), form_id=f"{number:032x}")
    if table == "complaint_step":
        changed["details"] = json.dumps(names.details(row["details"]))
        changed["actor_id"] = names.person.get(row["actor_id"])
    if table == "complaint_co_unit":
        changed["unit_id"] = names.unit[row["unit_id"]]
    if table == "matter_fact":
        changed.update(
            category_id=names.category.get(row["category_id"]),
            unit_id=names.unit.get(row["unit_id"]),
            area_id=names.area.get(row["area_id"]),
            officer_id=names.person.get(row["officer_id"]),
        )
    if table == "complaint_contact":
        changed["person_id"] = names.person.get(row["person_id"])
    return changed


def _move(row: Row, by: timedelta) -> None:
    for name, value in row.items():
        if value is not None and (name.endswith(("_at", "_until")) or name == "at"):
            row[name] = _earlier(value, by)


@lru_cache(maxsize=200_000)
def _earlier(moment: str, by: timedelta) -> str:
    return (datetime.fromisoformat(moment) - by).isoformat(" ", "microseconds")
