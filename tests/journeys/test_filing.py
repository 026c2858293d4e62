"""Somebody tells the municipality what is wrong, without an account and without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from portal.complaints.models import Complaint, ComplaintContact
from portal.places import queries as places
from portal.places import services as place_services
from tests import pictures
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.people import Resident, a_resident

DARK = "ไฟถนนดับทั้งซอย มืดมาก"
SQUARE = {
    "type": "Polygon",
    "coordinates": [
        [[102.80, 16.40], [102.87, 16.40], [102.87, 16.47], [102.80, 16.47], [102.80, 16.40]]
    ],
}


@pytest.fixture
def resident(either_browser: Browser, clock: Clock) -> Resident:
    return a_resident(either_browser)


@pytest.fixture
def someone(browser: Browser, clock: Clock) -> Resident:
    return a_resident(browser)


@pytest.fixture
def bounded(town: Town) -> Town:
    """The municipality with an outline."""
    with town.work():
        place_services.set_boundary(SQUARE, at=MONDAY)
    places.forget()
    return town


def filed(town: Town) -> list[Any]:
    with town.look() as session:
        return list(session.scalars(select(Complaint).order_by(Complaint.id)))


def test_a_resident_files_and_finds_it_again(resident: Resident) -> None:
    resident.files(DARK).opens_by_code()
    resident.browser.must_see("Waiting to be accepted")
    assert resident.browser.sees(resident.number, DARK, "หน้าตลาดบางลำภู")


def test_the_check_page_promises_and_says_who_reads_it(resident: Resident) -> None:
    resident.writes(DARK)
    resident.browser.choose(
        "Category", "ไฟฟ้าสาธารณะดับหรือชำรุด" if resident.browser.language == "th" else "Street light"
    )
    resident.checks()
    resident.browser.must_see("What we promise", "Acknowledged", "First answer", "Resolved")
    resident.browser.must_see(
        "Everyone: your words are on the public page at once, without your name and with telephone"
        " numbers, e-mails and identity numbers hidden."
    )
    day = "26 พฤศจิกายน 2569" if resident.browser.language == "th" else "26 November 2026"
    assert resident.browser.sees(day)  # three working days after Monday, the 23rd


def test_nothing_is_kept_before_it_is_sent(someone: Resident, town: Town) -> None:
    someone.writes(DARK).checks()
    assert filed(town) == []


def test_what_was_typed_can_be_changed(someone: Resident, town: Town) -> None:
    someone.writes(DARK)
    someone.browser.fill("Name", "สมศรี ใจดี")
    someone.browser.choose("Show my name on the public page")
    someone.checks()
    someone.browser.press("Change something")
    assert someone.browser.value("What is wrong?") == DARK
    assert someone.browser.value("Name") == "สมศรี ใจดี"
    someone.browser.fill("What is wrong?", "ไฟดับสองซอย")
    someone.checks().sends()
    (complaint,) = filed(town)
    assert complaint.text == "ไฟดับสองซอย"
    with town.look() as session:
        assert session.get(ComplaintContact, complaint.id).shows_name is True


def test_a_double_press_files_one_complaint(someone: Resident, town: Town) -> None:
    someone.files(DARK)
    first = someone.browser.text
    someone.browser.press_again()
    assert someone.number in someone.browser.text
    assert someone.browser.text == first
    assert len(filed(town)) == 1


def test_a_reload_shows_the_same_receipt(someone: Resident) -> None:
    someone.files(DARK)
    first = someone.browser.text
    someone.browser.open("/report/receipt")
    assert someone.browser.text == first


def test_a_form_that_was_sent_leads_to_its_receipt(resident: Resident, town: Town) -> None:
    resident.writes(DARK)
    form = resident.browser.page
    resident.checks().sends()
    resident.browser._page = form
    resident.browser.fill("What is wrong?", "อีกเรื่องหนึ่ง")
    resident.checks()
    assert resident.number in resident.browser.text
    resident.browser.must_see(
        "This form was sent already, and it was filed once. To tell us more, open the matter below"
        " and add it there."
    )
    assert [complaint.text for complaint in filed(town)] == [DARK]


def test_numbers_run_without_gaps(someone: Resident, town: Town) -> None:
    for text in ("เรื่องที่หนึ่ง", "เรื่องที่สอง", "เรื่องที่สาม"):
        someone.files(text)
    assert sorted(complaint.running for complaint in filed(town)) == [1, 2, 3]
    assert {complaint.year for complaint in filed(town)} == {2026}


def test_there_is_no_receipt_without_filing(someone: Resident) -> None:
    someone.browser.open("/report/receipt")
    assert someone.browser.address.endswith("/track")


def test_the_receipt_holds_a_drawing_and_no_address(someone: Resident) -> None:
    someone.files(DARK)
    assert someone.browser.page.soup.select_one("figure svg.qr title") is not None
    assert "http" not in someone.browser.text


# ── bad input ──────────────────────────────────────────────────────────────────────────────────


def test_an_empty_form_is_refused_at_its_fields(resident: Resident) -> None:
    resident.browser.open("/report")
    resident.checks(status=422)
    resident.browser.must_see("There is a problem", "Tell us what is wrong")
    resident.browser.must_see("Tell us where it is: a pin, an area or a landmark")


def test_a_suggestion_needs_no_place(someone: Resident, town: Town) -> None:
    someone.browser.open("/report")
    someone.browser.fill("What is wrong?", "ขอให้เปิดห้องสมุดวันอาทิตย์")
    someone.browser.choose("A suggestion")
    someone.checks().sends()
    assert filed(town)[0].kind == "suggestion"


def test_too_long_a_text_is_kept_and_refused(resident: Resident) -> None:
    resident.writes("ก" * 5001).checks(status=422)
    words = "The text is %(length)s characters long. Shorten it to %(most)s or fewer."
    resident.browser.must_see(resident.browser.words(words, length="5,001", most="5,000"))
    assert resident.browser.value("What is wrong?") == "ก" * 5001


def test_line_breaks_count_once(someone: Resident) -> None:
    someone.writes(("ก" * 99 + "\n") * 50).checks()


def test_nothing_but_invisible_characters_is_nothing(someone: Resident) -> None:
    someone.writes("\u200b\u200c\ufeff   \u200b").checks(status=422)
    someone.browser.must_see("Tell us what is wrong")


def test_emoji_stay_and_zero_width_goes(someone: Resident, town: Town) -> None:
    someone.files("น้ำ\u200bท่วม 🌊 👨‍👩‍👧 มาก")
    assert filed(town)[0].text == "น้ำท่วม 🌊 👨‍👩‍👧 มาก"


def test_an_unknown_category_is_refused(resident: Resident) -> None:
    resident.writes(DARK)
    chosen = resident.browser.page.soup.select_one("#category option[selected]")
    assert chosen is not None
    chosen["value"] = "987654321"
    resident.checks(status=422)
    resident.browser.must_see("Choose a category from the list, or “I don’t know”")


@pytest.mark.parametrize(
    "typed", ["24/11/2569", "24/11/2026", "๒๔/๑๑/๒๕๖๙", "24 พ.ย. 2569", "24 Nov 2026"]
)
def test_a_day_that_has_not_come_is_refused(someone: Resident, typed: str) -> None:
    someone.writes(DARK, Day=typed).checks(status=422)
    someone.browser.must_see("This time has not come yet. Enter when it happened.")
    assert someone.browser.value("Day") == typed


@pytest.mark.parametrize("typed", ["22/11/2569", "22/11/2026", "๒๒/๑๑/๒๕๖๙", "22 พฤศจิกายน 2569"])
def test_a_day_is_taken_in_either_era(someone: Resident, town: Town, typed: str) -> None:
    someone.files(DARK, Day=typed, Time="๒๐.๑๕ น.")
    (complaint,) = filed(town)
    assert complaint.occurred_at.isoformat() == "2026-11-22T13:15:00+00:00"


@pytest.mark.parametrize(
    ("label", "typed", "words"),
    [
        ("Day", "31/02/2569", "Enter the day like 24/11/2026 or 24 Nov 2026"),
        ("Day", "22/11/69", "Enter the day like 24/11/2026 or 24 Nov 2026"),
        ("Time", "25.00", "Enter the time like 14:05"),
        ("Time", "20.15", "Enter the day, too"),
        ("Telephone number", "ไม่มี", "Enter a telephone number like 081 234 5678"),
        ("Telephone number", "12", "Enter a telephone number like 081 234 5678"),
        ("E-mail", "somsri", "Enter an e-mail address like name@example.com"),
        ("E-mail", "a@b", "Enter an e-mail address like name@example.com"),
    ],
)
def test_slips_are_named_and_kept(resident: Resident, label: str, typed: str, words: str) -> None:
    resident.writes(DARK)
    resident.browser.fill(label, typed)
    resident.checks(status=422)
    resident.browser.must_see(words)
    assert resident.browser.value(label) == typed
    assert resident.browser.value("What is wrong?") == DARK


@pytest.mark.parametrize(
    "typed", ["0812345678", "๐๘๑ ๒๓๔ ๕๖๗๘", "+66 81 234 5678", "043-221-185 ต่อ 12", "1132"]
)
def test_telephone_numbers_are_taken_as_people_write_them(
    someone: Resident, town: Town, typed: str
) -> None:
    someone.writes(DARK)
    someone.browser.fill("Telephone number", typed)
    someone.checks().sends()
    with town.look() as session:
        assert session.scalars(select(ComplaintContact.phone)).one() == typed


# ── where ──────────────────────────────────────────────────────────────────────────────────────


def by_coordinates(resident: Resident, typed: str) -> Resident:
    resident.browser.open("/report")
    resident.browser.fill("What is wrong?", DARK)
    resident.browser.choose("By coordinates")
    resident.browser.fill("Coordinates", typed)
    return resident


@pytest.mark.parametrize("typed", ["16.4322, 102.8236", "๑๖.๔๓๒๒, ๑๐๒.๘๒๓๖"])
def test_coordinates_are_taken(someone: Resident, town: Town, bounded: Town, typed: str) -> None:
    by_coordinates(someone, typed).checks().sends()
    (complaint,) = filed(town)
    assert (complaint.lat, complaint.lon, complaint.is_outside) == (16.4322, 102.8236, False)


def test_swapped_coordinates_are_turned_round_and_asked(resident: Resident, town: Town) -> None:
    by_coordinates(resident, "102.8236, 16.4322").checks(status=422)
    assert resident.browser.value("Coordinates") == "16.4322, 102.8236"
    resident.checks().sends()
    assert filed(town)[0].lat == 16.4322


def test_unreadable_coordinates_are_refused(resident: Resident) -> None:
    by_coordinates(resident, "แถวบ้าน").checks(status=422)
    assert resident.browser.value("Coordinates") == "แถวบ้าน"


def test_a_place_outside_is_asked_back_and_can_be_meant(
    resident: Resident, town: Town, bounded: Town
) -> None:
    by_coordinates(resident, "16.60, 102.82").checks(status=422)
    resident.browser.must_see(
        "The place is outside this municipality. Move it, or say that you mean it all the same."
    )
    resident.browser.choose("The place is outside this municipality, and I mean it")
    resident.checks().sends()
    assert filed(town)[0].is_outside is True


def test_a_pin_that_gave_nothing_is_named(someone: Resident) -> None:
    someone.browser.open("/report")
    someone.browser.fill("What is wrong?", DARK)
    someone.browser.choose("With a pin on the map")
    someone.checks(status=422)
    someone.browser.must_see(
        "No position was given. Try again, or choose another way to say where it is."
    )


# ── photos ─────────────────────────────────────────────────────────────────────────────────────


def with_photos(resident: Resident, *files: tuple[str, bytes]) -> Resident:
    resident.writes(DARK)
    resident.browser.attach("Photos", *files)
    return resident


def shown(resident: Resident) -> int:
    return len(resident.browser.page.soup.select("input[name=attachment_ids]"))


def test_photos_go_with_the_form(resident: Resident, town: Town) -> None:
    with_photos(resident, ("a.jpg", pictures.jpeg()), ("b.heic", pictures.heic())).checks()
    assert shown(resident) == 2
    resident.sends().opens_by_code()
    assert len(resident.browser.page.soup.select(".pair img")) == 2
    assert filed(town)[0].cover_id is not None


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


# ── expired, private, other municipalities ─────────────────────────────────────────────────────


@pytest.mark.parametrize("step", ["form", "check"])
def test_an_expired_form_keeps_everything(resident: Resident, town: Town, step: str) -> None:
    resident.writes(DARK)
    if step == "check":
        resident.checks()
    resident.browser.client.delete_cookie("portal_session", domain="localhost")
    button = "Check before sending" if step == "form" else "Send"
    resident.browser.press(button, status=422)
    resident.browser.must_see("This page was open for too long. Press the button again.")
    assert DARK in resident.browser.text or resident.browser.value("What is wrong?") == DARK
    resident.browser.press(button)
    if step == "form":
        resident.browser.press("Send")
    assert len(filed(town)) == 1


def test_a_complaint_against_conduct_is_never_public(resident: Resident, town: Town) -> None:
    resident.writes("เจ้าหน้าที่พูดจาไม่สุภาพ")
    resident.browser.choose("A complaint against somebody's conduct")
    resident.checks()
    resident.browser.must_see(
        "Nobody but you and the clerk of the municipality. It is not shown on the public page."
    )
    resident.sends()
    resident.browser.must_see("It is not shown on the public page.")
    (complaint,) = filed(town)
    assert (complaint.visibility, complaint.is_public) == ("private", False)
