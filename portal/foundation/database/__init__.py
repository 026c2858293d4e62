"""The database: one session a request, writers one after another, each municipality by itself.

SQLite (default) runs in WAL mode. A writing transaction takes a file lock and then BEGIN IMMEDIATE:
SQLite's own waiting is unfair and lets the last of eight writers wait a second. PostgreSQL gets
the municipality with each transaction, for row-level security.
"""

from __future__ import annotations

from portal.foundation.database.engines import (
    allow_writing,
    had_to_wait,
    is_safe,
    may_write,
    prepare,
    sqlite_module,
)
from portal.foundation.database.roles import Gap, gaps
from portal.foundation.database.scoping import KEPT, owned_tables
from portal.foundation.database.standing import HERE, run, write_now, write_plain
from portal.foundation.database.tables import Base, Identifier, Json, Moment, Owned
from portal.foundation.database.transactions import (
    db,
    install,
    lock,
    own_transaction,
    session,
    writing,
)

__all__ = [
    "HERE",
    "KEPT",
    "Base",
    "Gap",
    "Identifier",
    "Json",
    "Moment",
    "Owned",
    "allow_writing",
    "db",
    "gaps",
    "had_to_wait",
    "install",
    "is_safe",
    "lock",
    "may_write",
    "own_transaction",
    "owned_tables",
    "prepare",
    "run",
    "session",
    "sqlite_module",
    "write_now",
    "write_plain",
    "writing",
]
