"""Photos of private complaints bear the name of whoever looks at them; those of others do not."""

from __future__ import annotations

import io
from collections.abc import Callable
from uuid import uuid4

import pytest
from PIL import Image, ImageChops
from sqlalchemy import select

from portal.attachments import marking
from portal.attachments import services as photos
from portal.complaints.models import Category
from portal.foundation.database import session
from portal.foundation.policy import Role
from tests import makers, pictures
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.people import somebody

PHOTO = pictures.jpeg(640, 480)


def filed(town: Town, visibility: str) -> str:
    """A complaint with a photo in a category of this visibility; its address."""
    with town.work():
        form = uuid4()
        category = session.scalars(
            select(Category).where(Category.visibility == visibility)
        ).first()
        assert category is not None
        photo = photos.prepare(io.BytesIO(PHOTO))
        clerk = town.actor(Role.CLERK)
        photos.take(clerk, photo, attachment_id=uuid4(), form_id=form, at=MONDAY)
        receipt = makers.complaint(form_id=form, category_id=category.id)
    return f"{receipt.year}/{receipt.running}"


def looked_at(browser: Browser, case: str) -> tuple[str, Image.Image]:
    """The address of the case's photo, and the photo that this person sees."""
    page = browser.open(f"/desk/{case}")
    address = next(str(one["src"]) for one in page.soup.select("main img[src*=photos]"))
    answer = browser.client.get(address)
    assert answer.status_code == 200
    if "/marked/" in address:
        assert answer.headers["Cache-Control"] == "private, no-store"
    return address, Image.open(io.BytesIO(answer.data)).convert("L")


def differs(one: Image.Image, other: Image.Image) -> int:
    """How many of a hundred points differ clearly."""
    levels = ImageChops.difference(one, other).point(lambda level: 255 if level > 24 else 0)
    return 100 * levels.histogram()[255] // (one.width * one.height)


def test_a_private_photo_names_whoever_looks(
    browser: Browser, another_browser: Callable[..., Browser], town: Town, clock: Clock
) -> None:
    case = filed(town, "private")
    somebody(browser, Role.CLERK)
    address, clerks = looked_at(browser, case)
    assert "/marked/" in address
    clock.pass_(minutes=1)
    _again, later = looked_at(browser, case)
    assert differs(clerks, later) == 0 or differs(clerks, later) < 20
    other = another_browser()
    somebody(other, Role.MAYOR)
    _theirs, mayors = looked_at(other, case)
    assert differs(clerks, mayors) > 0, "each sees their own name"
    plain = address.replace("/marked/", "/")
    assert browser.client.get(plain).status_code == 404, "the mark cannot be taken off the address"
    outside = another_browser()
    assert outside.client.get(address).status_code in {302, 303, 401, 404}


def test_a_photo_that_is_not_private_bears_nothing(
    browser: Browser, town: Town, clock: Clock
) -> None:
    somebody(browser, Role.CLERK)
    address, _photo = looked_at(browser, filed(town, "public"))
    assert "/marked/" not in address


@pytest.mark.no_database
@pytest.mark.parametrize("words", ["สมศรี ใจดี 2026-11-23 10:05", "Ann 2026-11-23 10:05", ""])
def test_the_words_stand_all_over_and_the_photo_is_still_seen(words: str) -> None:
    whole = Image.open(io.BytesIO(PHOTO)).convert("L")
    marked = Image.open(io.BytesIO(marking.marked(PHOTO, words))).convert("L")
    assert marked.size == whole.size
    quarters = [(x, y, x + 320, y + 240) for x in (0, 320) for y in (0, 240)]
    for box in quarters:
        changed = differs(whole.crop(box), marked.crop(box))
        assert (1 <= changed <= 40) if words else changed == 0
