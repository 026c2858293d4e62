"""Numbers, forms, photos and cookies of one municipality are worth nothing in another."""

from __future__ import annotations

import io
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.attachments.models import Attachment
from portal.complaints.models import Category, Complaint
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from portal.municipalities import queries as municipalities
from tests import makers, pictures
from tests.fixtures.portal import Clock, Town
from tests.journeys.test_walls import signed_in, token


@pytest.fixture
def beside(town: Town, clock: Clock) -> Town:
    with town.app.app_context():
        founded = makers.municipality("beside", title=Bilingual("เทศบาลข้างเคียง", "Beside"))
    return Town(town.app, founded)


def sends_photo(client: FlaskClient, base: str, photo: str, form: str) -> int:
    """Send one photo under an id, as the page's script does."""
    fields = {
        "photo": (io.BytesIO(pictures.jpeg()), "a.jpg"),
        "attachment_id": photo,
        "form_id": form,
        "csrf_token": token(client, f"{base}/report"),
    }
    return client.post(f"{base}/attachments", data=fields).status_code


def photos(town: Town) -> int:
    with town.look():
        return session.scalar(select(func.count()).select_from(Attachment)) or 0


@pytest.mark.both_databases
def test_a_photo_with_the_id_of_one_next_door_is_refused_in_words(
    app: Flask, town: Town, beside: Town
) -> None:
    photo, form = str(uuid4()), str(uuid4())
    client = app.test_client()
    assert sends_photo(client, "/khonkaen", photo, form) == 201
    assert sends_photo(client, "/beside", photo, form) == 422
    assert sends_photo(client, "/beside", str(uuid4()), form) == 201
    assert (photos(town), photos(beside)) == (1, 1)
    fields = {"attachment_id": photo, "form_id": form}
    fields["csrf_token"] = token(client, "/beside/report")
    assert client.post("/beside/attachments/drop", data=fields).status_code == 204
    with town.look():
        assert session.scalars(select(Attachment.state)).one() == "pending"


@pytest.mark.both_databases
def test_choices_of_next_door_are_refused_when_forged(app: Flask, town: Town, beside: Town) -> None:
    with beside.look():
        category = session.scalars(select(Category.id)).first()
        unit = next(iter(municipalities.unit_ids().values()))
    with town.work():
        receipt = makers.complaint()
    dispatcher = signed_in(app, Role.DISPATCHER, "/khonkaen")
    case = f"/khonkaen/desk/{receipt.year}/{receipt.running}"
    form = {"csrf_token": token(dispatcher, case), "seen": "1"}
    for move, field, value in (("assign", "unit", unit), ("recategorise", "category", category)):
        answered = dispatcher.post(f"{case}/{move}", data=form | {field: str(value)})
        assert answered.status_code == 422, move
    administrator = signed_in(app, Role.ADMINISTRATOR, "/khonkaen")
    with town.look():
        officer = town.actor(Role.OFFICER).person_id
    with beside.look():
        theirs = beside.actor(Role.OFFICER).person_id
    post = {"csrf_token": token(administrator, "/khonkaen/settings/staff/new"), "role": "officer"}
    at = "/khonkaen/settings/staff"
    forged = administrator.post(f"{at}/{officer}/change", data=post | {"unit": str(unit)})
    assert forged.status_code == 422
    assert administrator.post(f"{at}/{theirs}/close", data=post).status_code == 404
    with town.look():
        row = session.get_one(Complaint, receipt.complaint_id)
        assert (row.version, row.category_id) == (1, None)


def test_a_complaint_filed_with_their_category_is_refused(
    app: Flask, town: Town, beside: Town
) -> None:
    with beside.look():
        category = session.scalars(select(Category.id)).first()
    client = app.test_client()
    form = {
        "form_id": str(uuid4()),
        "text": "ไฟดับ",
        "landmark": "ตลาด",
        "way": "area",
        "kind": "relief",
        "answers_in": "th",
        "category": str(category),
        "csrf_token": token(client, "/khonkaen/report"),
    }
    assert client.post("/khonkaen/report", data=form).status_code == 422
    with town.look():
        assert session.scalar(select(func.count()).select_from(Complaint)) == 0


def test_a_session_of_next_door_is_a_visitors(app: Flask, town: Town, beside: Town) -> None:
    client = signed_in(app, Role.ADMINISTRATOR, "/beside")
    assert client.get("/beside/settings/staff").status_code == 200
    for address in ("/settings/staff", "/settings/conduct", "/desk/conduct", "/desk"):
        assert client.get(f"/khonkaen{address}").status_code == 302, address


@pytest.mark.parametrize("host", ["beside.example", "evil.example", "khonkaen.example:80@evil"])
def test_a_host_that_is_nobodys_shows_nothing_of_anybody(
    app: Flask, town: Town, beside: Town, host: str
) -> None:
    client = app.test_client()
    shown = client.get("/complaints", headers={"Host": host})
    assert shown.status_code in {400, 404}
    assert "ขอนแก่น" not in shown.get_data(as_text=True)
