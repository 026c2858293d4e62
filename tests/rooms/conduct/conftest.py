"""Matters about conduct, and the people around them: names that nobody shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from portal.accounts import services as accounts
from portal.accounts.models import Person
from portal.conduct import services
from portal.conduct.lifecycle import Meant
from portal.conduct.policy import Accused
from portal.conduct.services import Receipt, Telling
from portal.foundation.database import session
from portal.foundation.policy import Actor, Role
from portal.municipalities import queries as municipalities
from tests import makers
from tests.fixtures.portal import Town
from tests.makers import MONDAY

NAMES = {
    Role.CLERK: "นางวิไล ทองคำ",
    Role.MAYOR: "นายประเสริฐ แสงดี",
    Role.HEAD: "นายสุรชัย มั่นคง",
    Role.OFFICER: "นางสาวกานดา ศรีสุข",
    Role.DISPATCHER: "นายอนันต์ ใจงาม",
    Role.ADMINISTRATOR: "นายธีระ บุญมา",
    Role.COUNCIL: "นายเกรียงไกร พลอยงาม",
}
AUDITOR = "นางพรทิพย์ รักดี"


def prepare() -> None:
    """Give everybody their name, and the municipality an internal auditor."""
    for row in session.scalars(select(Person)):
        if row.name.startswith("สมหมาย"):
            row.name = NAMES[Role(row.role)]
    audit = municipalities.unit_ids()["audit"]
    new = accounts.NewPerson("audit@example.com", AUDITOR, Role.OFFICER, audit, makers.PASSWORD)
    accounts.add(new, MONDAY)


def auditor() -> Actor:
    """The internal auditor."""
    row = session.scalar(select(Person).where(Person.email == "audit@example.com"))
    assert row is not None
    return Actor(Role.OFFICER, row.municipality_id, row.id, row.unit_id, row.name)


def telling(words: str = "นายช่างคนหนึ่ง", meant: Meant = Meant.STAFF, **changes: Any) -> Telling:
    """What somebody tells."""
    unit_id = changes.pop("unit_id", None)
    return Telling(
        **{
            "form_id": uuid4(),
            "text": "เรียกเงินห้าพันบาทก่อนออกใบอนุญาต",
            "accused": Accused(meant, words, unit_id),
            **changes,
        }
    )


@pytest.fixture
def house(inside: Town) -> Town:
    """The municipality with names of its own and an auditor."""
    prepare()
    return inside


@pytest.fixture
def told(house: Town) -> Callable[..., Receipt]:
    """Somebody tells something now."""
    return lambda *words, **changes: services.file(telling(*words, **changes), MONDAY)
