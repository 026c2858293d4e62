"""The databases under test behave as the portal's foundation promises."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal.foundation import database as foundation
from portal.municipalities import queries
from tests.fixtures.databases import Stage
from tests.fixtures.portal import Town


def titles(town: Town) -> set[str]:
    with town.look():
        return {profile.title.en for profile in queries.all_profiles()}


def rename(to: str) -> None:
    foundation.session.execute(text("UPDATE municipality SET title_en = :to"), {"to": to})


@pytest.mark.parametrize("time", [1, 2])
def test_what_a_test_committed_is_gone_for_the_next(town: Town, time: int) -> None:
    assert titles(town) == {"Khon Kaen City"}
    with town.work():
        rename("Elsewhere")
    assert titles(town) == {"Elsewhere"}


@pytest.mark.parametrize("time", [1, 2])
def test_what_a_test_wrote_inside_is_undone(inside: Town, time: int) -> None:
    assert queries.all_profiles()[0].title.en == "Khon Kaen City"
    rename("Elsewhere")


def test_the_portal_owns_nothing_on_postgresql(database: Stage, inside: Town) -> None:
    if database.kind != "postgresql":
        pytest.skip("SQLite has no roles")
    role = foundation.session.execute(
        text("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
    ).one()
    assert tuple(role) == (False, False)
    owned = text("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
    assert foundation.session.scalar(owned) == 0
    with pytest.raises(DBAPIError):
        foundation.session.execute(text("DROP TABLE municipality"))


def test_reading_cannot_write_on_postgresql(database: Stage, town: Town) -> None:
    if database.kind != "postgresql":
        pytest.skip("SQLite's reading transactions may write; a law listens for that")
    with town.look():
        with pytest.raises(DBAPIError):
            rename("Elsewhere")
        foundation.session.rollback()
