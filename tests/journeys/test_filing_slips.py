"""What people get wrong in the form, and what happens to what they typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from portal.complaints.models import Complaint, ComplaintContact
from tests.fixtures.portal import Town
from tests.people import Resident

DARK = "ไฟถนนดับทั้งซอย มืดมาก"
Filed = Callable[[], list[Complaint]]


def test_an_empty_form_is_refused_at_its_fields(resident: Resident) -> None:
    resident.browser.open("/report")
    resident.checks(status=422)
    resident.browser.must_see("There is a problem", "Tell us what is wrong")
    resident.browser.must_see("Tell us where it is: a pin, an area or a landmark")


def test_a_suggestion_needs_no_place(someone: Resident, filed: Filed) -> None:
    someone.browser.open("/report")
    someone.browser.fill("What is wrong?", "ขอให้เปิดห้องสมุดวันอาทิตย์")
    someone.browser.choose("A suggestion")
    someone.checks().sends()
    assert filed()[0].kind == "suggestion"


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


def test_emoji_stay_and_zero_width_goes(someone: Resident, filed: Filed) -> None:
    someone.files("น้ำ\u200bท่วม 🌊 👨‍👩‍👧 มาก")
    assert filed()[0].text == "น้ำท่วม 🌊 👨‍👩‍👧 มาก"


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
def test_a_day_is_taken_in_either_era(someone: Resident, filed: Filed, typed: str) -> None:
    someone.files(DARK, Day=typed, Time="๒๐.๑๕ น.")
    (complaint,) = filed()
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


def by_coordinates(resident: Resident, typed: str) -> Resident:
    resident.browser.open("/report")
    resident.browser.fill("What is wrong?", DARK)
    resident.browser.choose("By coordinates")
    resident.browser.fill("Coordinates", typed)
    return resident


@pytest.mark.parametrize("typed", ["16.4322, 102.8236", "๑๖.๔๓๒๒, ๑๐๒.๘๒๓๖"])
def test_coordinates_are_taken(someone: Resident, filed: Filed, bounded: Town, typed: str) -> None:
    by_coordinates(someone, typed).checks().sends()
    (complaint,) = filed()
    assert (complaint.lat, complaint.lon, complaint.is_outside) == (16.4322, 102.8236, False)


def test_swapped_coordinates_are_turned_round_and_asked(resident: Resident, filed: Filed) -> None:
    by_coordinates(resident, "102.8236, 16.4322").checks(status=422)
    assert resident.browser.value("Coordinates") == "16.4322, 102.8236"
    resident.checks().sends()
    assert filed()[0].lat == 16.4322


def test_unreadable_coordinates_are_refused(resident: Resident) -> None:
    by_coordinates(resident, "แถวบ้าน").checks(status=422)
    assert resident.browser.value("Coordinates") == "แถวบ้าน"


def test_a_place_outside_is_asked_back_and_can_be_meant(
    resident: Resident, filed: Filed, bounded: Town
) -> None:
    by_coordinates(resident, "16.60, 102.82").checks(status=422)
    resident.browser.must_see(
        "The place is outside this municipality. Move it, or say that you mean it all the same."
    )
    resident.browser.choose("The place is outside this municipality, and I mean it")
    resident.checks().sends()
    assert filed()[0].is_outside is True


def test_a_pin_that_gave_nothing_is_named(someone: Resident) -> None:
    someone.browser.open("/report")
    someone.browser.fill("What is wrong?", DARK)
    someone.browser.choose("With a pin on the map")
    someone.checks(status=422)
    someone.browser.must_see(
        "No position was given. Try again, or choose another way to say where it is."
    )
