"""Restores an archive, or moves a database, without ever leaving half of one.

SQLite: the rows go into a new file beside, which is checked and then copied over the old one in a
single transaction. PostgreSQL: emptied, filled and checked in a single transaction.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import IO

from flask import Flask, current_app
from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from config import Config
from portal.attachments import keeping
from portal.foundation import database, running
from portal.foundation.database import revisions
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.operations.backup import archive, dumping, erasures, following, loading
from portal.operations.backup.archive import Manifest

ANOTHER = "portal.another"
"""Where the factory leaves the way to make the portal on other settings."""


def check(source: IO[bytes], *, other_secret: bool = False) -> Manifest:
    """Verify an archive and whether this portal can take it. Raises Invalid in words."""
    config: Config = current_app.config["PORTAL"]
    manifest = archive.verified(source, config.secret_key, other_secret=other_secret)
    if not revisions.is_known(manifest.revision):
        raise Invalid(lazy("A newer portal made this backup. Install that version, then restore."))
    return manifest


def restore(
    source: IO[bytes],
    at: datetime,
    *,
    over_rows: bool = False,
    other_secret: bool = False,
    erased: Sequence[erasures.Line] = (),
) -> tuple[Manifest, int]:
    """Put an archive's database and photos in the place of the present ones.

    What was erased on request since the archive was made is erased again: what the present
    database knows of, and `erased`, the list kept beside the backups. Returns how many those were.

    Raises:
        Invalid: the archive is not good, the portal runs, or there are rows already.

    """
    config: Config = current_app.config["PORTAL"]
    manifest = check(source, other_secret=other_secret)
    _stand_still(config)
    known = [*erased, *(erasures.here() if over_rows else ())]
    _fill(config, source, manifest, over_rows=over_rows)
    _put_files(source)
    following.index()
    again = erasures.replay(known, at)
    following.tell_gaps(at)
    return manifest, again


def move(url: str, at: datetime) -> Manifest:
    """Copy the present database into another, empty one; photos stay where they are.

    `url` names the role that owns the tables.

    Raises:
        Invalid: the portal runs, the other place cannot be reached or has rows already.

    """
    config: Config = current_app.config["PORTAL"]
    _stand_still(config)
    other = replace(config, database_url=url, migration_database_url=url)
    if make_url(url) == make_url(config.database_url):
        raise Invalid(lazy("This is the database that is in use already."))
    with tempfile.TemporaryFile(dir=config.instance_dir) as kept:
        dumping.dump(kept, at, with_files=False)
        manifest = archive.verified(kept, config.secret_key)
        with _on(other):
            _fill(other, kept, manifest, over_rows=False)
            following.index()
    return manifest


@contextmanager
def _on(config: Config) -> Iterator[None]:
    """Work inside as the portal on other settings."""
    make: Callable[[Config], Flask] = current_app.extensions[ANOTHER]
    with make(config).app_context():
        try:
            yield
        finally:
            database.session.remove()
            database.db.engine.dispose()


def _stand_still(config: Config) -> None:
    if running.is_running(config.instance_dir):
        raise Invalid(lazy("The portal is running. Stop it first, then try again."))


def _fill(config: Config, source: IO[bytes], manifest: Manifest, *, over_rows: bool) -> None:
    database.session.remove()
    database.db.engine.dispose()
    try:
        if config.migration_database_url.startswith("sqlite"):
            _fill_sqlite(Path(_file(config)), source, manifest, over_rows=over_rows)
        else:
            _fill_postgresql(config.migration_database_url, source, manifest, over_rows=over_rows)
    except SQLAlchemyError as error:
        reason = type(error).__name__
        raise Invalid(
            lazy("The database could not be used (%(reason)s). Nothing was changed.", reason=reason)
        ) from error


def _file(config: Config) -> str:
    return str(make_url(config.migration_database_url).database)


def _rows_already(connection: Connection) -> bool:
    if not connection.dialect.has_table(connection, "municipality"):
        return False
    return bool(connection.scalar(text("SELECT count(*) FROM municipality")))


def _refuse_rows(connection: Connection, *, over_rows: bool) -> None:
    if not over_rows and _rows_already(connection):
        raise Invalid(
            lazy(
                "There is a portal in this database already. Add --replace to put the backup in its"
                " place; make a backup of what is there first."
            )
        )


# ── SQLite ──


def _fill_sqlite(path: Path, source: IO[bytes], manifest: Manifest, *, over_rows: bool) -> None:
    if path.exists():
        with _sqlite(path) as connection:
            _refuse_rows(connection, over_rows=over_rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.restoring")
    beside.unlink(missing_ok=True)
    try:
        with _sqlite(beside) as connection:
            beside.chmod(0o600)
            revisions.bring(connection, manifest.revision)
            loading.load(connection, source, manifest)
            revisions.bring(connection, revisions.newest())
            _check_sqlite(connection)
        _copy_over(beside, path)
    finally:
        for tail in ("", "-journal", "-wal", "-shm"):
            Path(f"{beside}{tail}").unlink(missing_ok=True)


@contextmanager
def _sqlite(path: Path) -> Iterator[Connection]:
    """One connection, one transaction; SQLite checks no references unless it is told to."""
    engine = create_engine(f"sqlite:///{path}", module=database.sqlite_module(), poolclass=NullPool)
    with engine.begin() as connection:
        yield connection


def _check_sqlite(connection: Connection) -> None:
    loose = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    sound = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    if loose is not None or sound != "ok":
        raise Invalid(lazy("The restored database is not whole. Nothing was changed."))


def _copy_over(beside: Path, path: Path) -> None:
    """Page by page in one transaction: whole or not at all, also when the machine stops."""
    sqlite = database.sqlite_module()
    new, present = sqlite.connect(beside), sqlite.connect(path)
    try:
        present.execute("PRAGMA journal_mode = WAL")
        present.execute("PRAGMA synchronous = FULL")
        new.backup(present)
    finally:
        present.close()
        new.close()


# ── PostgreSQL ──


def _fill_postgresql(url: str, source: IO[bytes], manifest: Manifest, *, over_rows: bool) -> None:
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    with engine.begin() as connection:
        _refuse_rows(connection, over_rows=over_rows)
        _empty(connection)
        revisions.bring(connection, manifest.revision)
        with _without_references(connection):
            loading.load(connection, source, manifest)
        revisions.bring(connection, revisions.newest())
        _check_walls(connection)


def _empty(connection: Connection) -> None:
    tables = connection.scalars(
        text(
            "SELECT quote_ident(tablename) FROM pg_tables"
            " WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
        )
    ).all()
    if tables:
        connection.execute(text(f"TRUNCATE {', '.join(tables)}"))


@contextmanager
def _without_references(connection: Connection) -> Iterator[None]:
    """Rows may name rows that come later; the references stand again at the end."""
    references = connection.execute(
        text(
            "SELECT quote_ident(c.relname), quote_ident(r.conname), pg_get_constraintdef(r.oid)"
            " FROM pg_constraint r JOIN pg_class c ON c.oid = r.conrelid"
            " WHERE r.contype = 'f' AND r.connamespace = 'public'::regnamespace"
        )
    ).all()
    for table, name, _definition in references:
        connection.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT {name}"))
    yield
    for table, name, definition in references:
        connection.execute(text(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"))


def _check_walls(connection: Connection) -> None:
    """No municipality's rows without the wall around them."""
    walled = set(
        connection.scalars(
            text(
                "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
                " AND relnamespace = 'public'::regnamespace"
            )
        )
    )
    bare = sorted(database.owned_tables() - walled)
    if bare:
        raise Invalid(
            lazy("These tables have no row-level security: %(tables)s.", tables=", ".join(bare))
        )


# ── photos ──


def _put_files(source: IO[bytes]) -> None:
    """Write the photos back; those that are there and named by nobody go in two days."""
    for name, content in archive.members(source):
        if name.startswith("files/"):
            keeping.put(name.removeprefix("files/"), content)
