"""Migrations go up, down and up again, on both databases, with rows in the tables."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
from sqlalchemy import Engine, inspect, text

from portal.factory import create_app
from portal.foundation import database as foundation
from tests.fixtures import statements
from tests.fixtures.databases import Stage
from tests.fixtures.schema import MIGRATIONS, owner_engine

LEFT_BEHIND = {"alembic_version"}


@pytest.fixture
def engine(database: Stage) -> Iterator[Engine]:
    """The database of this test, as the role that owns its tables."""
    made = owner_engine(database.config())
    yield made
    made.dispose()
    database.used = True  # the next test gets a new copy


def move(database: Stage, tmp_path: Path, *revisions: str) -> None:
    """Bring the database to each of these revisions in turn."""
    app = create_app(database.config())
    with app.app_context(), statements.unheard():
        for revision in revisions:
            step = (
                flask_migrate.downgrade
                if revision.startswith(("-", "base"))
                else flask_migrate.upgrade
            )
            step(directory=str(MIGRATIONS), revision=revision)
        foundation.db.engine.dispose()


def shape(engine: Engine) -> dict[str, object]:
    """Every table with its columns, indexes and keys, for comparing."""
    seen = inspect(engine)
    return {
        table: (
            sorted((c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(table)),
            sorted(
                (i["name"] or "", tuple(map(str, i["column_names"])))
                for i in seen.get_indexes(table)
            ),
            sorted(str(u["name"]) for u in seen.get_unique_constraints(table)),
            sorted(str(f["name"]) for f in seen.get_foreign_keys(table)),
        )
        for table in seen.get_table_names()
    }


def test_down_to_nothing_and_up_again(database: Stage, engine: Engine, tmp_path: Path) -> None:
    before = shape(engine)
    move(database, tmp_path, "base")
    assert set(inspect(engine).get_table_names()) <= LEFT_BEHIND
    move(database, tmp_path, "head")
    assert shape(engine) == before


def test_the_last_step_keeps_the_rows(database: Stage, engine: Engine, tmp_path: Path) -> None:
    """Rows of the tables that exist before and after the newest migration survive it."""
    if len(list((MIGRATIONS / "versions").glob("*.py"))) < 2:
        pytest.skip("there is one migration; before it there are no rows")
    move(database, tmp_path, "-1")
    kept = _counted(engine)
    move(database, tmp_path, "head")
    now = _counted(engine)
    assert {table: now.get(table) for table in kept} == kept


def _counted(engine: Engine) -> dict[str, int]:
    tables = [t for t in inspect(engine).get_table_names() if t not in LEFT_BEHIND]
    random.shuffle(tables)
    with engine.connect() as connection, statements.unheard():
        return {t: connection.scalar(text(f'SELECT count(*) FROM "{t}"')) or 0 for t in tables}
