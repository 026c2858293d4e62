"""Photos sent with the form by a browser that runs no script."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from portal.complaints.models import Complaint
from tests import pictures
from tests.fixtures.portal import Town
from tests.people import Resident

DARK = "ไฟถนนดับทั้งซอย มืดมาก"
Filed = Callable[[], list[Complaint]]


def with_photos(resident: Resident, *files: tuple[str, bytes]) -> Resident:
    resident.writes(DARK)
    resident.browser.attach("Photos", *files)
    return resident


def shown(resident: Resident) -> int:
    return len(resident.browser.page.soup.select("input[name=attachment_ids]"))


def test_photos_go_with_the_form(resident: Resident, filed: Filed) -> None:
    with_photos(resident, ("a.jpg", pictures.jpeg()), ("b.heic", pictures.heic())).checks()
    assert shown(resident) == 2
    resident.sends().opens_by_code()
    assert len(resident.browser.page.soup.select(".pair img")) == 2
    assert filed()[0].cover_id is not None


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("plan.jpg", pictures.PDF, "PDF"),
        ("half.jpg", pictures.jpeg()[:3000], "half.jpg"),
        ("bomb.png", pictures.bomb(), "60"),
        ("large.jpg", pictures.jpeg() + b"\0" * (16 * 1024 * 1024), "15 MB"),
        ("empty.jpg", b"", "empty.jpg"),
    ],
)
def test_a_bad_photo_is_named_and_the_rest_kept(
    resident: Resident, name: str, content: bytes, words: str
) -> None:
    with_photos(resident, ("good.jpg", pictures.jpeg()), (name, content)).checks(status=422)
    assert resident.browser.sees(name, words)
    assert resident.browser.value("What is wrong?") == DARK
    assert shown(resident) == 1
    resident.checks()
    assert shown(resident) == 1


def test_of_a_moving_picture_the_first_is_kept(someone: Resident) -> None:
    with_photos(someone, ("moving.gif", pictures.moving())).checks()
    assert shown(someone) == 1


def test_a_sixth_photo_is_refused_and_five_kept(resident: Resident) -> None:
    six = [(f"{n}.jpg", pictures.jpeg(100 + n, 100)) for n in range(6)]
    with_photos(resident, *six).checks(status=422)
    resident.browser.must_see(
        resident.browser.words("You can add up to %(most)s photos. Take one away first.", most=5)
    )
    assert shown(resident) == 5


def test_a_photo_is_taken_away_without_a_script(someone: Resident, town: Town) -> None:
    with_photos(someone, ("a.jpg", pictures.jpeg()), ("b.jpg", pictures.jpeg(300))).checks()
    someone.browser.press("Change something")
    first = someone.browser.page.soup.select_one("button[name=remove_photo]")
    assert first is not None
    someone.browser.press(someone.browser.page.name_of(first))
    assert shown(someone) == 1
    assert someone.browser.value("What is wrong?") == DARK


def test_a_photo_sent_twice_is_one(someone: Resident) -> None:
    with_photos(someone, ("a.jpg", pictures.jpeg())).checks()
    someone.browser.press_again()
    assert shown(someone) == 1
