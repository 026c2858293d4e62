"""The schema's revisions: which one a database has, which ones this portal knows."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import Connection, text

FOLDER = Path(__file__).resolve().parents[3] / "migrations"


def _settings() -> AlembicConfig:
    return current_app.extensions["migrate"].migrate.get_config(str(FOLDER))  # type: ignore[no-any-return]


def newest() -> str:
    """The revision this portal works with."""
    return str(ScriptDirectory.from_config(_settings()).get_current_head())


def is_known(revision: str) -> bool:
    """Whether this portal knows a revision; those of newer portals it does not."""
    script = ScriptDirectory.from_config(_settings())
    return revision in {each.revision for each in script.walk_revisions()}


def present(connection: Connection) -> str | None:
    """The revision a database has; None without tables."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


def bring(connection: Connection, revision: str) -> None:
    """Bring a database to a revision, up or down, inside the connection's own transaction."""
    settings = _settings()
    settings.attributes["connection"] = connection
    former = present(connection)
    if former == revision:
        return
    script = ScriptDirectory.from_config(settings)
    below = {each.revision for each in script.walk_revisions("base", former or "base")}
    (command.downgrade if former and revision in below else command.upgrade)(settings, revision)
