"""Writes an archive while the portal runs: one moment's rows, and the photos they name.

All rows come from a single reading transaction, which holds up nobody: SQLite's write-ahead log
and PostgreSQL's REPEATABLE READ both show one moment until it ends. Each municipality's rows are
read as that municipality, so the walls of the database stay up.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from typing import IO

from flask import current_app
from sqlalchemy import Connection, Table, select, text

from portal.attachments import keeping
from portal.foundation import database, tenancy
from portal.foundation.database import Base, revisions
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.operations.backup import columns
from portal.operations.backup.archive import Manifest, TableNote, Writer

PART_BYTES = 2 * 1024 * 1024
"""Rows of one member before they are packed; what a backup holds in memory."""
ROWS_AT_ONCE = 1000
OWNER = "municipality_id"
EVERYBODY = "all"
NOBODY = "none"


def dump(target: IO[bytes], at: datetime, *, with_files: bool = True) -> Manifest:
    """Write the archive of this moment; returns what it holds.

    Raises:
        Invalid: the database has no tables yet.

    """
    config = current_app.config["PORTAL"]
    with _snapshot() as connection:
        revision = revisions.present(connection)
        if revision is None:
            raise Invalid(
                lazy("The database has no tables yet. Run: flask --app wsgi db upgrade"),
            )
        manifest = Manifest(
            revision=revision,
            at=at.isoformat(),
            database=connection.dialect.name,
            release=str(current_app.config["RELEASE"]),
        )
        writer = Writer(target)
        municipalities = _municipalities(connection)
        for table in Base.metadata.sorted_tables:
            manifest.tables[table.name] = _table(writer, connection, table, municipalities)
        for municipality in municipalities if with_files else ():
            _files(writer, manifest, municipality)
        writer.finish(manifest, config.secret_key)
    return manifest


@contextmanager
def _snapshot() -> Iterator[Connection]:
    """One reading transaction in which nothing changes."""
    database.session.remove()
    database.allow_writing(allowed=False)
    try:
        connection = database.session.connection()
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        yield connection
    finally:
        database.session.remove()


def _municipalities(connection: Connection) -> list[int]:
    table = Base.metadata.tables["municipality"]
    return list(connection.scalars(select(table.c.id).order_by(table.c.id)))


def _table(
    writer: Writer, connection: Connection, table: Table, municipalities: list[int]
) -> TableNote:
    kinds = {column.name: columns.kind_of(column) for column in table.columns}
    rows = 0
    for whose, wanted in _owners(table, municipalities):
        with tenancy.acting_for(wanted) if wanted is not None else nullcontext():
            rows += _rows(writer, connection, table, whose)
    return TableNote(kinds, rows)


def _owners(table: Table, municipalities: list[int]) -> list[tuple[str, int | None]]:
    """Whose rows a table holds: everybody's, or each municipality's and nobody's."""
    if OWNER not in table.c:
        return [(EVERYBODY, None)]
    owners: list[tuple[str, int | None]] = [(str(each), each) for each in municipalities]
    return [*owners, (NOBODY, None)] if table.c[OWNER].nullable else owners


def _rows(writer: Writer, connection: Connection, table: Table, whose: str) -> int:
    question = select(*columns.selected(table)).order_by(*table.primary_key.columns)
    if whose == NOBODY:
        question = question.where(table.c[OWNER].is_(None))
    elif whose != EVERYBODY:
        question = question.where(table.c[OWNER] == int(whose))
    kinds = [columns.kind_of(column) for column in table.columns]
    found = connection.execute(question, execution_options={"yield_per": ROWS_AT_ONCE})
    part, number, rows = bytearray(), 0, 0
    for row in found:
        part += columns.written(kinds, row)
        rows += 1
        if len(part) >= PART_BYTES:
            writer.add(_name(table, whose, number), _packed(part))
            part, number = bytearray(), number + 1
    if part:
        writer.add(_name(table, whose, number), _packed(part))
    return rows


def _name(table: Table, whose: str, number: int) -> str:
    return f"tables/{table.name}/{whose}/{number:06}.jsonl.gz"


def _packed(part: bytearray) -> bytes:
    return gzip.compress(part, mtime=0)


def _files(writer: Writer, manifest: Manifest, municipality: int) -> None:
    """Add the photos that the snapshot names. One that was erased meanwhile is named as gone."""
    with tenancy.acting_for(municipality):
        for name in keeping.names():
            content = keeping.read(name)
            if content is None:
                manifest.gone += [] if keeping.may_lack(name) else [name]
            else:
                writer.add(f"files/{name}", content)
                manifest.files += 1
