"""An officer covers faces and plates; what was public before is gone at once, and can come back."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from PIL import Image
from sqlalchemy import select

from portal.attachments import queries as attachments
from portal.attachments import services as photos
from portal.attachments.models import Attachment, Standing
from portal.attachments.personal import expire
from portal.attachments.storage import Size, name, store
from portal.complaints import services
from portal.complaints.models import MATTER, Complaint
from portal.foundation import outbox
from portal.foundation.personal import Kept, Limit
from portal.foundation.policy import Role
from tests import makers, pictures
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.people import Staff, a_clerk, somebody

WHOLE = "A1:L9"
Another = Callable[..., Browser]


@pytest.fixture
def shown(town: Town, clock: Clock) -> UUID:
    """A public complaint 2026/1 with one photo that an officer has looked at; the photo's id."""
    with town.work():
        form = uuid4()
        clerk = town.actor(Role.CLERK)
        photo = photos.prepare(io.BytesIO(pictures.jpeg(800, 600)))
        photos.take(clerk, photo, attachment_id=uuid4(), form_id=form, at=MONDAY)
        receipt = makers.complaint(form_id=form)
        services.review(clerk, receipt.complaint_id, show=True, seen=1, at=MONDAY)
        return attachments.of(MATTER, receipt.complaint_id)[0].id


def kept(town: Town) -> Attachment:
    """The photo as it is now."""
    with town.look() as session:
        return session.scalars(select(Attachment).where(Attachment.state == Standing.CLAIMED)).one()


def tell(town: Town, clock: Clock) -> None:
    """Let what follows from facts happen."""
    with town.app.app_context():
        outbox.deliver(clock.now)


def is_black(content: bytes) -> bool:
    levels = Image.open(io.BytesIO(content)).convert("L").getextrema()
    return levels[1] < 10


def covers(officer: Staff, what: str = WHOLE, *, status: int = 200) -> None:
    officer.opens_case("2026/1")
    officer.browser.click(
        f"{officer.browser.words('Cover parts')}"
        f" {officer.browser.words('Before the work, photo %(n)s of %(of)s', n=1, of=1)}"
    )
    officer.browser.fill("Boxes", what)
    officer.browser.press("Cover these parts", status=status)


def pictures_of(browser: Browser, path: str) -> list[str]:
    page = browser.open(path)
    return [str(one["src"]) for one in page.soup.select("main img")]


def test_covered_everywhere_at_once_and_former_addresses_stop(
    shown: UUID, either_browser: Browser, another_browser: Another, town: Town, clock: Clock
) -> None:
    reader = another_browser()
    former = [*pictures_of(reader, "/complaints/2026/1"), *pictures_of(reader, "/complaints")]
    assert former
    assert all(reader.fetch(address).status_code == 200 for address in former)
    officer = a_clerk(either_browser)
    covers(officer, "Z9", status=422)
    officer.browser.fill("Boxes", WHOLE)
    officer.browser.press("Cover these parts")
    officer.browser.must_see("Parts of a photo covered")
    assert {reader.fetch(address).status_code for address in former} == {404}
    tell(town, clock)
    now = [*pictures_of(reader, "/complaints/2026/1"), *pictures_of(reader, "/complaints")]
    assert len(now) == len(former)
    assert all(is_black(reader.fetch(address).data) for address in now)
    row = kept(town)
    assert row.id != shown
    with town.look() as session:
        assert session.scalars(select(Complaint.cover_id)).one() == row.id
        assert store().read(name(town.id, shown, Size.LARGE)) is None
        assert not is_black(store().read(name(town.id, row.id, Size.ORIGINAL)) or b"")


def test_the_original_is_for_those_who_work_on_it(
    shown: UUID, another_browser: Another, town: Town
) -> None:
    clerk = a_clerk(another_browser())
    covers(clerk)
    address = f"/desk/2026/1/photos/{kept(town).id}/original"
    answer = clerk.browser.fetch(address)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store")
    assert not is_black(answer.data)
    assert another_browser().fetch(address).status_code in {302, 303, 401}
    for role in (Role.MAYOR, Role.COUNCIL, Role.ADMINISTRATOR):
        other = somebody(another_browser(), role)
        assert other.browser.fetch(address).status_code == 403


def test_boxes_are_taken_away_while_the_original_is_there(
    shown: UUID, another_browser: Another, town: Town, clock: Clock
) -> None:
    clerk = a_clerk(another_browser(language="en"))
    covers(clerk)
    clerk.browser.open(f"/desk/2026/1/photos/{kept(town).id}")
    clerk.browser.press("Take all boxes away")
    row = kept(town)
    assert (row.boxes, row.reviewed_at) == (None, None)
    assert pictures_of(another_browser(), "/complaints/2026/1") == []
    with town.look():
        assert not is_black(store().read(name(town.id, row.id, Size.LARGE)) or b"")
        assert store().read(name(town.id, row.id, Size.ORIGINAL)) is None


def test_the_original_goes_by_retention_and_the_boxes_stay(
    shown: UUID, another_browser: Another, town: Town, clock: Clock
) -> None:
    clerk = a_clerk(another_browser(language="en"))
    covers(clerk)
    photo = kept(town).id
    later = MONDAY + timedelta(days=30)
    limit = Limit(Kept.ORIGINALS, later, "its time is over")
    with town.work():
        assert expire(replace(limit, dry=True), later)[0].count == 1
    assert kept(town).covered_at is not None
    with town.work():
        assert expire(replace(limit, before=MONDAY - timedelta(days=1)), later) == []
        (gone,) = expire(limit, later)
    assert (gone.fields, gone.count) == (("original",), 1)
    clock.set(later)
    tell(town, clock)
    with town.look():
        assert store().read(name(town.id, photo, Size.ORIGINAL)) is None
        assert is_black(store().read(name(town.id, photo, Size.LARGE)) or b"")
    clerk.browser.open(f"/desk/2026/1/photos/{photo}")
    clerk.browser.must_see("The photo as it was sent has been deleted; these boxes stay.")
    clerk.browser.fill("Boxes", "A1")
    clerk.browser.press("Cover these parts", status=409)


def test_a_photo_of_another_complaint_is_not_covered_here(
    shown: UUID, another_browser: Another, town: Town
) -> None:
    with town.work():
        makers.complaint("อีกเรื่อง")
    clerk = a_clerk(another_browser())
    clerk.browser.open(f"/desk/2026/2/photos/{shown}", status=404)
    clerk.browser.open(f"/desk/2026/1/photos/{uuid4()}", status=404)
