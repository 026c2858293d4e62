"""The law of personal data: what a table keeps of people, its room answers for."""

from __future__ import annotations

import hashlib
import importlib
import re
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from typing import Any

import pytest
from sqlalchemy import Column, MetaData, String, Table, Text

from portal.accounts.models import Person
from portal.foundation.database import Base
from portal.foundation.i18n import _, speaking
from portal.foundation.personal import NOTICE, Kept
from portal.rights.rooms import ROOMS
from portal.rights.terms import DEFAULT_MONTHS
from tests.laws import project

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


NOTICE_PAGES = (
    "portal/front/templates/front/privacy.html",
    "portal/foundation/templates/macros/privacy.html",
)
NOTICE_WORDS = {"2026-11": "64f91f982b5a232e51a0595be0d427dc24331a857ab84a677448a30b6ca23140"}
"""Each notice there was, by its name, with the SHA-256 of its words in both languages."""


def notice_words() -> str:
    """What people read where they give their data, as it is written now."""
    asked = re.compile(r"""\b(?:_|ngettext)\('((?:[^'\\]|\\.)*)'""")
    pages = (project.ROOT.joinpath(page).read_text(encoding="utf-8") for page in NOTICE_PAGES)
    words = [word for page in pages for word in asked.findall(page)]
    assert len(words) > 25
    with speaking("th"):
        thai = [_(word) for word in words]
    return hashlib.sha256("\n".join([*words, *thai]).encode()).hexdigest()


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


@pytest.mark.no_database
def test_a_notice_with_other_words_has_another_name() -> None:
    now = notice_words()
    told = NOTICE_WORDS.get(NOTICE)
    assert told == now, f"the notice reads otherwise: name it anew, with {now}"
    assert len(NOTICE) <= Person.__table__.c.notice.type.length
