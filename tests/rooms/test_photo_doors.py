"""Photos at the portal's doors: sent, refused in words, dropped, seen by a signed address."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.attachments import addresses, queries, services
from portal.attachments.queries import Size
from portal.foundation.errors import Invalid
from portal.foundation.policy import Actor, Role, visitor
from tests import makers, pictures
from tests.fixtures.portal import MONDAY, Clock, Town

FORM, OTHER_FORM = UUID(int=11), UUID(int=12)


def files(town: Town) -> list[Path]:
    root = town.app.config["PORTAL"].instance_dir / "files" / str(town.id)
    return sorted(path for path in root.glob("*/*") if path.is_file())


@pytest.fixture(autouse=True)
def _no_files(town: Town) -> Iterator[None]:
    yield
    for path in files(town):
        path.unlink()


def post(
    client: FlaskClient, content: bytes | None, language: str = "/en", **fields: str
) -> TestResponse:
    sent: dict[str, Any] = {"attachment_id": str(uuid4()), "form_id": str(FORM), **fields}
    if content is not None:
        sent["photo"] = (io.BytesIO(content), "../../etc/photo.jpg")
    headers = {"X-CSRFToken": csrf_of(client), "Accept": "application/json"}
    answer = client.post(f"{language}/attachments", data=sent, headers=headers)
    # What the test client spooled to disk is its own to close.
    answer.request.environ["wsgi.input"].close()
    return answer


def csrf_of(client: FlaskClient) -> str:
    """The token of the form's page, which sets the cookie that it belongs to."""
    page = BeautifulSoup(client.get("/report").text, "html.parser")
    field = page.find("input", attrs={"name": "csrf_token"})
    assert field is not None
    return str(field["value"])


@pytest.fixture
def client(app: Flask, town: Town, clock: Clock) -> FlaskClient:
    return app.test_client()


def test_a_photo_goes_up_once_and_is_seen_at_its_address(client: FlaskClient, town: Town) -> None:
    content = pictures.jpeg(3000, 2000, exif=pictures.notes(orientation=6, place=pictures.HERE))
    photo_id = str(uuid4())
    first = post(client, content, attachment_id=photo_id)
    assert first.status_code == 201, first.text
    assert post(client, content, attachment_id=photo_id).json == first.json
    answer = first.json
    assert answer is not None
    assert (answer["id"], answer["width"], answer["height"]) == (photo_id, 1067, 1600)
    assert answer["place"]["lat"] == pytest.approx(pictures.HERE[0], abs=1e-5)
    assert answer["remark"] == ""
    shown = client.get(answer["thumb"])
    assert shown.status_code == 200
    assert shown.mimetype == "image/jpeg"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert shown.headers["Cache-Control"].startswith("private, max-age=")
    assert "Set-Cookie" not in shown.headers
    with town.look():
        assert len(queries.of_form(FORM)) == 1


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (pictures.PDF, 422, "PDF"),
        (pictures.jpeg()[:3000], 422, "sent whole"),
        (pictures.bomb(12_000, 12_000), 413, "60 million pixels"),
        (bytes(16 * 1024 * 1024), 413, "15 MB"),
        (b"", 422, "empty"),
        (None, 422, "No photo was sent"),
    ],
    ids=["pdf", "truncated", "bomb", "large", "empty", "none"],
)
def test_a_bad_file_is_refused_in_words_and_leaves_nothing(
    client: FlaskClient, town: Town, content: bytes | None, status: int, words: str
) -> None:
    answer = post(client, content)
    assert (answer.status_code, words in answer.json["message"]) == (status, True), answer.text
    thai = post(client, content, language="")
    assert thai.status_code == status
    assert re.search("[ก-๙]", thai.json["message"])
    assert files(town) == []
    with town.look():
        assert queries.of_form(FORM) == []


def test_a_moving_picture_is_taken_with_a_remark(client: FlaskClient, town: Town) -> None:
    answer = post(client, pictures.moving())
    assert answer.status_code == 201
    assert "first picture" in answer.json["remark"]


def test_a_sixth_photo_is_refused_at_the_door(client: FlaskClient, town: Town) -> None:
    for _ in range(5):
        assert post(client, pictures.jpeg(64, 48)).status_code == 201
    answer = post(client, pictures.jpeg(64, 48))
    assert answer.status_code == 422
    assert "up to 5 photos" in answer.json["message"]
    assert len(files(town)) == 10


def test_without_token_or_form_nothing_is_taken(client: FlaskClient, town: Town) -> None:
    content = pictures.jpeg(64, 48)
    bare = {"attachment_id": str(uuid4()), "form_id": str(FORM)}
    sent = {**bare, "photo": (io.BytesIO(content), "a.jpg")}
    assert client.post("/en/attachments", data=sent).status_code == 400
    for wrong in ({"form_id": ""}, {"form_id": "../x"}, {"attachment_id": "7"}):
        assert post(client, content, **wrong).status_code == 422
    assert files(town) == []


def test_a_photo_is_dropped_by_its_form_alone(client: FlaskClient, town: Town) -> None:
    photo_id = post(client, pictures.jpeg(64, 48)).json["id"]
    headers = {"X-CSRFToken": csrf_of(client), "Accept": "application/json"}

    def drop(form: UUID) -> int:
        fields = {"attachment_id": photo_id, "form_id": str(form)}
        return client.post("/en/attachments/drop", data=fields, headers=headers).status_code

    assert drop(OTHER_FORM) == 204
    with town.look():
        assert len(queries.of_form(FORM)) == 1
    assert (drop(FORM), drop(FORM)) == (204, 204)
    with town.look():
        assert queries.of_form(FORM) == []


def test_an_address_is_no_longer_good_when_it_is_old_forged_or_anothers(
    client: FlaskClient, town: Town, clock: Clock
) -> None:
    answer = post(client, pictures.jpeg(64, 48)).json
    assert client.get(answer["thumb"]).status_code == 200
    assert client.get("/photos/AAAA.jpg").status_code == 404
    # The second sign: the bits at the end of the last one may mean nothing.
    folder, _slash, token = answer["thumb"].rpartition("/")
    other_sign = "A" if token[1] != "A" else "B"
    forged = f"{folder}/{token[0]}{other_sign}{token[2:]}"
    assert client.get(forged).status_code == 404
    with town.app.app_context():
        other = makers.municipality("elsewhere")
        secret = addresses.secret()
    token = addresses.write(
        (other, UUID(answer["id"])), Size.SMALL, secret=secret, at=clock.now().astimezone(UTC)
    )
    assert client.get(f"/{makers.SLUG}/photos/{token}.jpg").status_code == 404
    assert client.get(f"/elsewhere/photos/{token}.jpg").status_code == 404
    clock.pass_(days=2)
    assert client.get(f"/{makers.SLUG}{answer['thumb']}").status_code == 404


def test_an_address_ends_when_the_photo_is_taken_back(
    client: FlaskClient, town: Town, clock: Clock
) -> None:
    photo = UUID(post(client, pictures.jpeg(64, 48)).json["id"])
    with town.work():
        services.claim(FORM, "complaint", 7, clock.now())
        shown, inside = (
            queries.address(photo, Size.SMALL, clock.now(), is_public=open_)
            for open_ in (True, False)
        )

    def seen() -> tuple[int, int]:
        return client.get(shown).status_code, client.get(inside).status_code

    def deed(act: Callable[[Actor], None]) -> tuple[int, int]:
        with town.work():
            act(town.actor(Role.DISPATCHER))
        return seen()

    assert seen() == (404, 200)
    review = partial(services.review, owner_kind="complaint", owner_id=7, at=clock.now())
    assert deed(review) == (200, 200)
    assert deed(lambda officer: services.hide(officer, "complaint", 7)) == (404, 200)
    assert deed(lambda officer: services.remove(officer, photo, at=clock.now())) == (404, 404)
    assert len(files(town)) == 2, "the files go later; the address does not wait for them"


def test_of_many_photos_sent_at_once_five_are_kept(town: Town) -> None:
    photo = services.prepare(io.BytesIO(pictures.jpeg(64, 48)))
    alike = uuid4()

    def send(photo_id: UUID) -> bool:
        try:
            with town.work():
                services.take(
                    visitor(town.id), photo, attachment_id=photo_id, form_id=FORM, at=MONDAY
                )
        except Invalid:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(send, [alike] * 4))
        assert sum(pool.map(send, [uuid4() for _ in range(8)])) == 4
    with town.look():
        lines = queries.of_form(FORM)
    assert sorted(line.position for line in lines) == [1, 2, 3, 4, 5]
