"""One municipality's walls: nothing of another is read, found, named or written inside of it."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from portal.complaints import services
from portal.complaints.models import Category, Complaint, ComplaintStep
from portal.complaints.numbering import Number
from portal.complaints.queries import case, public, reporter
from portal.foundation import tenancy
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from portal.municipalities import queries as municipalities
from portal.places.models import Area
from tests import makers
from tests.fixtures.portal import Town
from tests.fixtures.statements import unheard
from tests.makers import MONDAY


@pytest.fixture
def other(town: Town) -> Town:
    """A second municipality beside the first, with staff of its own."""
    with town.app.app_context():
        founded = makers.municipality("beside", title=Bilingual("เทศบาลข้างเคียง", "Beside"))
    return Town(town.app, founded)


def _first(town: Town, wanted: object) -> int:
    with town.look() as current:
        return int(current.scalars(wanted).first())  # type: ignore[call-overload]


def _filed(town: Town, words: str = "ไฟดับในเขตของอีกเทศบาล") -> services.Receipt:
    with town.work():
        return makers.complaint(words)


def test_a_category_of_another_municipality_is_none(town: Town, other: Town) -> None:
    theirs = _first(other, select(Category.id))
    with town.work(), pytest.raises(Invalid) as refused:
        makers.complaint(category_id=theirs)
    assert "category" in refused.value.fields


def test_an_area_of_another_municipality_is_none(town: Town, other: Town) -> None:
    with other.work() as current:
        area = Area(code="a1", kind="community", title_th="ชุมชน", title_en="Area", position=1)
        current.add(area)
        current.flush()
        theirs = area.id
    place = services.Place(area_id=theirs, landmark="หน้าตลาด")
    with town.work(), pytest.raises(Invalid) as refused:
        makers.complaint(place=place)
    assert "area" in refused.value.fields
    receipt = _filed(town)
    with town.look():
        clerk = town.actor(Role.CLERK)
    with town.work(), pytest.raises(Invalid):
        services.move_pin(clerk, receipt.complaint_id, place, seen=1, at=MONDAY)


def test_nothing_is_assigned_to_another_municipality(town: Town, other: Town) -> None:
    receipt = _filed(town)
    with other.look():
        their_unit = municipalities.unit_ids()[makers.UNIT]
        their_officer = other.actor(Role.OFFICER).person_id
    with town.look():
        our_unit = municipalities.unit_ids()[makers.UNIT]
        clerk = town.actor(Role.CLERK)
    for unit_id, officer_id in ((their_unit, None), (our_unit, their_officer)):
        with town.work(), pytest.raises(Invalid):
            services.assign(clerk, receipt.complaint_id, unit_id, officer_id, seen=1, at=MONDAY)
    theirs = _first(other, select(Category.id))
    with town.work(), pytest.raises(Invalid):
        services.recategorise(clerk, receipt.complaint_id, theirs, seen=1, at=MONDAY)


def test_a_complaint_of_another_municipality_does_not_exist(town: Town, other: Town) -> None:
    theirs = _filed(other)
    number = Number(theirs.year, theirs.running)
    with town.look():
        assert reporter.by_number(theirs.year, theirs.running) is None
        assert reporter.followed(theirs.complaint_id, MONDAY) is None
        assert session.get(Complaint, theirs.complaint_id) is None
        with pytest.raises(NotFound):
            case.find(town.actor(Role.CLERK), theirs.year, theirs.running)
    with town.work(), pytest.raises(NotFound):
        services.acknowledge(town.actor(Role.CLERK), theirs.complaint_id, seen=1, at=MONDAY)
    with town.work(), pytest.raises(Forbidden):
        services.open_contact(town.actor(Role.CLERK), theirs.complaint_id, at=MONDAY)
    with town.work(), pytest.raises(Invalid):
        services.find_by_code(number, theirs.tracking_code, who="x")


def test_a_key_of_another_municipality_opens_nothing(town: Town, other: Town) -> None:
    theirs = _filed(other)
    key = services.Key(town.actor(Role.VISITOR), theirs.complaint_id, by_code=True)
    with town.work(), pytest.raises(NotFound):
        services.withdraw(key, "", at=MONDAY)


def test_a_form_id_of_another_municipality_is_not_known(town: Town, other: Town) -> None:
    filing = makers.filing()
    with other.work():
        theirs = services.file(other.actor(Role.VISITOR), filing, MONDAY)
    with town.look():
        assert reporter.filed_with(filing.form_id) is None
    assert theirs.is_new


def test_search_finds_only_what_is_here(town: Town, other: Town) -> None:
    _filed(other, "คำประหลาดกระเจี๊ยบ")
    with town.look():
        found = public.newest(public.Wanted(text="กระเจี๊ยบ"), None, MONDAY)
        assert not found.items


def test_rows_of_another_municipality_are_not_written(town: Town, other: Town) -> None:
    with pytest.raises(tenancy.NoMunicipality), town.work() as current:
        current.add(Area(municipality_id=other.id, code="x", kind="k", title_th="", title_en=""))


def test_work_for_nobody_is_refused(app: Flask) -> None:
    with app.app_context(), pytest.raises(tenancy.NoMunicipality):
        session.scalars(select(ComplaintStep.id)).all()


COUNT = "SELECT count(*) FROM complaint"


@pytest.mark.on_postgresql
def test_the_database_itself_shows_only_what_is_here(town: Town, other: Town) -> None:
    _filed(other)
    with unheard():
        with town.look() as current:
            assert current.execute(text(COUNT)).scalar() == 0
        with other.look() as current:
            assert current.execute(text(COUNT)).scalar() == 1
        with town.app.app_context():
            assert session.execute(text(COUNT)).scalar() == 0
            session.remove()


@pytest.mark.on_postgresql
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO code_try (municipality_id, who, at) VALUES (:there, 'x', now())",
        "SET ROLE postgres",
        "ALTER TABLE complaint DISABLE ROW LEVEL SECURITY",
    ],
)
def test_the_database_itself_refuses(town: Town, other: Town, statement: str) -> None:
    named = {"there": other.id} if ":there" in statement else {}
    with town.work() as current, pytest.raises(DBAPIError):
        current.execute(text(statement), named)


@pytest.mark.on_postgresql
def test_the_database_itself_changes_only_what_is_here(town: Town, other: Town) -> None:
    _filed(other)
    with unheard(), town.work() as current:
        changed = current.execute(text("UPDATE complaint SET tracking_code = 'AAAAAA'"))
        assert changed.rowcount == 0  # type: ignore[attr-defined]


def test_a_failed_statement_keeps_its_values_to_itself(town: Town) -> None:
    with town.work() as current, pytest.raises(DBAPIError) as failed:
        current.execute(text("SELECT :secret FROM no_such_table"), {"secret": "0812345678"})
    assert "0812345678" not in str(failed.value)
    with town.look() as current:
        assert current.scalar(select(func.count()).select_from(Complaint)) == 0
