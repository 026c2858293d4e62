"""Statements that stand in their modules and are run again and again, past the session.

The session's bookkeeping costs three times as much as a short statement itself. What is asked on
every page or written with every complaint goes straight to the transaction's connection. The
municipality is added to it as to every other statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    Connection,
    CursorResult,
    Dialect,
    Executable,
    Insert,
    bindparam,
    insert,
    inspect,
)
from sqlalchemy.orm import Mapper, with_loader_criteria

from portal.foundation import tenancy
from portal.foundation.database.tables import Base, Owned
from portal.foundation.database.transactions import session

HERE = bindparam("here", type_=BigInteger)
"""The municipality of the moment, in a statement for `run`."""

_ONLY = with_loader_criteria(
    Owned,
    lambda cls: cls.municipality_id == HERE,
    include_aliases=True,
    track_closure_variables=False,
)


def run(
    statement: Executable, values: Mapping[str, Any] | None = None
) -> CursorResult[*tuple[Any, ...]]:
    """Run a statement that stands in its module, with these values for its bound names.

    It reads columns, not objects, and changes what the session does not hold. Reads and changes
    of owned tables are narrowed to the municipality of the moment; `HERE` stands for it elsewhere.
    Raises `NoMunicipality` outside of one.
    """
    here = tenancy.municipality_id()
    session.flush()
    return _connection().execute(_narrowed(statement), {**(values or {}), "here": here})


def write_now(*rows: Base) -> None:
    """Write new rows at once, in this order; rows of one kind that follow each other together.

    They stay unknown to the session. A row that is written alone gets the number that the database
    gives it. Raises `NoMunicipality` for a row of another municipality.
    """
    session.flush()
    connection = _connection()
    for kind, alike in groupby(rows, type):
        written = list(alike)
        mapper: Mapper[Any] = inspect(kind)
        values = [_values(row, mapper) for row in written]
        if len(written) > 1:
            connection.execute(_insert(kind), values)
            continue
        result = connection.execute(_insert(kind), values[0])
        key = str(mapper.primary_key[0].key)
        if key not in values[0] and result.inserted_primary_key:
            setattr(written[0], key, result.inserted_primary_key[0])


def write_plain(kind: type[Base], names: Sequence[str], rows: Sequence[tuple[_Plain, ...]]) -> None:
    """Write many new rows of plain numbers, texts and bytes, past every conversion.

    `rows` hold the values of the columns `names`; the municipality of the moment is added. Four
    times as fast a row as `write_now`. Raises `NoMunicipality` outside of one.
    """
    here = tenancy.municipality_id()
    session.flush()
    connection = _connection()
    statement = _plain_insert(kind, names, connection.dialect)
    connection.exec_driver_sql(statement, [(here, *row) for row in rows])


_Plain = int | str | bytes | None


def _connection() -> Connection:
    """The transaction's connection; the session takes 50 µs to look it up, again each time."""
    mine = session()
    known, connection = mine.info.get("connection", (None, None))
    if known is None or known is not mine.get_transaction():
        connection = mine.connection()
        mine.info["connection"] = (mine.get_transaction(), connection)
    return cast("Connection", connection)


def _plain_insert(kind: type[Base], names: Sequence[str], dialect: Dialect) -> str:
    """The text of the insert with its places in order, as the driver takes it."""
    style = "qmark" if dialect.name == "sqlite" else "format"
    bare = insert(kind.__table__).inline()  # type: ignore[arg-type]
    positional = type(dialect)(paramstyle=style)  # type: ignore[call-arg]
    return str(bare.compile(dialect=positional, column_keys=["municipality_id", *names]))


@lru_cache(maxsize=1024)
def _narrowed(statement: Executable) -> Executable:
    return statement.options(_ONLY)


@lru_cache(maxsize=256)
def _insert(kind: type[Base]) -> Insert:
    return insert(kind.__table__)  # type: ignore[arg-type]


def _values(row: Base, mapper: Mapper[Any]) -> dict[str, Any]:
    """What has been said of a new row; the table's own defaults say the rest."""
    said = cast("Mapping[str, Any]", inspect(row).dict)
    values = {name: said[name] for name in _names(mapper) if name in said}
    if isinstance(row, Owned):
        here = tenancy.municipality_id()
        if (values.get("municipality_id") or here) != here:
            message = f"{type(row).__name__} belongs to another municipality."
            raise tenancy.NoMunicipality(message)
        values["municipality_id"] = here
    return values


@lru_cache(maxsize=256)
def _names(mapper: Mapper[Any]) -> tuple[str, ...]:
    return tuple(mapper.column_attrs.keys())
