"""Laws of the tables: migrations make what the models say, owned tables are walled in."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config as AlembicConfig
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Table, UniqueConstraint, create_engine, text

from portal.foundation.database import Base, Owned
from tests.fixtures import statements
from tests.fixtures.databases import Stage
from tests.fixtures.schema import owner_engine
from tests.laws import project


def owned() -> list[Table]:
    """Every table whose rows belong to a municipality."""
    classes = (mapper.class_ for mapper in Base.registry.mappers)
    return [c.__table__ for c in classes if issubclass(c, Owned)]


@pytest.mark.both_databases
def test_migrations_make_what_the_models_say(database: Stage) -> None:
    engine = owner_engine(database.config())
    with engine.connect() as connection:
        options = {
            "compare_type": True,
            "include_name": lambda name, kind, _: kind != "table" or name in Base.metadata.tables,
        }
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, Base.metadata)
    engine.dispose()
    assert not differences, "\n".join(map(str, differences))


def test_the_migrations_have_one_head_in_one_line() -> None:
    config = AlembicConfig()
    config.set_main_option("script_location", str(project.ROOT / "migrations"))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    assert len(script.get_heads()) == 1
    for revision in script.walk_revisions():
        assert not isinstance(revision.down_revision, tuple), revision.revision


def test_the_migrations_ask_nothing_of_the_portal() -> None:
    """The models at head change; history must not."""
    for path in (project.ROOT / "migrations" / "versions").glob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert "from portal" not in source, path.name
        assert "import portal" not in source, path.name


def test_every_owned_table_begins_its_indexes_with_the_municipality() -> None:
    wrong = []
    for table in owned():
        keys = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
        for key in [*keys, *table.indexes]:
            first = next(iter(key.columns), None)
            if first is not None and first.name != "municipality_id":
                wrong.append(f"{key.name} on {table.name}")
    assert not wrong, wrong


def test_every_owned_table_has_an_index_for_its_municipality() -> None:
    bare = []
    for table in owned():
        firsts = [tuple(c.name for c in i.columns)[:1] for i in table.indexes]
        uniques = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
        firsts += [tuple(c.name for c in u.columns)[:1] for u in uniques]
        primary = tuple(c.name for c in table.primary_key.columns)[:1]
        if ("municipality_id",) not in [*firsts, primary]:
            bare.append(table.name)
    assert not bare, bare


def test_every_constraint_has_a_name() -> None:
    nameless = [
        f"{type(constraint).__name__} on {table.name}"
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert not nameless, nameless


@pytest.mark.on_postgresql
def test_every_owned_table_is_walled_in_on_postgresql(database: Stage) -> None:
    """Row-level security, forced on the owner too, reading and writing."""
    engine = owner_engine(database.config())
    with engine.connect() as connection:
        forced = set(
            connection.scalars(
                text(
                    "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
                    " AND relnamespace = 'public'::regnamespace"
                )
            )
        )
        policies = set(connection.scalars(text("SELECT tablename FROM pg_policies")))
    engine.dispose()
    open_ = {table.name for table in owned()} - (forced & policies)
    assert not open_, f"without a wall: {sorted(open_)}"


@pytest.mark.on_postgresql
def test_the_wall_holds_without_the_first_one(database: Stage) -> None:
    """Plain SQL that forgets the municipality reads nothing where none is named."""
    engine = create_engine(database.config().database_url)
    with engine.connect() as connection, statements.unheard():
        for table in owned():
            rows = connection.execute(text(f"SELECT count(*) FROM {table.name}")).scalar_one()
            assert rows == 0, table.name
    engine.dispose()
