"""When very much comes in: nobody is refused; work is asked for, and the rest waits for a look."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest
from flask import Flask
from limits.storage import MemoryStorage
from sqlalchemy import select

from portal.complaints.lifecycle import State
from portal.complaints.models import Complaint, ComplaintHold, FilingBlock, MisuseReport
from portal.complaints.views import admission
from portal.foundation import limits, work
from portal.foundation.limits import Limit
from portal.foundation.policy import Role
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.people import Resident, Staff, a_clerk, a_resident, somebody

Filed = Callable[[], list[Complaint]]
Another = Callable[..., Browser]


@pytest.fixture
def limited(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """A portal that counts, with limits that are soon reached."""
    settings = replace(app.config["PORTAL"], filing_limits=True)
    monkeypatch.setitem(app.config, "PORTAL", settings)
    monkeypatch.setattr(admission, "NEAR_OF_ONE", 2)
    monkeypatch.setattr(admission, "OF_ONE", Limit("filings of one sender", 3, minutes=60))
    monkeypatch.setattr(admission, "OF_ADDRESS", Limit("filings of one address", 5, minutes=60))
    return app


@pytest.fixture
def filed(town: Town) -> Filed:
    """Every complaint there is, by its number."""

    def look() -> list[Complaint]:
        with town.look() as session:
            return list(session.scalars(select(Complaint).order_by(Complaint.running)))

    return look


def works(resident: Resident) -> None:
    """What the page's script does: find the numbers, put them into the form."""
    page = resident.browser.page
    written = str(page.soup.select_one("[data-work]")["data-work"])
    form, puzzles, bits, until, seal = written.split(".")
    challenge = work.Challenge(form, int(puzzles), int(bits), until, seal)  # type: ignore[arg-type]
    numbers = [
        next(n for n in count() if work.fits(challenge, index, n)) for index in range(int(puzzles))
    ]
    field = page.soup.select_one("input[name=work]")
    field["value"] = f"{written}:{'-'.join(map(str, numbers))}"


def asks_for_work(resident: Resident) -> bool:
    return resident.browser.page.soup.select_one("[data-work]") is not None


def causes(town: Town) -> list[str]:
    with town.look() as session:
        return list(session.scalars(select(ComplaintHold.cause).order_by("complaint_id")))


def test_without_limits_nothing_is_asked_and_no_cookie_is_given(someone: Resident) -> None:
    someone.writes("ไฟดับ").checks()
    assert not asks_for_work(someone)
    assert "portal_device" not in str(someone.browser.client._cookies)


def test_near_the_limit_work_is_asked_for_and_what_brings_it_goes_its_way(
    limited: Flask, someone: Resident, filed: Filed, town: Town
) -> None:
    for text in ("เรื่องที่หนึ่ง", "เรื่องที่สอง"):
        someone.writes(text).checks()
        assert not asks_for_work(someone)
        someone.sends()
    someone.writes("เรื่องที่สาม").checks()
    assert asks_for_work(someone)
    works(someone)
    someone.sends()
    assert [row.withheld for row in filed()] == [None, None, None]
    assert causes(town) == []


def test_without_javascript_it_is_taken_and_held_with_the_same_receipt(
    limited: Flask, resident: Resident, town: Town, filed: Filed
) -> None:
    for text in ("เรื่องที่หนึ่ง", "เรื่องที่สอง", "เรื่องที่สาม"):
        resident.files(text)
    first, _second, third = filed()
    assert causes(town) == ["no_work"]
    assert (first.withheld, third.withheld, third.is_public) == (None, "held", False)
    assert third.next_due_at == first.next_due_at
    assert resident.browser.sees(resident.number, resident.code)
    assert not resident.browser.sees("held")
    resident.opens_by_code()
    resident.browser.must_see("Waiting to be accepted")
    resident.browser.open(f"/complaints/{third.year}/{third.running}", status=404)


def test_over_the_limit_work_does_not_help_and_an_hour_does(
    limited: Flask, someone: Resident, town: Town, clock: Clock
) -> None:
    for number in range(3):
        someone.writes(f"เรื่องที่ {number}").checks()
        if asks_for_work(someone):
            works(someone)
        someone.sends()
    assert causes(town) == []
    someone.writes("เรื่องที่มากไป").checks()
    works(someone)
    someone.sends()
    assert causes(town) == ["limit"]
    clock.pass_(minutes=61)
    someone.files("วันใหม่")
    assert causes(town) == ["limit"]


def test_an_address_stands_for_many_and_is_only_asked_for_work(
    limited: Flask, another_browser: Another, town: Town, clock: Clock
) -> None:
    people = [a_resident(another_browser()) for _each in range(7)]
    for person in people[:5]:
        person.files("น้ำท่วมทั้งซอย")
    people[5].writes("น้ำท่วมอีกซอย").checks()
    works(people[5])
    people[5].sends()
    assert causes(town) == []
    people[6].files("น้ำท่วมถนนใหญ่")
    assert causes(town) == ["no_work"]


def test_work_done_for_one_form_is_worth_nothing_for_another(
    limited: Flask, someone: Resident, town: Town
) -> None:
    for text in ("หนึ่งหนึ่ง", "สองสอง"):
        someone.files(text)
    someone.writes("สามสาม").checks()
    works(someone)
    done = str(someone.browser.page.soup.select_one("input[name=work]")["value"])
    someone.writes("สี่สี่").checks()
    someone.browser.page.soup.select_one("input[name=work]")["value"] = done
    someone.sends()
    assert causes(town) == ["no_work"]


class Gone(MemoryStorage):
    """Counters that stand elsewhere, and nobody answers."""

    STORAGE_SCHEME = ["gone"]  # noqa: RUF012 - the library's own declaration

    @property
    def base_exceptions(self) -> type[Exception]:
        return ConnectionError

    def get(self, key: str) -> int:
        raise ConnectionError(key)

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        raise ConnectionError(key, expiry, amount)


def test_counters_that_do_not_answer_refuse_no_complaint_and_open_no_door(
    limited: Flask, someone: Resident, filed: Filed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limited.extensions, limits.EXTENSION, None)
    limits.install(limited, replace(limited.config["PORTAL"], limits_address="gone://"))
    someone.writes("ไฟถนนดับทั้งซอย").checks()
    works(someone)
    someone.sends()
    someone.files("น้ำประปาไม่ไหล")
    first, second = filed()
    assert (first.withheld, second.withheld) == (None, "held")
    someone.browser.open("/sign-in")
    someone.browser.fill("E-mail", "somsri@example.com")
    someone.browser.press("Send the code", status=503)
    someone.browser.must_see("The portal cannot answer just now")


def test_a_form_sent_twice_counts_once(limited: Flask, someone: Resident, filed: Filed) -> None:
    someone.files("เรื่องเดียว")
    for _again in range(3):
        someone.browser.press_again()
    someone.writes("เรื่องที่สอง").checks()
    assert not asks_for_work(someone)
    assert len(filed()) == 1


# ── the desk's list ─────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def held(limited: Flask, someone: Resident) -> Resident:
    """Somebody whose third complaint is held."""
    for text in ("ไฟดับหน้าวัด", "ไฟดับหน้าตลาด", "ไฟดับหน้าโรงเรียน"):
        someone.files(text)
    return someone


def test_one_press_lets_it_in(
    held: Resident, either_browser: Browser, filed: Filed, town: Town
) -> None:
    clerk = a_clerk(either_browser)
    clerk.browser.open("/desk")
    clerk.browser.click(clerk.browser.words("%(n)s complaint held for a look", n=1))
    clerk.browser.must_see(
        "Many complaints came in, and this browser did not do the short calculation"
    )
    row = filed()[2]
    assert clerk.browser.sees("ไฟดับหน้าโรงเรียน")
    clerk.browser.press(f"{clerk.browser.words('Let it in')} {number_on(clerk)}")
    clerk.browser.must_see("The complaint goes its way.", "Nothing is held")
    row = filed()[2]
    assert (row.withheld, row.state) == (None, State.RECEIVED)
    with town.look() as session:
        assert session.get(ComplaintHold, row.id).looked_by is not None
    clerk.opens_case(f"{row.year}/{row.running}")
    clerk.browser.must_see("No longer kept from the public")


def number_on(staff: Staff) -> str:
    """The register number of the only complaint in the list."""
    found = re.search(r"ขก 25\d\d/\d{6}|KK 20\d\d/\d{6}", staff.browser.text)
    assert found is not None
    return found[0]


def test_misuse_is_closed_told_and_can_be_objected_to(
    held: Resident, another_browser: Another, filed: Filed
) -> None:
    clerk = a_clerk(another_browser(language="en"))
    clerk.browser.open("/desk/held")
    clerk.browser.press(f"Close as misuse {number_on(clerk)}")
    row = filed()[2]
    assert (row.withheld, row.state, row.is_public) == ("misuse", State.CLOSED, False)
    held.opens_by_code()
    assert held.browser.sees("เป็นการใช้ระบบในทางที่ผิด")
    held.browser.fill("What is still to be done?", "เป็นเรื่องจริง โปรดไปดู")
    held.browser.press("Open it again")
    row = filed()[2]
    assert (row.is_open, row.is_public) == (True, False)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MAYOR, Role.COUNCIL, Role.ADMINISTRATOR])
def test_others_see_no_such_list(browser: Browser, role: Role) -> None:
    staff = somebody(browser, role)
    for page in ("held", "reports", "blocks"):
        staff.browser.open(f"/desk/{page}", status=403)


# ── blocks ──────────────────────────────────────────────────────────────────────────────────────


def test_a_blocked_sender_s_complaints_are_held_until_the_block_ends(
    limited: Flask, resident: Resident, another_browser: Another, town: Town, clock: Clock
) -> None:
    resident.files("เรื่องก่อกวน", Telephone_number="+66 81 234 5678")
    clerk = a_clerk(another_browser(language="en"))
    clerk.browser.open("/desk/2026/1")
    clerk.browser.click("Block the sender")
    clerk.browser.press("Block the sender", status=422)
    clerk.browser.must_see("Choose by what the sender is known")
    clerk.browser.choose("The telephone number")
    clerk.browser.press("Block the sender", status=422)
    clerk.browser.must_see("Say why")
    clerk.browser.fill("Why?", "ส่งเรื่องเท็จซ้ำหลายครั้ง")
    clerk.browser.press("Block the sender")
    clerk.browser.must_see("The sender is blocked.", "The telephone number")
    stranger = a_resident(another_browser())
    stranger.files("อีกเรื่องจากเครื่องอื่น", Telephone_number="081-234-5678")
    stranger.files("คนอื่น", Telephone_number="089 999 9999")
    assert causes(town) == ["blocked"]
    clock.pass_(days=8)
    stranger.files("พ้นกำหนดแล้ว", Telephone_number="0812345678")
    assert causes(town) == ["blocked"]


def test_a_device_can_be_blocked_and_the_block_lifted(
    limited: Flask, someone: Resident, another_browser: Another, town: Town
) -> None:
    someone.files("เรื่องหนึ่ง")
    clerk = a_clerk(another_browser(language="en"))
    clerk.browser.open("/desk/2026/1/block")
    clerk.browser.choose("The device it was sent from")
    clerk.browser.fill("Why?", "advertising")
    clerk.browser.press("Block the sender")
    someone.files("เรื่องสอง")
    assert causes(town) == ["blocked"]
    clerk.browser.open("/desk/blocks")
    clerk.browser.press("Lift")
    clerk.browser.must_see("The block is lifted.")
    with town.look() as session:
        row = session.scalars(select(FilingBlock)).one()
        assert row.lifted_by is not None
        assert "advertising" in row.reason


# ── readers' reports ────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def shown(town: Town, someone: Resident) -> str:
    """A complaint on the public pages, filed and let in by an officer's look."""
    someone.writes("ป้ายหล่นขวางทางเท้า")
    someone.browser.choose("Category", "ไฟฟ้าสาธารณะดับหรือชำรุด")
    someone.checks().sends()
    return "2026/1"


def says_what_is_wrong(reader: Browser, shown: str, words: str) -> None:
    """From the public page to the thanks; a press without a choice is refused in words."""
    reader.open(f"/complaints/{shown}")
    reader.click("Report this page")
    reader.press("Report this page", status=422)
    reader.must_see("Choose what is wrong")
    reader.choose("A person or their home can be recognised")
    reader.fill("Tell us more", words)
    reader.press("Report this page")
    reader.must_see("Thank you")


def test_a_reader_reports_the_desk_hides_and_shows_again(
    shown: str, either_browser: Browser, another_browser: Another, town: Town
) -> None:
    reader = either_browser
    says_what_is_wrong(reader, shown, "เห็นเลขที่บ้านในข้อความ")
    clerk = a_clerk(another_browser(language="en"))
    clerk.browser.open("/desk")
    clerk.browser.click("1 page reported by readers")
    assert clerk.browser.sees("เห็นเลขที่บ้านในข้อความ")
    clerk.browser.click(f"Hide from the public {number_on(clerk)}")
    clerk.browser.press("Hide from the public", status=422)
    clerk.browser.fill("Why is it hidden?", "house number")
    clerk.browser.press("Hide from the public")
    reader.open(f"/complaints/{shown}", status=404)
    reader.open("/complaints")
    assert not reader.sees("ป้ายหล่นขวางทางเท้า")
    clerk.browser.open("/desk/reports")
    clerk.browser.press(f"Done {number_on(clerk)}")
    clerk.browser.must_see("Nothing is reported")
    clerk.opens_case(shown)
    assert clerk.browser.sees("house number")
    clerk.browser.press("Let the public see it again")
    reader.open(f"/complaints/{shown}")
    with town.look() as session:
        assert session.scalars(select(MisuseReport)).one().settled_by is not None


def test_a_reader_with_much_to_report_is_asked_to_wait(
    shown: str, browser: Browser, town: Town, clock: Clock
) -> None:
    for _each in range(6):
        browser.open(f"/complaints/{shown}/report")
        browser.choose("It is not true")
        browser.press("Report this page")
    browser.open(f"/complaints/{shown}/report")
    browser.choose("It is not true")
    browser.press("Report this page", status=429)
    with town.look() as session:
        assert len(session.scalars(select(MisuseReport)).all()) == 6
    clock.pass_(minutes=61)
    browser.open(f"/complaints/{shown}/report")
    browser.choose("It is not true")
    browser.press("Report this page")


def test_what_is_not_public_cannot_be_reported(held: Resident, browser: Browser) -> None:
    browser.open("/complaints/2026/3/report", status=404)
    browser.open("/complaints/2026/999/report", status=404)
