"""Doubtful closures are found for their reason, and only by those who may read them."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from portal.attachments.models import Attachment
from portal.complaints import services
from portal.complaints.models import Complaint
from portal.complaints.queries import doubts
from portal.complaints.queries.doubts import Doubt
from portal.complaints.services import Key, Place, Receipt
from portal.foundation.database import session
from portal.foundation.policy import Actor, Role, visitor
from portal.response_times import queries as promised
from portal.response_times.promises import Matter
from portal.response_times.standards import PromiseKind
from tests import makers, pictures
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.life import Making, a_photo
from tests.makers import MONDAY
from tests.people import somebody

NO_PHOTO = "กลางคืน ไม่มีผู้ถ่ายภาพ"


def filed(actor: Actor) -> Making:
    """A complaint that work has begun on."""
    return Making(actor, makers.complaint(at=MONDAY), MONDAY).does(services.start)


def finished(made: Making) -> Making:
    return made.does(services.resolve, "เสร็จแล้ว", no_photo_because=NO_PHOTO)


def found(actor: Actor, making: Making) -> dict[Doubt, set[int]]:
    looked = doubts.look_through(actor, making.at + timedelta(hours=1))
    return {one.doubt: {line.complaint_id for line in one.lines} for one in looked.doubts}


def test_nothing_finished_nothing_doubtful(inside: Town) -> None:
    looked = doubts.look_through(inside.actor(Role.CLERK), MONDAY)
    assert (looked.closures, looked.is_cut) == (0, False)
    assert {one.count for one in looked.doubts} == {0}


def test_without_a_photo(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    made = finished(filed(clerk))
    marks = found(clerk, made)
    assert marks[Doubt.NO_PHOTO] == {made.receipt.complaint_id}
    assert not any(ids for doubt, ids in marks.items() if doubt is not Doubt.NO_PHOTO)


def test_rated_badly(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    good, bad = finished(filed(clerk)), finished(filed(clerk))
    for made, stars in ((good, 3), (bad, 2)):
        key = Key(visitor(inside.id), made.receipt.complaint_id, by_code=True)
        services.rate(key, stars, "ยังไม่เรียบร้อย", accepts=False, at=made.at)
    assert found(clerk, bad)[Doubt.BADLY_RATED] == {bad.receipt.complaint_id}


def test_closed_just_before_the_promise_and_opened_again(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    late, early = filed(clerk), filed(clerk)
    (promise,) = [
        line
        for line in promised.promises_of(services_matter(late.receipt))
        if line.promise_kind is PromiseKind.RESOLVE
    ]
    late.at = promise.due_at - timedelta(hours=1)
    for made in (late, early):
        finished(made).does(services.reopen, "ยังดับอยู่")
    assert found(clerk, late)[Doubt.JUST_BEFORE_DUE] == {late.receipt.complaint_id}


def services_matter(receipt: Receipt) -> Matter:
    return Matter("complaint", receipt.complaint_id)


def photo_after(made: Making, content: bytes) -> Making:
    """Finish it with a photo."""
    return made.does(services.resolve, "เสร็จแล้ว", form_id=a_photo(made, content))


def test_the_same_photo_for_two(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    street, again = pictures.jpeg(), pictures.file(pictures.scene(), quality=60)
    lamp = pictures.file(pictures.noise(640, 480))
    first, second, other = (photo_after(filed(clerk), content) for content in (street, again, lamp))
    marks = found(clerk, other)
    twice = {first.receipt.complaint_id, second.receipt.complaint_id}
    assert marks[Doubt.SAME_PHOTO] == twice
    assert not marks[Doubt.NO_PHOTO]


def test_a_photo_from_far_away_or_from_before(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    place = Place(*pictures.HERE, landmark="หน้าตลาด")
    here, far, old = (
        Making(clerk, makers.complaint(at=MONDAY, place=place), MONDAY).does(services.start)
        for _number in range(3)
    )
    lat, lon = pictures.HERE
    hour = timedelta(hours=1)
    for made, position, taken in (
        (here, pictures.HERE, MONDAY + hour),
        (far, (lat + 0.01, lon), MONDAY + hour),
        (old, pictures.HERE, MONDAY - hour),
    ):
        exif = pictures.notes(place=position, taken=taken)
        photo_after(made, pictures.jpeg(exif=exif))
    marks = found(clerk, old)
    assert marks[Doubt.FAR_AWAY] == {far.receipt.complaint_id}
    assert marks[Doubt.TAKEN_BEFORE] == {old.receipt.complaint_id}
    looked = doubts.look_through(clerk, old.at)
    (line,) = next(one for one in looked.doubts if one.doubt is Doubt.FAR_AWAY).lines
    assert line.metres_off == 1110
    kept = session.scalars(select(Attachment).order_by(Attachment.metres_off)).all()
    assert {(row.lat, row.lon, row.taken_at) for row in kept} == {(None, None, None)}
    assert [(row.metres_off, row.is_older) for row in kept][-1] == (1110, False)


def test_five_in_a_minute(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    made = [filed(clerk) for _number in range(6)]
    for number, one in enumerate(made):
        one.at = MONDAY + timedelta(days=1, seconds=14 * number)
        finished(one)
    marks = found(clerk, made[-1])
    assert marks[Doubt.IN_A_ROW] == {one.receipt.complaint_id for one in made}


def test_a_minute_is_a_minute() -> None:
    steps = [(1, MONDAY + timedelta(seconds=15 * number), number) for number in range(5)]
    assert doubts.in_a_row(steps) == {0, 1, 2, 3, 4}
    assert doubts.in_a_row([*steps[:4], (1, MONDAY + timedelta(seconds=61), 9)]) == set()
    assert doubts.in_a_row([*steps[:4], (2, MONDAY, 9)]) == set()


def test_a_head_sees_the_own_unit_only(inside: Town) -> None:
    clerk, head = inside.actor(Role.CLERK), inside.actor(Role.HEAD)
    made = finished(filed(clerk))
    row = session.get_one(Complaint, made.receipt.complaint_id)
    row.unit_id = None
    session.flush()
    assert found(clerk, made)[Doubt.NO_PHOTO]
    assert not found(head, made)[Doubt.NO_PHOTO]


def test_the_page_names_reasons_and_leads_to_the_case(
    either_browser: Browser, town: Town, clock: Clock
) -> None:
    somebody(either_browser, Role.CLERK)
    either_browser.open("/desk/doubts")
    either_browser.must_see("Nothing was finished in the last 90 days")
    with town.work():
        made = finished(filed(town.actor(Role.CLERK)))
    clock.set(made.at + timedelta(hours=1))
    either_browser.open("/desk/doubts")
    either_browser.must_see("Finished without a photo taken afterwards")
    assert f"/desk/{made.receipt.year}/{made.receipt.running}" in str(either_browser.page.soup)


def test_the_page_is_not_for_officers(browser: Browser, clock: Clock) -> None:
    somebody(browser, Role.OFFICER)
    browser.open("/desk/doubts", status=403)
