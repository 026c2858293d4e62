"""How connections are made and how their transactions begin, on either kind of database."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import InvalidatePoolError

from portal.foundation import tenancy

_writing: ContextVar[bool] = ContextVar("writing", default=False)
_lock_held: ContextVar[bool] = ContextVar("lock_held", default=False)
_had_to_wait: ContextVar[bool] = ContextVar("had_to_wait", default=False)


def allow_writing(*, allowed: bool) -> None:
    """Say whether transactions begun from now on in this context may write; for the glue."""
    _writing.set(allowed)


def may_write() -> bool:
    """Whether a transaction begun now may write."""
    return _writing.get()


def had_to_wait() -> bool:
    """Whether the latest writing transaction of this context waited for another's to end.

    On SQLite it tells that others write a lot just now; PostgreSQL's writers seldom wait.
    """
    return _had_to_wait.get()


_told_of_waits: list[Callable[[float], None]] = []


def on_wait(tell: Callable[[float], None]) -> None:
    """Tell a listener each time a writer waited for another's lock, and how many seconds."""
    if tell not in _told_of_waits:
        _told_of_waits.append(tell)


RESTS_SECONDS = 1.0
"""A connection that was used so lately is not asked whether it lives."""
SAFE_SQLITE = (3, 51, 3)
"""Older ones can damage the file when two connections write and checkpoint at one moment."""


def options(url: str) -> dict[str, Any]:
    """What the engine for this address is made with; a file's folder is made, too."""
    # What was typed must not stand in a log because a statement failed: hide_parameters.
    shared = {"pool_size": 8, "max_overflow": 8, "hide_parameters": True}
    if not url.startswith("sqlite"):
        return shared
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


def is_safe(engine: Engine) -> bool:
    """Whether this engine may be written to by several processes at once."""
    version = sqlite_module().sqlite_version_info
    return engine.dialect.name != "sqlite" or version >= SAFE_SQLITE


def prepare(engine: Engine) -> None:
    """Put our listeners on an engine; used by the app and by tests with engines of their own."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _connect_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        event.listen(engine, "checkin", _release_lock)
    else:
        event.listen(engine, "connect", _connect_postgresql)
        event.listen(engine, "checkout", _ask_whether_it_lives)
        event.listen(engine, "checkin", _note_the_time)
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
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _had_to_wait.set(False)
    except BlockingIOError:
        _had_to_wait.set(True)
        began = time.monotonic()
        fcntl.flock(handle, fcntl.LOCK_EX)
        for tell in _told_of_waits:
            tell(time.monotonic() - began)
    _lock_held.set(True)
    return handle


def _release_lock(_connection: object, record: Any) -> None:  # noqa: ANN401 - pool record
    handle = record.info.pop("write_lock", None)
    if handle is not None:
        os.close(handle)
        _lock_held.set(False)


def _connect_postgresql(connection: Any, _record: object) -> None:  # noqa: ANN401 - DB-API
    connection.autocommit = True  # BEGIN is ours


def _ask_whether_it_lives(connection: Any, record: Any, _proxy: object) -> None:  # noqa: ANN401 - DB-API
    """Find connections that a restart of the server cut. It takes longer than they may rest."""
    rested = time.monotonic() - record.info.get("rests_since", time.monotonic())
    if rested > RESTS_SECONDS:
        try:
            connection.execute("SELECT 1")
        except connection.Error as error:
            raise InvalidatePoolError from error


def _note_the_time(_connection: object, record: Any) -> None:  # noqa: ANN401 - pool record
    record.info["rests_since"] = time.monotonic()


def _begin_postgresql(connection: Connection) -> None:
    mode = "READ WRITE" if _writing.get() else "READ ONLY"
    here = tenancy.municipality_id_or_none()
    municipality = "" if here is None else int(here)
    # Both in one journey to the server and back.
    connection.exec_driver_sql(f"BEGIN {mode}; SET LOCAL portal.municipality = '{municipality}'")
