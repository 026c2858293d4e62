"""Ways to write many rows at once: through SQLite's driver, and by PostgreSQL's COPY."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any

from benchmarks.databases import Base, Postgresql, Sqlite
from benchmarks.stock import Matter, Row
from portal.foundation import database


class Sink(ABC):
    """Where rows go."""

    @abstractmethod
    def read(self, statement: str) -> list[tuple[Any, ...]]:
        """Rows of a question."""

    @abstractmethod
    def write(self, table: str, rows: Sequence[Row]) -> None:
        """Add rows, all with the same columns."""

    @abstractmethod
    def index(self, municipality_id: int, copies: Sequence[tuple[int, Matter]]) -> None:
        """Add the words of complaints."""

    @abstractmethod
    def close(self) -> None:
        """Keep everything."""


class SqliteSink(Sink):
    """Straight through the driver."""

    def __init__(self, place: Base) -> None:
        path = place.path if isinstance(place, Sqlite) else ""
        self.connection = database.sqlite_module().connect(path, isolation_level=None)
        for pragma in ("synchronous = OFF", "journal_mode = OFF", "cache_size = -400000"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.connection.execute("BEGIN")

    def read(self, statement: str) -> list[tuple[Any, ...]]:
        """Ask the database."""
        return list(self.connection.execute(statement).fetchall())

    def write(self, table: str, rows: Sequence[Row]) -> None:
        """Write the rows."""
        if rows:
            names = list(rows[0])
            marks = ", ".join("?" * len(names))
            self.connection.executemany(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})",
                [tuple(row.values()) for row in rows],
            )

    def index(self, municipality_id: int, copies: Sequence[tuple[int, Matter]]) -> None:
        """Write the words."""
        self.connection.executemany(
            "INSERT INTO fulltext_complaint (rowid, words) VALUES (?, ?)",
            [(id_, _for(copy.words, " {}0", municipality_id)) for id_, copy in copies],
        )

    def close(self) -> None:
        """Keep all of it."""
        self.connection.execute("COMMIT")
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.close()


class PostgresqlSink(Sink):
    """By COPY, as the server's own user; the values SQLite keeps are understood as they are."""

    def __init__(self, place: Postgresql) -> None:
        self.place = place
        place.hurry(quick=True)
        self.connection = place.connect()
        self.connection.execute("SET session_replication_role = replica")
        self.connection.execute("SET timezone = 'UTC'")

    def read(self, statement: str) -> list[tuple[Any, ...]]:
        """Ask the database."""
        return self.connection.execute(statement.encode()).fetchall()

    def write(self, table: str, rows: Sequence[Row]) -> None:
        """Write the rows."""
        if rows:
            self._copy(table, list(rows[0]), (row.values() for row in rows))

    def index(self, municipality_id: int, copies: Sequence[tuple[int, Matter]]) -> None:
        """Write the words."""
        rows = (
            (municipality_id, id_, _for(copy.lexemes, "'{}0", municipality_id))
            for id_, copy in copies
        )
        self._copy("fulltext_complaint", ["municipality_id", "id", "words"], rows)

    def _copy(self, table: str, names: Sequence[str], rows: Iterable[Iterable[Any]]) -> None:
        statement = f"COPY {table} ({', '.join(names)}) FROM STDIN"
        with self.connection.cursor().copy(statement.encode()) as copy:
            for row in rows:
                copy.write_row(tuple(row))

    def close(self) -> None:
        """Keep all of it."""
        self.connection.execute("ANALYZE")
        self.connection.close()
        self.place.hurry(quick=False)


def _for(words: str, form: str, municipality_id: int) -> str:
    """The stock's words with the municipality's number in each."""
    for audience in ("p", "s"):
        before = form.format(audience)
        words = words.replace(before, f"{before[:-1]}{municipality_id}")
    return words
