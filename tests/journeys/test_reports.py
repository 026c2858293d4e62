"""The clerk issues a report, the council asks, the administration answers, everyone reads it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pypdfium2
import pytest
from openpyxl import load_workbook

from portal.foundation.policy import Role
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.ideas import a_stage, an_idea, resident
from tests.makers import MONDAY
from tests.people import somebody

NUMBERS = "น้ำท่วมทำให้จำนวนคำถามน้อยลงหรือไม่"
"""A question with every ำ that a careless PDF loses."""
FILE = b"area,age,sex,people\n,18-29,F,600\n,18-29,M,500\n,60+,F,300\n"


@pytest.fixture
def lively(town: Town, clock: Clock) -> Town:
    with town.work():
        stage = a_stage()
        for n in range(7):
            an_idea(stage, by=resident(f"r{n}"), title=f"ไฟส่องสว่างริมทาง {n}")
    clock.pass_(days=2)
    return town


def issues(browser: Browser) -> None:
    """From the desk over the draft to the issued report."""
    browser.open("/desk/council-reports")
    browser.must_see("No table has been loaded: reports leave out every rate by residents.")
    browser.press("Draw up")
    browser.must_see("This is drawn up from what stands in the portal now. Nothing is issued yet.")
    browser.press("Issue the report")
    browser.must_see("The report is issued. What it says does not change any more.")


def test_a_report_goes_from_the_desk_to_the_council_and_to_everyone(
    either_browser: Browser, another_browser: Callable[..., Browser], lively: Town
) -> None:
    clerk = somebody(either_browser, Role.CLERK).browser
    issues(clerk)
    council = somebody(another_browser(clerk.language), Role.COUNCIL).browser
    asks(council)
    clerk.open("/desk/council-reports")
    assert NUMBERS in clerk.text
    clerk.open("/desk/council-reports/questions/1")
    clerk.press("Publish the answer", status=422)
    clerk.must_see("Write the answer")
    clerk.fill("The answer", "ทำครบทุกชุมชนแล้ว")
    clerk.press("Publish the answer")
    reader = another_browser(clerk.language)
    reader.open("/reports")
    reader.open("/reports/1")
    reader.must_see("Who took part", "Questions of the council")
    assert NUMBERS in reader.text
    assert "ทำครบทุกชุมชนแล้ว" in reader.text
    reader.open("/reports/1/records/ideas")
    assert "ไฟส่องสว่างริมทาง 6" in reader.text
    assert "r0" not in reader.text
    reader.open("/reports/1/records/overdue", status=404)
    reader.open("/reports/1/records/ideas?page=9", status=404)
    reader.open("/reports/2", status=404)


def asks(council: Browser) -> None:
    council.open("/desk/council-reports")
    council.open("/reports/1")
    council.click("Ask the administration")
    council.press("Ask", status=422)
    council.must_see("Write what you want to know")
    council.fill("Your question", NUMBERS)
    council.press("Ask")
    council.must_see("Your question is published here. The answer comes within 15 days.")
    council.open("/desk/council-reports/draft", status=403)
    council.open("/settings/population", status=403)


def test_a_correction_stands_beside_what_was_issued(
    either_browser: Browser, lively: Town, clock: Clock
) -> None:
    clerk = somebody(either_browser, Role.CLERK).browser
    issues(clerk)
    loads(clerk)
    clock.pass_(hours=1)
    clerk.open("/desk/council-reports")
    clerk.press("Draw up")
    clerk.press("Issue the report", status=422)
    clerk.must_see("Say why there is a new version of this report")
    clerk.fill("Why there is a new version", "เพิ่มจำนวนประชากร")
    clerk.press("Issue the report")
    assert clerk.words("This is version %(n)s.", n=2) in clerk.text
    assert "เพิ่มจำนวนประชากร" in clerk.text
    assert "0.50%" in clerk.text, "seven of 1,400"
    clerk.open("/reports/1")
    clerk.must_see("There is a newer version of this report.")
    assert "0.50%" not in clerk.text


def loads(clerk: Browser) -> None:
    clerk.open("/settings/population")
    clerk.press("Load", status=422)
    clerk.fill("Day of the statistics", "31/12/2568")
    clerk.fill("Where the numbers come from", "สถิติทะเบียนราษฎร")
    clerk.attach("CSV file", ("people.csv", b"area,age\n1,2\n"))
    clerk.press("Load", status=422)
    assert "sex, people" in clerk.text
    assert clerk.value("Where the numbers come from") == "สถิติทะเบียนราษฎร"
    clerk.attach("CSV file", ("people.csv", FILE))
    clerk.press("Load")
    assert "1,400" in clerk.text


def test_the_files_say_what_the_page_says(either_browser: Browser, lively: Town) -> None:
    clerk = somebody(either_browser, Role.CLERK).browser
    issues(clerk)
    root = "/en/reports/1" if clerk.language == "en" else "/reports/1"
    told = clerk.fetch(f"{root}/report.csv")
    assert told.data.startswith("\ufeff".encode())
    rows = list(csv.reader(io.StringIO(told.data.decode("utf-8-sig"))))
    ideas = clerk.words("Ideas")
    (line,) = [row for row in rows if row[1:2] == [ideas]]
    assert line[2] == "7"
    book = load_workbook(io.BytesIO(clerk.fetch(f"{root}/report.xlsx").data))
    cells = [row for row in book.worksheets[0].iter_rows(values_only=True) if row[1] == ideas]
    assert [row[2] for row in cells] == [7], "a number, not a text"
    titles = {sheet.title for sheet in book.worksheets}
    assert len(titles) == len(book.worksheets)
    lists = clerk.fetch(f"{root}/records/ideas.csv").data.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(lists)))) == 8
    for path in ("report.csv", "report.xlsx", "report.pdf"):
        first = clerk.fetch(f"{root}/{path}")
        kept = {"If-None-Match": first.headers["ETag"]}
        assert clerk.fetch(f"{root}/{path}", **kept).status_code == 304, path


def test_the_paper_can_be_read_back_letter_by_letter(
    either_browser: Browser, another_browser: Callable[..., Browser], lively: Town
) -> None:
    clerk = somebody(either_browser, Role.CLERK).browser
    issues(clerk)
    asks(somebody(another_browser(clerk.language), Role.COUNCIL).browser)
    root = "/en/reports/1" if clerk.language == "en" else "/reports/1"
    flat = read(clerk, f"{root}/report.pdf")
    for words in ("Memorandum", "The chair of the local council", "What the figures mean"):
        assert "".join(clerk.words(words).split()) in flat
    assert NUMBERS in flat
    assert flat.index(NUMBERS) > flat.index("".join(clerk.words("Who took part").split()))
    thai = read(clerk, f"{root}/report.pdf?numerals=th")
    with_hash, _colon, signed = thai.partition(
        "".join(clerk.words("Fingerprint of this report").split())
    )
    assert signed, "the fingerprint stands at the end, in its own digits"
    assert not any(digit in with_hash for digit in "0123456789")
    assert "๗" in with_hash


def read(browser: Browser, path: str) -> str:
    """The letters of a PDF in their order, without spaces; it says that it is tagged."""
    pdf = browser.fetch(path).data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert f"/Lang({browser.language})".encode() in pdf
    with pypdfium2.PdfDocument(pdf) as opened:
        title = opened.get_metadata_value("Title")
        assert title.startswith(browser.words("Who took part and what came of it"))
        pages = [page.get_textpage().get_text_range() for page in opened]
    return "".join("".join(pages).replace("\ufffe", "").split())


def test_the_days_of_the_posting_are_recorded_and_everyone_reads_them(
    either_browser: Browser, another_browser: Callable[..., Browser], town: Town, clock: Clock
) -> None:
    clerk = somebody(either_browser, Role.CLERK).browser
    clerk.open("/desk/council-reports")
    clerk.must_see("To be presented to the council and posted by 31 December")
    clerk.open("/desk/council-reports/postings/2026")
    clerk.fill("Presented to the local council on", "1 ธ.ค. 2569")
    clerk.press("Save", status=422)
    clerk.must_see("This day has not come yet: enter what has happened")
    clerk.fill("Presented to the local council on", "16/11/2569")
    clerk.press("Save")
    clerk.must_see("Presented: to be posted within 15 days")
    reader = another_browser(clerk.language)
    reader.open("/reports/postings")
    reader.must_see("Presented: to be posted within 15 days")
    clerk.open("/desk/council-reports/postings/1800", status=404)
    clock.set(MONDAY.replace(year=2027))
    reader.open("/reports/postings")
    reader.must_see("Late")


def test_two_periods_stand_side_by_side(
    either_browser: Browser, lively: Town, clock: Clock
) -> None:
    clerk = somebody(either_browser, Role.CLERK).browser
    issues(clerk)
    clerk.open("/desk/council-reports/draft?kind=participation&period=fy-2026&project=0")
    clerk.press("Issue the report")
    clerk.open("/reports/1")
    clerk.choose("Compare with", clerk_option(clerk))
    clerk.press("Compare")
    assert clerk_option(clerk) in clerk.text
    clerk.open("/reports/1?with=99")
    clerk.open(
        "/desk/council-reports/draft?kind=participation&period=fy-2040&project=0", status=422
    )
    clerk.must_see("This period has not begun yet.")


def clerk_option(clerk: Browser) -> str:
    field = clerk.field("Compare with")
    return field.find_all("option")[1].get_text(strip=True)


def test_the_draft_asks_what_to_draw_up(either_browser: Browser, lively: Town) -> None:
    clerk = somebody(either_browser, Role.CLERK).browser
    clerk.open("/desk/council-reports/draft")
    clerk.must_see("A report drawn up")
    clerk.choose("What it tells of", clerk.words("Complaints and how they were answered"))
    clerk.press("Draw up")
    clerk.must_see("Complaints and response times")
