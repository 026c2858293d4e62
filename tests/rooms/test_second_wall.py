"""The second wall: what PostgreSQL itself refuses, were the first one to fall.

Plain SQL past the session, as after an injection, in the transaction of one municipality's
request: it neither reads nor counts nor changes nor adds anything of another, and the role it
runs as cannot take the wall down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from flask import Flask
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError

from portal.foundation import database as foundation
from portal.foundation.database import Base, Gap
from portal.foundation.i18n import Bilingual
from portal.operations import guard
from tests import makers
from tests.fixtures import postgresql
from tests.fixtures.databases import Stage
from tests.fixtures.portal import Town
from tests.fixtures.schema import owner_engine
from tests.fixtures.statements import unheard

pytestmark = pytest.mark.on_postgresql

HERE = "SET LOCAL portal.municipality = '{}'"
WALLED = sorted(
    table.name for table in Base.metadata.tables.values() if "municipality_id" in table.c
)
QUEUES = frozenset({"outbox", "notice_due"})
"""What the worker reads for all municipalities at once: open to work for nobody in particular."""


@pytest.fixture
def beside(town: Town) -> Town:
    """A second municipality with a complaint and with staff of its own."""
    with town.app.app_context():
        founded = makers.municipality("beside", title=Bilingual("เทศบาลข้างเคียง", "Beside"))
    other = Town(town.app, founded)
    with other.work():
        makers.complaint("ไฟดับในเขตของอีกเทศบาล")
    return other


@pytest.fixture
def raw(town: Town, beside: Town, database: Stage) -> Iterator[Connection]:
    """A transaction of the first municipality as the portal's role, without the portal."""
    engine = create_engine(database.config().database_url)
    with unheard(), engine.connect() as connection:
        connection.execute(text(HERE.format(town.id)))
        yield connection
        connection.rollback()
    engine.dispose()


def everywhere(database: Stage, question: str) -> int:
    """What is really there, asked by the server's own user, who passes by every wall."""
    server = database.place.server  # type: ignore[attr-defined]
    address = server.address.set(drivername="postgresql", database=database.place.name)  # type: ignore[attr-defined]
    with psycopg.connect(address.render_as_string(hide_password=False)) as connection:
        row = connection.execute(question.encode()).fetchone()
    assert row is not None
    return int(row[0])


def test_every_table_with_a_municipality_is_walled(database: Stage, raw: Connection) -> None:
    walls = text(
        "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
        " AND relnamespace = 'public'::regnamespace"
    )
    policies = text("SELECT DISTINCT tablename FROM pg_policies")
    forced, told = set(raw.scalars(walls)), set(raw.scalars(policies))
    assert {*WALLED, "fulltext_complaint", "municipality"} <= forced
    assert forced == told, "a wall without a rule lets nobody in at all"


def test_plain_questions_see_one_municipality(raw: Connection, town: Town, database: Stage) -> None:
    for table in (*WALLED, "fulltext_complaint"):
        seen = set(raw.scalars(text(f"SELECT DISTINCT municipality_id FROM {table}")))
        assert seen <= {town.id}, table
    hidden = "SELECT count(*) FROM person WHERE municipality_id <> "
    assert everywhere(database, f"{hidden}{town.id}") > 0
    assert everywhere(database, f"SELECT count(*) FROM fulltext_complaint WHERE id > {town.id}") > 0


def test_no_question_reaches_next_door(raw: Connection, beside: Town) -> None:
    for question in (
        "SELECT count(*) FROM complaint WHERE municipality_id = :there",
        (
            "SELECT count(*) FROM complaint c RIGHT JOIN person p USING (municipality_id)"
            " WHERE p.municipality_id = :there"
        ),
        (
            "SELECT count(*) FROM (SELECT municipality_id FROM complaint UNION ALL"
            " SELECT municipality_id FROM person) every WHERE municipality_id = :there"
        ),
        (
            "WITH every AS (SELECT * FROM complaint_step) SELECT count(*) FROM every"
            " WHERE municipality_id = :there"
        ),
        "SELECT count(*) FROM audit WHERE municipality_id = :there",
        "SELECT count(*) FROM outbox WHERE municipality_id = :there",
    ):
        assert raw.scalar(text(question), {"there": beside.id}) == 0, question


@pytest.mark.parametrize("table", ["complaint", "person", "audit", "sign_in_code", "outbox"])
def test_nothing_next_door_is_changed_or_removed(raw: Connection, beside: Town, table: str) -> None:
    named = {"there": beside.id}
    try:
        changed = raw.execute(
            text(f"UPDATE {table} SET municipality_id = :there WHERE municipality_id = :there"),
            named,
        )
        assert changed.rowcount == 0
    except DBAPIError as refused:
        assert "permission denied" in str(refused)  # noqa: PT017 - one of two ways to be kept out
        raw.rollback()
        raw.execute(text(HERE.format(1)))
    removed = raw.execute(text(f"DELETE FROM {table} WHERE municipality_id = :there"), named)
    assert removed.rowcount == 0


PUT_A_CODE = (
    "INSERT INTO sign_in_code (municipality_id, address, code_hash, sent_at, tries, sent_today)"
    " VALUES (:there, 'x', '', now(), 0, 0)"
)


def test_no_row_moves_or_comes_in_next_door(raw: Connection, beside: Town) -> None:
    for statement in (
        PUT_A_CODE,
        "UPDATE person SET municipality_id = :there",
        "INSERT INTO fulltext_complaint (municipality_id, id, words) VALUES (:there, 1, 'x')",
        "UPDATE municipality SET colour = '#000000' WHERE id = :there RETURNING id",
    ):
        inner = raw.begin_nested()
        try:
            answered = raw.execute(text(statement), {"there": beside.id})
            assert not answered.all(), statement
        except DBAPIError as refused:
            assert "row-level security" in str(refused), statement  # noqa: PT017 - or this way
        inner.rollback()


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE complaint DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE complaint NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY own_municipality ON complaint",
        "CREATE POLICY mine ON complaint USING (true)",
        "ALTER TABLE complaint OWNER TO CURRENT_USER",
        "ALTER ROLE CURRENT_USER BYPASSRLS",
        "ALTER ROLE CURRENT_USER SUPERUSER",
        f"SET ROLE {postgresql.OWNER}",
        "SET SESSION AUTHORIZATION postgres",
        "CREATE TABLE mine (id int)",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
        "TRUNCATE complaint CASCADE",
        "DROP TRIGGER audit_is_kept ON audit",
        "ALTER TABLE audit DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "UPDATE audit SET act = 'x'",
        "UPDATE alembic_version SET version_num = 'x'",
        "GRANT ALL ON complaint TO PUBLIC",
    ],
)
def test_the_portals_role_cannot_take_the_wall_down(raw: Connection, statement: str) -> None:
    # A right that is not one's to give is a warning for PostgreSQL, and nothing is given.
    if statement.startswith("GRANT"):
        raw.execute(text("DO $$ BEGIN SET LOCAL client_min_messages = error; END $$"))
        before = raw.scalar(text("SELECT relacl::text FROM pg_class WHERE relname = 'complaint'"))
        raw.execute(text(statement))
        after = raw.scalar(text("SELECT relacl::text FROM pg_class WHERE relname = 'complaint'"))
        assert before == after
        return
    with pytest.raises(DBAPIError):
        raw.execute(text(statement))


def test_not_even_the_owner_sees_past_it(town: Town, beside: Town, database: Stage) -> None:
    engine = owner_engine(database.config())
    with unheard(), engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM person")) == 0
        connection.execute(text(HERE.format(town.id)))
        seen = set(connection.scalars(text("SELECT municipality_id FROM person")))
        assert seen == {town.id}
    engine.dispose()


def test_work_for_nobody_sees_only_what_waits(database: Stage, raw: Connection) -> None:
    raw.execute(text(HERE.format("")))
    for table in WALLED:
        if table not in QUEUES:
            assert raw.scalar(text(f"SELECT count(*) FROM {table}")) == 0, table


def test_the_portals_role_has_no_gaps_and_others_are_found(app: Flask, database: Stage) -> None:
    with app.app_context(), foundation.db.engine.connect() as connection:
        assert foundation.gaps(connection) == []
    engine = owner_engine(database.config())
    with engine.connect() as connection:
        assert foundation.gaps(connection) == [Gap.OWNER]
        connection.execute(text("ALTER TABLE holiday NO FORCE ROW LEVEL SECURITY"))
        assert foundation.gaps(connection) == [Gap.OWNER, Gap.OPEN_TABLE]
        connection.rollback()
    engine.dispose()
    server = database.place.server  # type: ignore[attr-defined]
    engine = create_engine(server.address.set(drivername="postgresql+psycopg"))
    with engine.connect() as connection:
        assert Gap.SUPERUSER in foundation.gaps(connection)
    engine.dispose()


def test_the_portal_does_not_start_as_the_owner(
    app: Flask, database: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard.check(app)
    monkeypatch.setattr(guard.database, "gaps", lambda _connection: [Gap.OWNER])
    with pytest.raises(guard.NotToBeServed, match="owns the tables"):
        guard.check(app)
    kept = app.config["PORTAL"]
    monkeypatch.setitem(app.config, "PORTAL", replace(kept, strict_roles=False))
    guard.check(app)
