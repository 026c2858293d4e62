"""What anyone may read: what is kept back, by whatever way somebody asks for it."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from portal.attachments import services as attachments
from portal.complaints import services
from portal.complaints.lifecycle import Hold, State, Verb, Visibility
from portal.complaints.models import Category, Complaint
from portal.complaints.queries import desk, public, public_page
from portal.complaints.queries.filters import Filters, Waiting
from portal.complaints.queries.public import PublicLine, Wanted
from portal.complaints.services import Contact, Place, Receipt, reporting
from portal.foundation.database import session
from portal.foundation.policy import Actor, Role, visitor
from portal.places import hexagons
from tests import makers, pictures
from tests.fixtures.portal import Town
from tests.makers import MONDAY

NOW = MONDAY + timedelta(hours=2)
SOON = NOW + timedelta(days=9)
HERE = Place(16.43, 102.83, landmark="หน้าตลาด")


@pytest.fixture
def clerk(inside: Town) -> Actor:
    return inside.actor(Role.CLERK)


def category(visibility: str, *, last: bool = False) -> int:
    rows = session.scalars(
        select(Category.id).where(Category.visibility == visibility).order_by(Category.position)
    ).all()
    return rows[-1 if last else 0]


def filed(text: str = "ไฟถนนดับ", visibility: str | None = "public", **more: Any) -> Receipt:
    category_id = category(visibility) if visibility else None
    return makers.complaint(text, category_id=category_id, **{"place": HERE, **more})


def version(receipt: Receipt) -> int:
    asked = select(Complaint.version).where(Complaint.id == receipt.complaint_id)
    return session.scalars(asked).one()


def does(officer: Actor, receipt: Receipt, verb: Any, *words: object, **more: Any) -> None:
    seen = version(receipt)
    verb(officer, receipt.complaint_id, *words, **{"seen": seen, "at": NOW, **more})


def numbers(wanted: Wanted | None = None, cursor: str | None = None) -> list[int]:
    return [line.running for line in lines(wanted, cursor)]


def lines(wanted: Wanted | None = None, cursor: str | None = None) -> list[PublicLine]:
    return list(public.newest(wanted or Wanted(), cursor, NOW).items)


def on_map(wanted: Wanted | None = None) -> int:
    return sum(count for _cell, count in public.cells(wanted or Wanted()))


def seen_by_anyone(receipt: Receipt, word: str = "") -> set[str]:
    """All the ways by which somebody without any right comes upon it."""
    number = f"{receipt.year}/{receipt.running:06d}"
    known = public_page.head(receipt.year, receipt.running)
    version = public_page.version_of(receipt.year, receipt.running)
    assert version == (known.version if known else None)
    ways = {
        "list": receipt.running in numbers(),
        "words": receipt.running in numbers(Wanted(text=word)) if word else False,
        "words and state": bool(word) and receipt.running in numbers(Wanted(word, is_open=True)),
        "number": receipt.running in numbers(Wanted(text=number)),
        "map": on_map() > 0,
        "map by words": bool(word) and on_map(Wanted(text=word)) > 0,
        "page": known is not None and known.is_shown,
    }
    return {way for way, is_open in ways.items() if is_open}


EVERY_WAY = {"list", "words", "words and state", "number", "map", "map by words", "page"}


def test_what_is_public_is_found_by_every_way(inside: Town) -> None:
    assert seen_by_anyone(filed("หลอดไฟกะพริบ"), "หลอดไฟกะพริบ") == EVERY_WAY


@pytest.mark.parametrize("visibility", ["review", "private", None])
def test_what_is_kept_back_is_found_by_none(inside: Town, visibility: str | None) -> None:
    assert seen_by_anyone(filed("หลอดไฟกะพริบ", visibility), "หลอดไฟกะพริบ") == set()


def test_private_and_unknown_numbers_answer_alike(inside: Town) -> None:
    receipt = filed(visibility="private")
    assert public_page.head(receipt.year, receipt.running) is None
    assert public_page.head(receipt.year, receipt.running + 1) is None
    assert public_page.head(receipt.year, 10**20) is None
    assert public_page.head(10**20, 1) is None
    assert public_page.version_of(receipt.year, receipt.running) is None
    assert public_page.version_of(10**20, 1) is None


def test_a_look_shows_what_waited(clerk: Actor) -> None:
    receipt = filed("หลอดไฟกะพริบ", "review")
    waiting = public_page.head(receipt.year, receipt.running)
    assert waiting is not None
    assert not waiting.is_shown
    does(clerk, receipt, services.review, show=True)
    assert seen_by_anyone(receipt, "หลอดไฟกะพริบ") == EVERY_WAY


@pytest.mark.parametrize("visibility", ["public", "review"])
def test_what_was_taken_back_stays_so(clerk: Actor, visibility: str) -> None:
    receipt = filed("หลอดไฟกะพริบ", visibility)
    does(clerk, receipt, services.review, show=True)
    does(clerk, receipt, services.review, show=False)
    assert seen_by_anyone(receipt, "หลอดไฟกะพริบ") == set()
    for further in ("public", "review", "private", "public"):
        does(clerk, receipt, services.recategorise, category(further, last=True))
        assert seen_by_anyone(receipt, "หลอดไฟกะพริบ") == set(), further
    does(clerk, receipt, services.review, show=True)
    assert seen_by_anyone(receipt, "หลอดไฟกะพริบ") == EVERY_WAY


def test_another_category_shows_nothing_private_unseen(clerk: Actor) -> None:
    receipt = filed("หลอดไฟกะพริบ", "private")
    does(clerk, receipt, services.recategorise, category("public"))
    assert seen_by_anyone(receipt, "หลอดไฟกะพริบ") == set()
    does(clerk, receipt, services.review, show=True)
    assert seen_by_anyone(receipt, "หลอดไฟกะพริบ") == EVERY_WAY


def page_of(receipt: Receipt) -> public_page.PublicPage:
    known = public_page.head(receipt.year, receipt.running)
    assert known is not None
    return public_page.read(known, NOW)


def test_contacts_are_masked_everywhere(clerk: Actor) -> None:
    place = Place(16.43, 102.83, landmark="บ้านคุณแดง โทร 081-234-5678")
    receipt = filed("ไฟดับ โทร 081-234-5678\nติดต่อ dang@example.com", place=place)
    does(clerk, receipt, services.reply, "โทรหาช่าง 089-876-5432")
    does(clerk, receipt, services.refer, "การไฟฟ้า 043-111-222", their_number="ก 1", asked_by=SOON)
    page = page_of(receipt)
    told = [page.title, page.text, page.landmark, *(step.note for step in page.steps)]
    told += [step.body for step in page.steps]
    words = " ".join(str(one) for one in told if one is not None)
    assert "การไฟฟ้า" in words
    for secret in ("081", "089", "043-111", "dang@"):
        assert secret not in words
        assert numbers(Wanted(text=secret)) == []


def test_what_the_reporter_wrote_later_is_not_repeated(clerk: Actor) -> None:
    receipt = filed()
    key = services.Key(visitor(clerk.municipality_id), receipt.complaint_id, by_code=True)
    reporting.add_information(key, "บ้านดิฉันอยู่ท้ายซอย", at=NOW)
    does(clerk, receipt, services.ask, "บ้านเลขที่เท่าใด")
    reporting.answer_question(key, "บ้านเลขที่ 12/3", at=NOW)
    does(clerk, receipt, services.note, "ผู้แจ้งโทรมาบ่อย")
    reporting.withdraw(key, "ย้ายบ้านแล้ว", at=NOW)
    steps = page_of(receipt).steps
    assert [step.verb for step in steps if step.note] == []
    assert Verb.NOTE not in {step.verb for step in steps}
    assert Verb.WITHDRAW in {step.verb for step in steps}


def test_reasons_and_dates_of_the_history(clerk: Actor) -> None:
    receipt = filed()
    does(clerk, receipt, services.hold, Hold.BUDGET, next_news=SOON)
    newest = page_of(receipt).steps[0]
    assert newest.verb is Verb.HOLD
    assert str(newest.reason_words) == "Waiting for budget"
    assert newest.news_by is not None


@pytest.mark.parametrize("shows", [True, False])
def test_a_name_is_shown_only_where_the_reporter_asked_for_it(inside: Town, *, shows: bool) -> None:
    receipt = filed(contact=Contact(name="สมศรี 081-234-5678", shows_name=shows))
    reporter = page_of(receipt).reporter
    assert (reporter is not None) is shows
    assert "081" not in str(reporter)


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("one line", "one line", ""),
        ("first\nsecond\nthird", "first", "second\nthird"),
        ("first line, cut", "first line…", "first line, cut"),
        ("firstly this", "first", "firstly this"),
    ],
)
def test_a_title_is_not_told_twice(text: str, title: str, rest: str) -> None:
    assert public_page.after_title(text, title) == rest


def with_photo(**more: Any) -> Receipt:
    form_id = more.get("form_id") or uuid4()
    send(form_id)
    return filed(**{**more, "form_id": form_id})


def send(form_id: UUID) -> None:
    photo = attachments.prepare(io.BytesIO(pictures.jpeg(64, 48)), "photo.jpg")
    who = visitor(session.scalars(select(Category.municipality_id)).first() or 0)
    attachments.take(who, photo, attachment_id=uuid4(), form_id=form_id, at=MONDAY)


def test_photos_wait_for_the_look(clerk: Actor) -> None:
    receipt = with_photo()
    assert lines()[0].photo is None
    assert (page_of(receipt).photos_wait, list(page_of(receipt).before)) == (True, [])
    does(clerk, receipt, services.review, show=True)
    assert lines()[0].photo is not None
    assert (page_of(receipt).photos_wait, len(page_of(receipt).before)) == (False, 1)


def test_a_photo_sent_later_waits_for_its_own_look(clerk: Actor) -> None:
    receipt = with_photo()
    does(clerk, receipt, services.review, show=True)
    key = services.Key(visitor(clerk.municipality_id), receipt.complaint_id, by_code=True)
    form_id = uuid4()
    send(form_id)
    assert not waiting_for_a_look(clerk)
    reporting.add_information(key, "ภาพเพิ่มเติม", form_id=form_id, at=NOW)
    assert (page_of(receipt).photos_wait, len(page_of(receipt).before)) == (True, 1)
    assert waiting_for_a_look(clerk) == [receipt.complaint_id]
    does(clerk, receipt, services.review, show=True)
    assert not waiting_for_a_look(clerk)
    assert (page_of(receipt).photos_wait, len(page_of(receipt).before)) == (False, 2)


def waiting_for_a_look(clerk: Actor) -> list[int]:
    """What the desk offers for the look that lets the public see."""
    filters = Filters(waiting=Waiting.LOOK)
    page = desk.queue(clerk, filters, desk.offered(), cursor=None, at=NOW)
    assert all(line.needs_look for line in page.items)
    return [line.id for line in page.items]


def test_pages_go_both_ways(inside: Town) -> None:
    for number in range(45):
        filed(f"ไฟดับ {number}", at=MONDAY + timedelta(minutes=number))
    for wanted in (Wanted(), Wanted(text="ไฟดับ"), Wanted("ไฟดับ", is_open=True)):
        first = public.newest(wanted, None, NOW)
        second = public.newest(wanted, first.older, NOW)
        third = public.newest(wanted, second.older, NOW)
        runs = [[line.running for line in page.items] for page in (first, second, third)]
        assert [number for run in runs for number in run] == list(range(45, 0, -1))
        assert (first.newer, third.older) == (None, None)
        back = public.newest(wanted, third.newer, NOW)
        assert [line.running for line in back.items] == runs[1]
        front = public.newest(wanted, back.newer, NOW)
        assert ([line.running for line in front.items], front.newer) == (runs[0], None)


def test_a_cursor_with_nothing_behind_it_leads_to_the_first_page(clerk: Actor) -> None:
    receipts = [filed(f"ไฟดับ {n}", at=MONDAY + timedelta(minutes=n)) for n in range(21)]
    older = public.newest(Wanted(), None, NOW).older
    assert older is not None
    does(clerk, receipts[0], services.review, show=False)
    assert numbers(cursor=older) == list(range(21, 1, -1))
    assert numbers(cursor="nonsense") == list(range(21, 1, -1))


def test_filters(clerk: Actor) -> None:
    lamp, road = filed("ไฟดับ"), filed("ถนนเป็นหลุม", place=Place(16.47, 102.86))
    done = makers.complaint("ท่อแตก", category_id=category("public", last=True), place=HERE)
    does(clerk, done, services.resolve, "ซ่อมแล้ว", no_photo_because="กลางคืน")
    assert set(numbers(Wanted(is_open=True))) == {lamp.running, road.running}
    assert numbers(Wanted(is_open=False)) == [done.running]
    assert numbers(Wanted(category_id=category("public", last=True))) == [done.running]
    for resolution in (8, 10):
        cell = hexagons.cell(16.43, 102.83, resolution)
        assert set(numbers(Wanted(cell=cell))) == {lamp.running, done.running}
        assert numbers(Wanted("ไฟดับ", cell=cell)) == [lamp.running]
    assert numbers(Wanted(area_id=10**6)) == []
    assert lines(Wanted(is_open=False))[0].due_at is None


@pytest.mark.parametrize("number", ["{be}/{n}", "ขก {be}/{n:06d}", "KK {ce}/{n:06d}", "{ce}/{n}"])
def test_a_number_finds_its_complaint(inside: Town, number: str) -> None:
    filed()
    receipt = filed("ถนนเป็นหลุม")
    typed = number.format(be=receipt.year + 543, ce=receipt.year, n=receipt.running)
    assert numbers(Wanted(text=typed)) == [receipt.running]


def test_the_map_by_words_counts_what_the_roll_up_counts(inside: Town) -> None:
    filed("ไฟดับ")
    filed("ไฟดับ", place=Place(16.5, 103.2, outside_is_meant=True))
    filed("ไฟดับ", place=Place(landmark="หน้าวัด"))
    assert on_map() == on_map(Wanted(text="ไฟดับ"))


def test_private_words_are_found_by_no_other_visibility(clerk: Actor) -> None:
    for visibility in Visibility:
        filed(f"คำเฉพาะ{visibility}", visibility.value)
    assert [line.title.text for line in lines(Wanted(text="คำเฉพาะ"))] == ["คำเฉพาะpublic"]
    assert {line.state for line in lines()} == {State.RECEIVED.value}
