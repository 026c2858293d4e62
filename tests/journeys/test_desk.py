"""Officers at work, in both languages and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.complaints import services
from portal.complaints.lifecycle import Channel, State
from portal.complaints.models import Category, Complaint, ComplaintContact, ContactView
from portal.foundation.policy import Role
from portal.municipalities import queries as municipalities
from tests import makers, pictures
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.life import Case
from tests.makers import MONDAY
from tests.people import Staff, a_clerk, a_dispatcher, an_officer, somebody

DARK = "ไฟถนนดับทั้งซอย มืดมาก"
OPENED = (
    "You opened the contact at %(time)s, and that has been written down. "
    "It stays here for you until %(until)s."
)


@pytest.fixture
def address(town: Town, clock: Clock) -> str:
    """A complaint about a lamp that waits to be accepted, with a contact."""
    with town.work() as session:
        lamp = session.scalars(select(Category.id).where(Category.code == "streetlight")).one()
        receipt = makers.complaint(
            DARK,
            at=MONDAY - timedelta(hours=2),
            category_id=lamp,
            contact=services.Contact("สมศรี ใจดี", "081 234 5678", "somsri@example.com"),
        )
    return f"{receipt.year}/{receipt.running}"


@pytest.fixture
def clerk(either_browser: Browser, address: str) -> Staff:
    return a_clerk(either_browser)


def the_complaint(town: Town) -> Complaint:
    with town.look() as session:
        found = session.scalars(select(Complaint).order_by(Complaint.running.desc())).first()
        assert found is not None
        session.expunge(found)
        return found


# ── from the queue to the answer ─────────────────────────────────────────────────────────────────


def test_an_officer_takes_a_complaint_from_the_queue_to_its_result(
    either_browser: Browser, address: str, town: Town
) -> None:
    officer = an_officer(either_browser)
    officer.browser.open("/desk")
    officer.browser.click(DARK)
    officer.browser.must_see("Waiting to be accepted", "What can be done now")
    officer.browser.press("Accept")
    officer.browser.must_see("Complaint accepted")
    officer.replies("ช่างจะเข้าตรวจสอบพรุ่งนี้")
    assert officer.browser.sees("ช่างจะเข้าตรวจสอบพรุ่งนี้")
    officer.browser.press("Start work")
    officer.browser.must_see("In progress")
    officer.makes(
        "Record the result",
        "Record the result",
        **{"What was done?": "เปลี่ยนหลอดไฟแล้ว", "Or why there is no photo": "ทำงานกลางคืน"},
    )
    officer.browser.must_see("Finished")
    assert officer.browser.sees("เปลี่ยนหลอดไฟแล้ว", "ทำงานกลางคืน")
    assert the_complaint(town).state == State.RESOLVED
    officer.browser.open("/desk")
    officer.browser.must_see("Nothing is waiting")


def test_the_counts_are_filters_and_the_filters_stand_in_the_address(
    either_browser: Browser, life: dict[State, Case]
) -> None:
    clerk = a_clerk(either_browser)
    clerk.browser.open("/desk?lateness=late&text=ถนน&state=received")
    clerk.browser.must_see("Overdue", "Clear filters")
    assert clerk.browser.value("Words or number") == "ถนน"
    assert clerk.browser.value("Due") == clerk.browser.words("Overdue")
    clerk.browser.fill("Words or number", "ไม่มีคำนี้แน่นอน")
    clerk.browser.press("Apply filters")
    clerk.browser.must_see("Nothing matches these filters")
    assert "state=received" in clerk.browser.address
    for nonsense in ("?unit=x&person=-1&state=nothing&from=x", "?category=999999999999", "?area=١"):
        clerk.browser.open(f"/desk{nonsense}")


def test_a_long_queue_is_read_page_by_page(
    either_browser: Browser, town: Town, clock: Clock
) -> None:
    with town.work():
        for n in range(45):
            makers.complaint(f"เรื่องที่ {n}", at=MONDAY - timedelta(minutes=n))
    clerk = a_clerk(either_browser)
    clerk.browser.open("/desk")
    assert len(clerk.browser.page.soup.select("[data-row]")) == 40
    clerk.browser.page.soup.select_one("a[rel=next]")
    older = clerk.browser.page.soup.select_one("a[rel=next]")
    assert older is not None
    clerk.browser.visit(str(older["href"]))
    assert len(clerk.browser.page.soup.select("[data-row]")) == 5


# ── every move by its form ───────────────────────────────────────────────────────────────────────


def test_a_dispatcher_names_unit_person_category_and_place(
    either_browser: Browser, address: str, town: Town
) -> None:
    desk = a_dispatcher(either_browser).opens_case(address)
    desk.browser.click("Assign")
    with town.look():
        officer = town.actor(Role.OFFICER)
    desk.browser.choose("Unit or person", officer.name)
    desk.browser.press("Assign")
    desk.browser.must_see("Responsible unit named")
    assert desk.browser.sees(officer.name)
    desk.browser.click("Change the category")
    with town.look(either_browser.language):
        animals = next(str(unit.title) for unit in municipalities.units() if unit.code == "works")
    assert desk.browser.sees(animals)
    desk.browser.press("Change the category")
    desk.browser.must_see("Category changed")
    desk.browser.click("Move the pin")
    desk.browser.choose("By coordinates")
    desk.browser.fill("Coordinates", "๑๖.๔๓๒๒, ๑๐๒.๘๒๓๖")
    desk.browser.press("Save the place")
    desk.browser.must_see("Place corrected")
    assert the_complaint(town).lat == pytest.approx(16.4322)
    assert desk.browser.sees("16.43220, 102.82360")


def test_each_move_with_words_takes_them_and_stands_in_the_history(
    clerk: Staff, address: str, town: Town
) -> None:
    clerk.opens_case(address)
    clerk.makes("Internal note", "Save the note", Note_for_colleagues="โทรหาช่างแล้ว")
    clerk.browser.must_see("Staff only")
    clerk.makes(
        "Refer to another agency",
        "Refer it",
        **{
            "To which agency?": "การไฟฟ้าส่วนภูมิภาค",
            "Their number": "12/2569",
            "Answer asked for by": "30/11/2569",
        },
    )
    assert clerk.browser.sees("การไฟฟ้าส่วนภูมิภาค", "12/2569")
    clerk.browser.click("Put on hold")
    clerk.browser.choose("In procurement")
    clerk.browser.fill("Next news on", "1 ธ.ค. 2569")
    clerk.browser.press("Put on hold")
    clerk.browser.must_see("On hold", "In procurement")
    clerk.makes("Ask the reporter", "Send the question", Question_to_the_reporter="เสาต้นใด")
    clerk.browser.must_see("Waiting for the reporter")
    clerk.browser.click("Close without a fix")
    clerk.browser.choose("Not accepted for consideration")
    clerk.browser.choose("Why is it not accepted?", "There are not enough facts to act on")
    clerk.browser.fill("Words to the reporter", "โปรดแจ้งใหม่พร้อมสถานที่")
    clerk.browser.press("Close without a fix")
    clerk.browser.must_see("Closed without a fix", "There are not enough facts to act on")
    clerk.makes("Open again", "Open again", **{"Why is it opened again?": "ผู้แจ้งให้ข้อมูลเพิ่ม"})
    clerk.browser.must_see("Opened again", "In progress")
    clerk.browser.click("Only what the public reads")
    assert not clerk.browser.sees("โทรหาช่างแล้ว")
    assert clerk.browser.sees("โปรดแจ้งใหม่พร้อมสถานที่")
    assert the_complaint(town).reopened == 1


def test_one_press_shows_text_and_photos(clerk: Staff, address: str, town: Town) -> None:
    clerk.opens_case(address)
    clerk.browser.click("Decide what the public sees")
    assert clerk.browser.value("Text on the public page") == DARK
    clerk.browser.fill("Text on the public page", "ไฟถนนดับ โทร 081-234-5678")
    clerk.browser.press("Show text and photos")
    shown = the_complaint(town)
    assert shown.reviewed_at is not None
    assert "081" not in shown.public_text
    assert shown.text == DARK


# ── what cannot be taken ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("move", "button", "label", "typed", "message"),
    [
        ("Internal note", "Save the note", "Note for colleagues", " ", "Write a few words"),
        (
            "Ask the reporter",
            "Send the question",
            "Question to the reporter",
            "",
            "Write a few words",
        ),
        (
            "Put on hold",
            "Put on hold",
            "Next news on",
            "31/2/2569",
            "Enter the day like 24/11/2026 or 24 Nov 2026",
        ),
        (
            "Record the result",
            "Record the result",
            "What was done?",
            "ซ่อมแล้ว",
            "Add a photo taken afterwards, or say why there is none",
        ),
        (
            "Close without a fix",
            "Close without a fix",
            "Words to the reporter",
            "ไม่ใช่หน้าที่",
            "Choose a reason from the list",
        ),
    ],
)
def test_a_refused_form_keeps_what_was_typed(  # noqa: PLR0917 - a table of cases
    clerk: Staff, address: str, move: str, button: str, label: str, typed: str, message: str
) -> None:
    clerk.opens_case(address)
    clerk.browser.click(move)
    clerk.browser.fill(label, typed)
    clerk.browser.press(button, status=422)
    clerk.browser.must_see("There is a problem", message)
    assert clerk.browser.value(label).strip() == typed.strip()


@pytest.mark.parametrize(
    ("move", "message"),
    [
        ("Assign", "Choose a unit or a person from the list"),
        ("Change the category", "Choose a category from the list"),
    ],
)
def test_nothing_chosen_is_no_choice(
    either_browser: Browser, town: Town, clock: Clock, move: str, message: str
) -> None:
    with town.work():
        receipt = makers.complaint()
    desk = a_dispatcher(either_browser).opens_case(f"{receipt.year}/{receipt.running}")
    desk.browser.click(move)
    if move == "Assign":
        desk.browser.choose("Unit or person", "Choose")
    desk.browser.press(move, status=422)
    desk.browser.must_see(message)


def test_a_text_too_long_is_refused_with_both_numbers(clerk: Staff, address: str) -> None:
    clerk.opens_case(address).replies("ก" * 5001, status=422)
    assert clerk.browser.sees("5,001", "5,000")
    assert clerk.browser.value("Answer to the reporter") == "ก" * 5001


def test_a_day_that_has_passed_is_no_day_of_news(clerk: Staff, address: str) -> None:
    clerk.opens_case(address)
    clerk.browser.click("Put on hold")
    clerk.browser.choose("Waiting for budget")
    clerk.browser.fill("Next news on", "1/11/2569")
    clerk.browser.press("Put on hold", status=422)
    clerk.browser.must_see("Enter a day from today on, within a year")


def test_the_after_photo_is_kept_when_the_words_are_missing(
    clerk: Staff, address: str, town: Town
) -> None:
    clerk.opens_case(address)
    clerk.browser.click("Record the result")
    clerk.browser.attach("Photos taken afterwards", ("after.jpg", pictures.jpeg()))
    clerk.browser.press("Record the result", status=422)
    clerk.browser.must_see("Write a few words")
    clerk.browser.fill("What was done?", "ซ่อมแล้ว")
    clerk.browser.press("Record the result")
    clerk.browser.must_see("Finished", "After")
    assert the_complaint(town).state == State.RESOLVED


def test_a_pdf_is_no_photo_and_the_words_stay(clerk: Staff, address: str) -> None:
    clerk.opens_case(address)
    clerk.browser.click("Record the result")
    clerk.browser.fill("What was done?", "ซ่อมแล้ว")
    clerk.browser.attach("Photos taken afterwards", ("after.jpg", b"%PDF-1.4 not a photo"))
    clerk.browser.press("Record the result", status=422)
    assert clerk.browser.value("What was done?") == "ซ่อมแล้ว"


# ── two officers ─────────────────────────────────────────────────────────────────────────────────


def test_the_second_save_is_told_what_changed_and_overwrites_nothing(
    clerk: Staff, address: str, town: Town, another_browser: Callable[..., Browser]
) -> None:
    clerk.opens_case(address)
    clerk.browser.click("Record the result")
    clerk.browser.fill("What was done?", "คำที่พิมพ์ไว้นาน")
    clerk.browser.fill("Or why there is no photo", "มืด")
    other = a_dispatcher(another_browser()).opens_case(address)
    other.replies("ตอบก่อนแล้ว")
    before = the_complaint(town)
    clerk.browser.press("Record the result", status=409)
    clerk.browser.must_see("Somebody else was faster", "Answer")
    assert clerk.browser.sees("ตอบก่อนแล้ว")
    assert clerk.browser.value("What was done?") == "คำที่พิมพ์ไว้นาน"
    assert (the_complaint(town).version, the_complaint(town).state) == (
        before.version,
        before.state,
    )
    clerk.browser.press("Record the result")
    assert the_complaint(town).state == State.RESOLVED


def test_a_move_that_came_too_late_is_refused_in_words(
    clerk: Staff, address: str, another_browser: Callable[..., Browser]
) -> None:
    clerk.opens_case(address)
    clerk.browser.click("Ask the reporter")
    clerk.browser.fill("Question to the reporter", "เสาต้นใด")
    other = a_dispatcher(another_browser()).opens_case(address)
    other.browser.click("Close without a fix")
    other.browser.choose("Cannot be done")
    other.browser.fill("Words to the reporter", "เป็นที่ดินเอกชน")
    other.browser.press("Close without a fix")
    clerk.browser.press("Send the question", status=409)
    clerk.browser.must_see("Somebody else was faster", "Cannot be done")
    clerk.browser.press("Send the question", status=409)
    assert clerk.browser.value("Question to the reporter") == "เสาต้นใด"
    clerk.browser.must_see("There is a problem")


def test_a_double_press_moves_once(clerk: Staff, address: str, town: Town) -> None:
    clerk.opens_case(address)
    clerk.browser.press("Accept")
    version = the_complaint(town).version
    clerk.browser.press_again(status=409)
    assert the_complaint(town).version == version


# ── the contact, and who may open what ───────────────────────────────────────────────────────────


def looks(town: Town) -> int:
    with town.look() as session:
        return len(session.scalars(select(ContactView)).all())


def test_a_look_at_the_contact_is_written_down_once_and_lasts_ten_minutes(
    clerk: Staff, address: str, town: Town, clock: Clock
) -> None:
    clerk.opens_case(address)
    assert not clerk.browser.sees("081 234 5678")
    clerk.browser.press("Show contact")
    assert clerk.browser.sees("081 234 5678", "สมศรี ใจดี", "somsri@example.com")
    now, later = ("10.00 น.", "10.10 น.") if clerk.browser.language == "th" else ("10:00", "10:10")
    assert clerk.browser.words(OPENED, time=now, until=later) in clerk.browser.text
    clock.pass_(minutes=9)
    clerk.opens_case(address)
    assert clerk.browser.sees("081 234 5678")
    assert looks(town) == 1
    clock.pass_(minutes=1)
    clerk.opens_case(address)
    assert not clerk.browser.sees("081 234 5678")
    clerk.browser.press("Show contact")
    assert clerk.browser.sees("081 234 5678")
    assert looks(town) == 2


def test_an_opened_contact_leaves_no_trace_in_address_or_browser(
    clerk: Staff, address: str, another_browser: Callable[..., Browser]
) -> None:
    clerk.opens_case(address).browser.press("Show contact")
    assert clerk.browser.address.endswith(f"/desk/{address}")
    assert clerk.browser.response is not None
    assert clerk.browser.response.headers["Cache-Control"] == "private, no-store"
    cookies = str(clerk.browser.client.get_cookie("session"))
    assert "081" not in cookies
    colleague = somebody(another_browser(clerk.browser.language), Role.DISPATCHER)
    assert not colleague.opens_case(address).browser.sees("081 234 5678")


def test_an_opened_contact_is_of_one_complaint_and_ends_with_the_right_to_see_it(
    clerk: Staff, address: str, town: Town, clock: Clock
) -> None:
    with town.work("th"):
        other = makers.complaint("อีกเรื่อง", contact=services.Contact("สมชาย", "089 000 1111"))
    clerk.opens_case(address).browser.press("Show contact")
    clerk.opens_case(f"{other.year}/{other.running}")
    assert not clerk.browser.sees("089 000 1111")
    assert not clerk.browser.sees("081 234 5678")
    clerk.browser.open("/sign-out")
    clerk.browser.press("Sign out")
    somebody(clerk.browser, Role.DISPATCHER).opens_case(address)
    assert not clerk.browser.sees("081 234 5678")


def test_the_mayor_reads_without_moving(either_browser: Browser, address: str) -> None:
    mayor = somebody(either_browser, Role.MAYOR).opens_case(address)
    assert not mayor.browser.sees("What can be done now")
    assert not mayor.browser.sees("Show contact")


@pytest.mark.parametrize("role", [Role.COUNCIL, Role.ADMINISTRATOR])
def test_others_do_not_enter(either_browser: Browser, address: str, role: Role) -> None:
    either_browser.open("/staff")
    either_browser.fill("E-mail", makers.email(role))
    either_browser.fill("Password", makers.PASSWORD)
    either_browser.press("Sign in", status=None)
    either_browser.open("/desk", status=403)
    either_browser.open(f"/desk/{address}", status=403)


def test_a_case_of_another_unit_is_not_there(
    either_browser: Browser, town: Town, clock: Clock
) -> None:
    with town.work():
        receipt = makers.complaint()
    officer = an_officer(either_browser)
    officer.opens_case(f"{receipt.year}/{receipt.running}", status=404)
    officer.opens_case("2026/999999", status=404)


# ── intake ───────────────────────────────────────────────────────────────────────────────────────


def test_a_complaint_on_the_telephone_ends_in_a_receipt(
    either_browser: Browser, town: Town, clock: Clock
) -> None:
    officer = an_officer(either_browser)
    officer.browser.open("/desk/new")
    officer.browser.choose("Telephone", within="How did it reach you?")
    officer.browser.fill("What is wrong?", DARK)
    officer.browser.fill("Landmark", "หน้าวัด")
    officer.browser.fill("Name", "สมศรี")
    officer.browser.fill("Telephone number", "081 234 5678")
    officer.browser.press("File it and show the receipt")
    officer.browser.must_see("The complaint has been taken in", "What we promise")
    taken = the_complaint(town)
    assert taken.channel == Channel.TELEPHONE
    assert officer.browser.sees(taken.tracking_code)
    with town.look() as session:
        assert session.scalars(select(ComplaintContact.phone)).one() == "081 234 5678"
    officer.browser.open("/desk/new/receipt")
    officer.browser.must_see("The complaint has been taken in")


def test_a_letter_bears_its_own_day(either_browser: Browser, town: Town, clock: Clock) -> None:
    officer = an_officer(either_browser)
    officer.browser.open("/desk/new")
    officer.browser.choose("Letter", within="How did it reach you?")
    officer.browser.fill("What is wrong?", DARK)
    officer.browser.fill("Landmark", "หน้าวัด")
    officer.browser.press("File it and show the receipt", status=422)
    officer.browser.must_see("Enter the day the letter bears")
    officer.browser.fill("Day of the letter", "18/11/2569")
    officer.browser.press("File it and show the receipt")
    assert the_complaint(town).filed_at == MONDAY - timedelta(days=5, hours=1, minutes=30)


def test_an_intake_without_place_is_asked_back_with_everything_kept(
    either_browser: Browser, town: Town, clock: Clock
) -> None:
    officer = an_officer(either_browser)
    officer.browser.open("/desk/new")
    officer.browser.fill("What is wrong?", DARK)
    officer.browser.press("File it and show the receipt", status=422)
    officer.browser.must_see("Tell us where it is: a pin, an area or a landmark")
    assert officer.browser.value("What is wrong?") == DARK
    officer.browser.fill("Coordinates", "102.8236, 16.4322")
    officer.browser.press("File it and show the receipt", status=422)
    assert officer.browser.value("Coordinates") == "16.4322, 102.8236"
    officer.browser.press("File it and show the receipt")
    assert the_complaint(town).lat == pytest.approx(16.4322)


def test_the_same_intake_sent_twice_is_one_complaint(
    either_browser: Browser, town: Town, clock: Clock
) -> None:
    officer = an_officer(either_browser)
    officer.browser.open("/desk/new")
    officer.browser.fill("What is wrong?", DARK)
    officer.browser.fill("Landmark", "หน้าวัด")
    officer.browser.press("File it and show the receipt")
    officer.browser.press_again()
    officer.browser.must_see("The complaint has been taken in")
    assert the_complaint(town).running == 1
