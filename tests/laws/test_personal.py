"""The law of personal data: what a table keeps of people, its room answers for."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from typing import Any

import pytest
from sqlalchemy import Column, MetaData, String, Table, Text

from portal.foundation.database import Base
from portal.foundation.personal import Kept
from portal.rights.rooms import ROOMS
from portal.rights.terms import DEFAULT_MONTHS

PERSONAL = re.compile(
    r"(?:.*_)?(?:name|email|phone|mobile|telephone|address|landmark|lat|lon|device|agent|ip|note"
    r"|text|body|words|comment|message|subject|accused|happened|person_id)"
)
"""What columns are called that hold something of people."""
NOTHING = {
    "audit": "the book of what staff did: it must not be erased; its own law keeps it 90 days",
    "job_round": "names of jobs",
    "municipality": "the office's own telephone and address",
    "privacy_settings": "the office's own contact, which is published",
    "incident": "kept as evidence; the form asks to leave names out",
    "incident_entry": "kept as evidence; the form asks to leave names out",
}
"""Tables that hold nothing that could be shown to somebody or erased for them, and why."""


def room_of(table: str) -> str:
    """The room whose models make a table."""
    mapper = next(m for m in Base.registry.mappers if m.local_table.name == table)
    return str(mapper.class_.__module__.split(".")[1])


def duties_of(room: str) -> Any:
    """The room's `personal.py`, or nothing."""
    name = f"portal.{room}.personal"
    return importlib.import_module(name) if find_spec(name) else None


def uncovered(
    table: Table, columns: Mapping[str, tuple[str, ...]], excused: Mapping[str, str]
) -> Iterator[str]:
    """Columns that sound personal and that nothing answers for."""
    for column in table.columns:
        named = f"{table.name}.{column.name}"
        answered = named in excused or column.name in columns.get(table.name, ())
        if PERSONAL.fullmatch(column.name) and not answered:
            yield named


def test_every_personal_column_has_a_room_that_answers_for_it() -> None:
    found = []
    for table in Base.metadata.sorted_tables:
        if table.name in NOTHING:
            continue
        duties = duties_of(room_of(table.name))
        found += uncovered(
            table,
            getattr(duties, "COLUMNS", {}),
            getattr(duties, "NOT_PERSONAL", {}),
        )
    assert not found, f"no personal.py says that it shows, erases or expires: {found}"


def test_what_the_rooms_answer_for_is_there() -> None:
    tables = Base.metadata.tables
    named = {
        f"{table}.{column}"
        for room in ROOMS
        for table, columns in room.COLUMNS.items()
        for column in columns
    }
    gone = [one for one in named if one.partition(".")[2] not in tables[one.partition(".")[0]].c]
    assert not gone, gone
    assert not set(NOTHING) - set(tables)


def test_every_room_with_duties_is_called() -> None:
    called = {room.__name__ for room in ROOMS}  # type: ignore[attr-defined]
    rooms = {room_of(table) for table in Base.metadata.tables}
    there = {f"portal.{room}.personal" for room in rooms if duties_of(room)}
    assert called >= {name for name in there if name != "portal.foundation.personal"}


def test_every_kind_with_a_period_goes_somewhere() -> None:
    served = {kind for room in ROOMS for kind in room.KEEPS} | {Kept.DELETIONS}
    assert served == set(DEFAULT_MONTHS) == set(Kept)


@pytest.mark.no_database
def test_the_law_finds_a_table_without_duties() -> None:
    table = Table("visit", MetaData(), Column("guest_name", String), Column("remark", Text))
    assert list(uncovered(table, {}, {})) == ["visit.guest_name"]
    assert list(uncovered(table, {"visit": ("guest_name",)}, {})) == []
    assert list(uncovered(table, {}, {"visit.guest_name": "invented"})) == []
