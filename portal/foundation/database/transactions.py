"""The session, and the transactions that are not a request's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from flask import Flask, has_app_context
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from config import Config
from portal.foundation import tenancy
from portal.foundation.database.engines import allow_writing, may_write, options, prepare
from portal.foundation.database.tables import Base

db = SQLAlchemy(metadata=Base.metadata, disable_autonaming=True)
session = db.session


def install(app: Flask, config: Config) -> None:
    """Connect the app to the database its settings name."""
    app.config["SQLALCHEMY_DATABASE_URI"] = config.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options(config.database_url)
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)


@contextmanager
def writing() -> Iterator[Session]:
    """One writing transaction for a job or a command: committed at the end, or undone whole."""
    former = may_write()
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
    former = may_write()
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


def _follow_municipality(municipality: int | None) -> None:
    """Tell an open PostgreSQL transaction that the work goes on for another municipality."""
    if not has_app_context() or not session.registry.has():
        return
    current = session()
    if current.in_transaction() and current.get_bind().dialect.name == "postgresql":
        # A transaction that failed takes no more statements: what made it fail is what is told.
        with suppress(SQLAlchemyError):
            current.execute(
                text("SELECT set_config('portal.municipality', :municipality, true)"),
                {"municipality": str(municipality or "")},
            )


tenancy.listen(_follow_municipality)
