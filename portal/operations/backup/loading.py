"""Puts an archive's rows into a database that has the schema they were made under, and no rows."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Mapping
from typing import IO, Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.operations.backup import archive, columns, dumping
from portal.operations.backup.archive import Manifest

Serials = dict[tuple[str, str], str]


def load(connection: Connection, source: IO[bytes], manifest: Manifest) -> None:
    """Write every row, count them in the database, and set its numbering.

    Raises:
        Invalid: a row cannot be taken, or fewer arrived than were sent.

    """
    serials = _serials(connection)
    highest: dict[tuple[str, str], int] = {}
    written: Counter[tuple[str, str]] = Counter()
    for name, content in archive.members(source):
        folder, *parts = name.split("/")
        if folder != "tables":
            continue
        table, whose = parts[:2]
        note = manifest.tables[table]
        rows = columns.read(note.columns, gzip.decompress(content))
        _act_for(connection, whose)
        _write(connection, table, note.columns, rows)
        written[table, whose] += len(rows)
        _remember(highest, serials, table, rows)
    _compare(connection, manifest, written)
    _number(connection, serials, highest)


def _write(
    connection: Connection, table: str, kinds: Mapping[str, str], rows: list[dict[str, Any]]
) -> None:
    statement = columns.insertion(table, kinds, postgresql=connection.dialect.name == "postgresql")
    try:
        for first in range(0, len(rows), dumping.ROWS_AT_ONCE):
            connection.execute(statement, rows[first : first + dumping.ROWS_AT_ONCE])
    except SQLAlchemyError as error:
        reason = type(error).__name__
        raise Invalid(
            lazy(
                "The rows of %(table)s do not fit into this database (%(reason)s).",
                table=table,
                reason=reason,
            )
        ) from error


def _act_for(connection: Connection, whose: str) -> None:
    """On PostgreSQL a municipality’s rows are written as that municipality."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text("SELECT set_config('portal.municipality', :whose, true)"),
            {"whose": whose if whose.isdigit() else ""},
        )


def _compare(connection: Connection, manifest: Manifest, written: Counter[tuple[str, str]]) -> None:
    """What was sent, what was written and what is there now are the same number."""
    arrived: Counter[str] = Counter()
    for (table, whose), rows in written.items():
        _act_for(connection, whose)
        owner = "" if whose == dumping.EVERYBODY else _whose(whose)
        count = f'SELECT count(*) FROM "{table}"{owner}'  # noqa: S608 - our own names # nosec B608
        there = connection.scalar(text(count))
        if there != rows:
            _differ(table, rows, int(there or 0))
        arrived[table] += rows
    for table, note in manifest.tables.items():
        if arrived[table] != note.rows:
            _differ(table, note.rows, arrived[table])


def _whose(whose: str) -> str:
    return (
        f" WHERE {dumping.OWNER} IS NULL"
        if whose == dumping.NOBODY
        else f" WHERE {dumping.OWNER} = {int(whose)}"
    )


def _differ(table: str, sent: int, there: int) -> None:
    raise Invalid(
        lazy(
            "Of %(sent)s rows of %(table)s only %(there)s arrived. Nothing was kept.",
            sent=sent,
            table=table,
            there=there,
        )
    )


def _serials(connection: Connection) -> Serials:
    """PostgreSQL’s own numbering: the sequence of each column that has one."""
    if connection.dialect.name != "postgresql":
        return {}
    rows = connection.execute(
        text(
            "SELECT c.relname, a.attname, pg_get_serial_sequence(quote_ident(c.relname), a.attname)"
            " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
            " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0"
            " AND NOT a.attisdropped"
            " AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL"
        )
    )
    return {(table, column): sequence for table, column, sequence in rows}


def _remember(
    highest: dict[tuple[str, str], int], serials: Serials, table: str, rows: list[dict[str, Any]]
) -> None:
    for key in serials:
        if key[0] == table and rows:
            highest[key] = max(highest.get(key, 0), *(row[key[1]] for row in rows))


def _number(
    connection: Connection, serials: Serials, highest: Mapping[tuple[str, str], int]
) -> None:
    """Go on numbering behind the highest number there is."""
    for key, sequence in serials.items():
        connection.execute(
            text("SELECT setval(CAST(:sequence AS regclass), :last, :used)"),
            {"sequence": sequence, "last": highest.get(key, 1), "used": key in highest},
        )
