"""Alembic's door. Migrations run as the role that owns the tables, from `portal.tables` alone."""

from __future__ import annotations

from alembic import context
from flask import current_app
from sqlalchemy import Connection, create_engine, event, make_url, text
from sqlalchemy.pool import NullPool

from portal import tables
from portal.foundation import database

metadata = database.Base.metadata
KNOWN = tables  # every room's models are known now

GRANTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {role}",
    "REVOKE UPDATE ON audit FROM {role}",
)
"""What the portal's role may do; every upgrade says it anew, for the tables that came with it."""


def ours(name: str | None, kind: str, _parent: object) -> bool:
    """Compare only tables that the models describe: the full-text tables are made by hand."""
    return kind != "table" or name in metadata.tables


def run() -> None:
    """Migrate over the connection that was given, or over one of our own."""
    given = context.config.attributes.get("connection")
    if given is not None:
        migrate(given)
        return
    config = current_app.config["PORTAL"]
    options = {"module": database.sqlite_module()} if "sqlite" in config.database_url else {}
    engine = create_engine(config.migration_database_url, poolclass=NullPool, **options)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def _keep_references_off(connection: object, _record: object) -> None:
            connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[attr-defined]

    with engine.connect() as connection:
        migrate(connection)


def migrate(connection: Connection) -> None:
    """Migrate, on SQLite in batches: it cannot alter a table in place."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        include_name=ours,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
        if connection.dialect.name == "postgresql":
            grant(connection)


def grant(connection: Connection) -> None:
    """Let the portal's own role, which owns nothing, read and write the rows of the tables."""
    portal = make_url(current_app.config["PORTAL"].database_url).username
    if not portal or portal == connection.scalar(text("SELECT current_user")):
        return
    if connection.scalar(text("SELECT to_regclass('audit')")) is None:
        return  # everything was taken down
    role = connection.dialect.identifier_preparer.quote(portal)
    for statement in GRANTS:
        connection.execute(text(statement.format(role=role)))


run()
