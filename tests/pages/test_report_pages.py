"""Reports in Chromium: for everyone, for the desk, for the council; full, empty and refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from portal.foundation.policy import Role
from portal.participation.ideas import services as ideas
from portal.reports import services
from portal.reports.services import Posting
from portal.reports.terms import ReportKind
from tests.fixtures.portal import Clock, Town
from tests.ideas import a_stage, an_idea, new, resident
from tests.makers import MONDAY
from tests.pages.window import Window
from tests.rooms.reports import town as made_up

DAY = timedelta(days=1)
WHY = "เพิ่มข้อเสนอที่บันทึกจากเวทีประชาคมวันที่ 24 พฤศจิกายน ซึ่งยังไม่ได้นับในฉบับแรก"


def lively(town: Town) -> None:
    """Two versions of a report with a long list, one of complaints, questions and a posting."""
    clerk, council = town.actor(Role.CLERK), town.actor(Role.COUNCIL)
    made_up.population(town)
    stage = a_stage(days=90)
    for n in range(3):
        an_idea(stage, by=resident(f"r{n}"))
    kind = ReportKind.PARTICIPATION
    first = services.scope_of(kind, "fy-2027", 0, MONDAY)
    services.issue(clerk, kind, first)
    for n in range(205):
        idea = new(title=f"ทางเดินร่มรื่นจากตลาดไปโรงเรียน เส้นทางที่ {n}")
        ideas.file(resident(f"r{n % 30}"), stage, idea, who=f"from {n}", at=MONDAY)
    again = services.scope_of(kind, "fy-2027", 0, MONDAY + DAY)
    report = services.issue(clerk, kind, again, WHY)
    complaints = services.scope_of(ReportKind.COMPLAINTS, "fy-2027", 0, MONDAY + DAY)
    services.issue(clerk, ReportKind.COMPLAINTS, complaints)
    asked = services.ask(council, report.id, "rate", "เหตุใดจึงน้อยกว่าปีก่อน " * 6, at=MONDAY)
    services.answer(clerk, asked.id, "จะจัดเวทีวันเสาร์และเปิดรับทางหน้าเว็บตลอดปี", at=MONDAY + DAY)
    services.ask(council, report.id, "", "ข้อเสนอที่ยังไม่ตอบมีกี่เรื่อง", at=MONDAY)
    days = date(2025, 12, 9), date(2025, 12, 15), date(2026, 1, 20)
    services.post(clerk, Posting(2025, None, *days, "ป้ายประกาศหน้าสำนักงาน"), at=MONDAY)


def test_reports_are_read_by_everyone(
    page_at: Callable[..., Window], town: Town, clock: Clock, width: int, language: str
) -> None:
    with town.work():
        lively(town)
    clock.pass_(days=2)
    window = page_at(width, language).expects(404)
    for path, name in (
        ("/reports", "reports"),
        ("/reports/2", "report"),
        ("/reports/1", "report-old"),
        ("/reports/3", "report-complaints"),
        ("/reports/2/records/ideas", "report-list"),
        ("/reports/2/records/ideas?page=2", "report-list-2"),
        ("/reports/3/records/overdue", "report-list-empty"),
        ("/reports/postings", "report-postings"),
        ("/reports/9", "report-missing"),
        ("/open-data", "open-data"),
        ("/open-data/complaints", "open-data-columns"),
    ):
        window.open(path).check(name)


def test_reports_are_drawn_up_and_answered(
    page_at: Callable[..., Window], town: Town, clock: Clock, width: int, language: str
) -> None:
    with town.work():
        lively(town)
    clock.pass_(days=20)
    clerk = page_at(width, language).expects(422).signs_in(Role.CLERK)
    for path, name in (
        ("/desk/council-reports", "report-desk"),
        ("/desk/council-reports/draft?kind=participation&period=fy-2027&project=1", "report-draft"),
        ("/desk/council-reports/draft?kind=complaints&period=&project=1", "report-draft-refused"),
        ("/desk/council-reports/questions/2", "report-answer"),
        ("/desk/council-reports/postings/2026", "report-posting"),
        ("/settings/population", "report-population"),
    ):
        clerk.open(path).check(name)
    for path, words in (
        ("/desk/council-reports/questions/2", "Publish the answer"),
        ("/settings/population", "Load"),
    ):
        clerk.open(path).press(words)
        clerk.check(f"refused-{words.split()[0].lower()}")
    council = page_at(width, language).expects(422).signs_in(Role.COUNCIL)
    council.open("/reports/2/ask").check("report-ask")
    council.press("Ask")
    council.check("report-ask-refused")
    council.open("/reports/2").check("report-for-council")


def test_what_takes_long_says_so(
    page_at: Callable[..., Window], town: Town, clock: Clock, language: str
) -> None:
    clerk = page_at(360, language).signs_in(Role.CLERK)
    clerk.open("/desk/council-reports")
    clerk.page.evaluate("window.addEventListener('submit', sent => sent.preventDefault())")
    clerk.button("Draw up").click()
    words = clerk.words("Everything is being counted. This takes a few seconds.")
    status = clerk.page.locator(".patience")
    assert status.inner_text() == "", "nothing is said of what is quick"
    clerk.page.get_by_role("status").filter(has_text=words).wait_for()
