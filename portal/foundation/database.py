"""The database: one session a request, writers one after another, each municipality by itself.

SQLite (default) runs in WAL mode. A writing transaction takes a file lock and then BEGIN IMMEDIATE:
SQLite's own waiting is unfair and lets the last of eight writers wait a second. PostgreSQL gets
the municipality with each transaction, for row-level security.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, BigInteger, DateTime, Integer, MetaData, Table, event, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, with_loader_criteria
from sqlalchemy.sql import ClauseElement, visitors
from sqlalchemy.types import TypeDecorator

from portal.foundation import tenancy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from sqlalchemy import Connection, Dialect, Engine, Executable
    from sqlalchemy.orm import ORMExecuteState, UOWTransaction

    from config import Config

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SAFE_SQLITE = (3, 51, 3)
"""Older ones can damage the file when two connections write and checkpoint at one moment."""


class Moment(TypeDecorator[datetime]):
    """An aware moment in UTC, in and out; what has no time zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        """Into the database: UTC; on SQLite as text that sorts like the moments do."""
        as_text = dialect.name == "sqlite"

        def bind(value: datetime | None) -> object:
            if value is None:
                return None
            if value.tzinfo is None:
                message = "A moment needs a time zone."
                raise ValueError(message)
            value = value.astimezone(UTC)
            return value.isoformat(" ", "microseconds")[:26] if as_text else value

        return bind

    def result_processor(self, dialect: Dialect, _coltype: object) -> Callable[[Any], Any]:
        """Out of the database: always aware, in UTC."""
        as_text = dialect.name == "sqlite"

        def result(value: Any) -> datetime | None:  # noqa: ANN401 - what the driver gives
            if value is None:
                return None
            if as_text:
                return datetime.fromisoformat(f"{value}+00:00")
            return cast("datetime", value).astimezone(UTC)

        return result


Identifier = BigInteger().with_variant(Integer, "sqlite")
"""A number given by the database."""
Json = JSON().with_variant(JSONB, "postgresql")


class Base(DeclarativeBase):
    """What every table is made from: names for all constraints."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Moment}


class Owned:
    """A table that belongs to a municipality: set on write, asked for on every read."""

    municipality_id: Mapped[int] = mapped_column(
        BigInteger, default=tenancy.municipality_id, sort_order=-10
    )


db = SQLAlchemy(metadata=Base.metadata, disable_autonaming=True)
session = db.session

_writing: ContextVar[bool] = ContextVar("writing", default=False)
_lock_held: ContextVar[bool] = ContextVar("lock_held", default=False)


def install(app: Flask, config: Config) -> None:
    """Connect the app to the database its settings name."""
    app.config["SQLALCHEMY_DATABASE_URI"] = config.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _engine_options(config.database_url)
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)


def _engine_options(url: str) -> dict[str, Any]:
    # What was typed must not stand in a log because a statement failed: hide_parameters.
    shared = {"pool_size": 8, "max_overflow": 8, "hide_parameters": True}
    if not url.startswith("sqlite"):
        return {"pool_pre_ping": True, **shared}
    if ":///" in url:
        Path(url.split(":///", 1)[1]).parent.mkdir(parents=True, exist_ok=True)
    return {"module": sqlite_module(), **shared}


def sqlite_module() -> Any:  # noqa: ANN401 - a DB-API module has no type
    """The SQLite with the newest engine: pysqlite3 brings its own, else Python's."""
    try:
        from pysqlite3 import dbapi2  # noqa: PLC0415 - not there on every machine
    except ImportError:
        import sqlite3  # noqa: PLC0415 - the fall-back

        return sqlite3
    return dbapi2


def prepare(engine: Engine) -> None:
    """Put our listeners on an engine; used by the app and by tests with engines of their own."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _connect_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        event.listen(engine, "checkin", _release_lock)
    else:
        event.listen(engine, "begin", _begin_postgresql)


def _connect_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - DB-API
    connection.isolation_level = None  # BEGIN is ours
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "busy_timeout = 10000",
        "temp_store = MEMORY",
        "cache_size = -16000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    if not _writing.get():
        connection.exec_driver_sql("BEGIN")
        return
    path = connection.engine.url.database
    record = connection.connection._connection_record  # noqa: SLF001 - no public way to it
    if path and path != ":memory:" and record is not None and "write_lock" not in record.info:
        record.info["write_lock"] = _take_lock(Path(path))
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _take_lock(path: Path) -> int:
    if _lock_held.get():
        message = "A second writing transaction was begun inside the first."
        raise RuntimeError(message)
    handle = os.open(f"{path}.write-lock", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(handle, fcntl.LOCK_EX)
    _lock_held.set(True)
    return handle


def _release_lock(_connection: object, record: Any) -> None:  # noqa: ANN401 - pool record
    handle = record.info.pop("write_lock", None)
    if handle is not None:
        os.close(handle)
        _lock_held.set(False)


def _begin_postgresql(connection: Connection) -> None:
    municipality = tenancy.municipality_id_or_none()
    connection.exec_driver_sql(
        "SELECT set_config('portal.municipality', %s, true),"
        " set_config('transaction_read_only', %s, true)",
        (str(municipality or ""), "off" if _writing.get() else "on"),
    )


def _follow_municipality(municipality: int | None) -> None:
    """Tell an open PostgreSQL transaction that the work goes on for another municipality."""
    if not db_is_bound() or not session.registry.has():
        return
    current = session()
    if current.in_transaction() and current.get_bind().dialect.name == "postgresql":
        current.execute(
            text("SELECT set_config('portal.municipality', :municipality, true)"),
            {"municipality": str(municipality or "")},
        )


def db_is_bound() -> bool:
    """Whether there is an app to take the database from."""
    from flask import has_app_context  # noqa: PLC0415 - only the glue knows Flask

    return has_app_context()


tenancy.listen(_follow_municipality)


def allow_writing(*, allowed: bool) -> None:
    """Say whether transactions begun from now on in this context may write; for the glue."""
    _writing.set(allowed)


@contextmanager
def writing() -> Iterator[Session]:
    """One writing transaction for a job or a command: committed at the end, or undone whole."""
    former = _writing.get()
    session.remove()
    allow_writing(allowed=True)
    try:
        yield session()
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.remove()
        allow_writing(allowed=former)


@contextmanager
def own_transaction() -> Iterator[Session]:
    """A short write of its own, for books that must outlive a refusal.

    Never inside a writing request: on SQLite the second writer would wait for its own request.
    """
    former = _writing.get()
    allow_writing(allowed=True)
    try:
        with Session(db.engine) as own, own.begin():
            yield own
    finally:
        allow_writing(allowed=former)


def lock(name: str) -> None:
    """Let only one transaction at a time go on past this name. SQLite has one writer anyway."""
    if session.get_bind().dialect.name != "postgresql":
        return
    number = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), signed=True)
    session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


@lru_cache(maxsize=4096)
def _only(municipality_id: int) -> Any:  # noqa: ANN401 - a loader option
    return with_loader_criteria(
        Owned, lambda cls: cls.municipality_id == municipality_id, include_aliases=True
    )


KEPT = {"kept": True}
"""Execution options of a statement that stands in its module and is asked again and again.

What SQLAlchemy works out for it is kept, too, which is more than half of a short question's cost.
"""


@lru_cache(maxsize=4096)
def _kept_for(statement: Executable, municipality_id: int) -> Executable:
    return statement.options(_only(municipality_id))


@event.listens_for(Session, "do_orm_execute")
def _scope(state: ORMExecuteState) -> None:
    """Add the municipality to every read, update and delete that names an owned table."""
    if state.is_insert or state.is_column_load or state.is_relationship_load:
        return
    municipality = tenancy.municipality_id_or_none()
    if municipality is not None and state.execution_options.get("kept"):
        state.statement = _kept_for(state.statement, municipality)
    elif municipality is not None:
        state.statement = state.statement.options(_only(municipality))
    elif any(
        _is_owned(element) for element in visitors.iterate(cast("ClauseElement", state.statement))
    ):
        tenancy.municipality_id()


def _is_owned(element: object) -> bool:
    return isinstance(element, Table) and "municipality_id" in element.c and element in _owned()


@lru_cache(maxsize=1)
def _owned() -> frozenset[Table]:
    mappers = [mapper for mapper in Base.registry.mappers if issubclass(mapper.class_, Owned)]
    tables = [mapper.local_table for mapper in mappers]
    return frozenset(table for table in tables if isinstance(table, Table))


@event.listens_for(Session, "before_flush")
def _own(current: Session, _context: UOWTransaction, _instances: object) -> None:
    """Refuse to write another municipality's rows."""
    for row in (*current.new, *current.dirty, *current.deleted):
        if isinstance(row, Owned):
            here = tenancy.municipality_id()
            if (row.municipality_id or here) != here:
                message = f"{type(row).__name__} belongs to another municipality."
                raise tenancy.NoMunicipality(message)
