"""Alembic's door. Migrations run as the role that owns the tables, from `portal.tables` alone."""

from __future__ import annotations

from alembic import context
from flask import current_app
from sqlalchemy import create_engine, event
from sqlalchemy.pool import NullPool

from portal import tables
from portal.foundation import database

metadata = database.Base.metadata
KNOWN = tables  # every room's models are known now


def ours(name: str | None, kind: str, _parent: object) -> bool:
    """Compare only tables that the models describe: the full-text tables are made by hand."""
    return kind != "table" or name in metadata.tables


def run() -> None:
    """Connect and migrate, on SQLite in batches: it cannot alter a table in place."""
    config = current_app.config["PORTAL"]
    options = {"module": database.sqlite_module()} if "sqlite" in config.database_url else {}
    engine = create_engine(config.migration_database_url, poolclass=NullPool, **options)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def _keep_references_off(connection: object, _record: object) -> None:
            connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[attr-defined]

    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            include_name=ours,
            render_as_batch=engine.dialect.name == "sqlite",
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
