"""An old backup does not bring back what people had erased since it was made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import Person
from portal.complaints.models import ComplaintContact
from portal.complaints.services import Contact, Key
from portal.foundation import tenancy
from portal.foundation.database import session
from portal.foundation.errors import Invalid
from portal.foundation.i18n import speaking
from portal.foundation.policy import Actor, Role, visitor
from portal.operations.backup import erasures, nightly, restoring
from portal.rights.models import RightsRequest
from portal.rights.services import erasing
from portal.rights.terms import Standing
from tests import makers
from tests.fixtures.portal import Clock, Town
from tests.fixtures.statements import unheard
from tests.makers import MONDAY
from tests.rooms.test_backup import backup

SOMSRI = Contact("สมศรี", "081 234 5678", "somsri@example.com", language="th")
LATER = MONDAY + timedelta(days=2)


@pytest.fixture(autouse=True)
def operator() -> Iterator[None]:
    """Loading and emptying speak of all municipalities at once."""
    with unheard():
        yield


def erases(town: Town) -> tuple[str, str]:
    """One person with an account and one with a code have their data erased; the references."""
    with town.work():
        resident = session.scalars(select(Person).where(Person.role == Role.RESIDENT.value)).one()
        actor = Actor(Role.RESIDENT, town.id, resident.id, None, "")
        mine = erasing.erase_mine(actor, LATER)
        other = session.scalars(
            select(ComplaintContact.complaint_id).where(ComplaintContact.email == "b@example.com")
        ).one()
        key = Key(visitor(town.id), other, by_code=True)
        return mine, erasing.erase_by_key(key, LATER)


@pytest.fixture
def town_before(town: Town) -> Town:
    """A resident with an account and two complaints, another without, and a neighbour."""
    with town.work("th"):
        resident = Person(email=SOMSRI.email, role=Role.RESIDENT.value, added_at=MONDAY)
        session.add(resident)
        session.flush()
        actor = Actor(Role.RESIDENT, town.id, resident.id, None, "")
        makers.complaint(by=actor, contact=SOMSRI)
        makers.complaint("เรื่องที่สอง", by=actor, contact=SOMSRI)
        makers.complaint(contact=Contact("บี", "", "b@example.com", language="en"))
        makers.complaint(contact=Contact("ซี", "", "stays@example.com", language="th"))
    return town


def emails(app: Flask, municipality_id: int) -> list[str]:
    with app.app_context(), tenancy.acting_for(municipality_id):
        found = session.scalars(select(ComplaintContact.email).order_by(ComplaintContact.email))
        people = session.scalars(select(Person.email).where(Person.role == Role.RESIDENT.value))
        told = [*found.all(), *map(str, people.all())]
        session.remove()
    return [one for one in told if one]


def requests(app: Flask, municipality_id: int) -> dict[str, tuple[str, object]]:
    with app.app_context(), tenancy.acting_for(municipality_id):
        rows = session.scalars(select(RightsRequest)).all()
        told = {row.reference: (row.state, row.asked_at) for row in rows}
        session.remove()
    return told


def restores(town: Town, archive: object, **wishes: object) -> int:
    with town.app.app_context():
        return restoring.restore(archive, LATER, over_rows=True, **wishes)[1]  # type: ignore[arg-type]


def test_the_list_beside_the_backups_erases_it_again(
    town_before: Town, clock: Clock, tmp_path: Path
) -> None:
    town, old = town_before, backup(town_before.app)
    references = erases(town)
    with town.app.app_context():
        assert erasures.keep(tmp_path, LATER) == 2
        listed = erasures.read(tmp_path / erasures.NAME)
    text = (tmp_path / erasures.NAME).read_text("utf-8")
    assert not any(word in text for word in ("somsri", "example", "สมศรี", "812345678", "081 234"))
    with town.work():  # the database is lost: nothing of it can be asked
        for row in session.scalars(select(RightsRequest)):
            session.delete(row)
    assert restores(town, old, erased=listed) == 2
    assert emails(town.app, town.id) == ["stays@example.com"]
    told = requests(town.app, town.id)
    assert set(told) == set(references), "people ask after it by the same reference"
    assert set(told.values()) == {(Standing.LOOKING.value, LATER)}
    assert restores(town, backup(town.app), erased=listed) == 0, "once is enough"


def test_the_database_that_is_replaced_tells_it_itself(town_before: Town, clock: Clock) -> None:
    old = backup(town_before.app)
    assert restores(town_before, old) == 0
    assert len(emails(town_before.app, town_before.id)) == 5
    erases(town_before)
    assert restores(town_before, old) == 2
    assert emails(town_before.app, town_before.id) == ["stays@example.com"]


def test_it_is_kept_every_hour_and_never_shorter(
    town_before: Town, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = town_before.app
    settings = replace(app.config["PORTAL"], backup_folder=tmp_path)
    monkeypatch.setitem(app.config, "PORTAL", settings)
    with app.app_context():
        nightly.back_up(LATER)
    assert (tmp_path / erasures.NAME).read_text("utf-8") == ""
    erases(town_before)
    with app.app_context():
        nightly.back_up(LATER + timedelta(minutes=5))
        assert len(erasures.read(tmp_path / erasures.NAME)) == 2
    with town_before.work():
        for row in session.scalars(select(RightsRequest)):
            session.delete(row)
    with app.app_context():
        assert erasures.keep(tmp_path, LATER) == 2, "a younger database knows less than the list"
        assert erasures.keep(tmp_path, LATER + 2 * erasures.KEPT) == 0


def test_an_altered_list_is_refused_in_words(town_before: Town, tmp_path: Path) -> None:
    erases(town_before)
    path = tmp_path / erasures.NAME
    with town_before.app.app_context(), speaking("en"):
        erasures.keep(tmp_path, LATER)
        lines = path.read_text("utf-8").splitlines()
        told = json.loads(lines[0])
        for line in (json.dumps({**told, "account": 1}), "{", "[]", json.dumps({"seal": "x"})):
            path.write_text(line + "\n", "utf-8")
            with pytest.raises(Invalid, match="The list of erasures was altered"):
                erasures.read(path)
            with pytest.raises(Invalid):
                erasures.keep(tmp_path, LATER)
        path.write_text(json.dumps({**told, "seal": "lost"}) + "\n", "utf-8")
        assert len(erasures.read(path, other_secret=True)) == 1
