"""Reading figures: everyone, staff, files, and addresses that ask for nonsense."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.complaints.lifecycle import State
from portal.complaints.queries import choices
from portal.foundation.policy import Role
from portal.response_times.figures.sheets import PUBLIC_BY, STAFF_BY
from tests import makers
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.life import Case
from tests.makers import MONDAY
from tests.people import somebody


@pytest.fixture
def many(town: Town, clock: Clock) -> int:
    """Thirty complaints of one category, and ten days."""
    with town.work("th"):
        category = next(one.id for one in choices.categories() if one.visibility == "public")
        for number in range(30):
            makers.complaint(
                f"ไฟดับ {number}", at=MONDAY + timedelta(minutes=number), category_id=category
            )
    clock.pass_(days=10)
    return category


def words(browser: Browser) -> str:
    return browser.page.soup.get_text(" ", strip=True)


def test_everyone_reads_the_figures_without_names(
    either_browser: Browser, many: int, town: Town
) -> None:
    either_browser.open("/figures")
    assert f"category={many}" in str(either_browser.page.soup.select_one("table.groups"))
    with town.look():
        names = [town.actor(role).name for role in (Role.OFFICER, Role.HEAD, Role.CLERK)]
    for by in PUBLIC_BY:
        either_browser.open(f"/figures?by={by}&period=2026-11")
        assert not any(name in words(either_browser) for name in names)
    for by in ("officer", "all", "nonsense"):
        either_browser.open(f"/figures?by={by}", status=422)


def test_every_figure_has_its_definition_one_tap_away(browser: Browser, many: int) -> None:
    browser.open("/figures")
    anchors = {
        link["href"].partition("#")[2] for link in browser.page.soup.select("details a[href*='#']")
    }
    browser.open("/figures/definitions")
    assert anchors
    assert all(browser.page.soup.find(id=anchor) for anchor in anchors)


def test_charts_have_words_and_the_same_numbers_as_a_table(browser: Browser, many: int) -> None:
    browser.open("/figures")
    charts = browser.page.soup.select("svg.chart")
    assert len(charts) == 3
    for chart in charts:
        assert chart.title.get_text(strip=True)
        assert chart.desc.get_text(strip=True)


@pytest.mark.parametrize(
    "query",
    [
        "period=2026-13",
        "period=2030-01",
        "period=fy-0000",
        "period=days&from=1/1/2569&to=2/1/2569",
        "period=" + "9" * 300,
    ],
)
def test_what_cannot_be_counted_is_refused_in_words(either_browser: Browser, query: str) -> None:
    either_browser.open(f"/figures?{query}", status=422)
    either_browser.open(f"/figures.csv?{query}", status=422)


def test_nothing_filed_and_three_cases(either_browser: Browser, clock: Clock, town: Town) -> None:
    either_browser.open("/figures")
    with town.work("th"):
        for number in range(3):
            makers.complaint(f"เรื่องที่ {number}", at=MONDAY + timedelta(minutes=number))
    clock.pass_(days=2)
    either_browser.open("/figures")
    assert "%" not in words(either_browser).replace("95%", "")


def test_the_file_has_a_mark_and_every_figure(app: object, browser: Browser, many: int) -> None:
    answer = browser.client.get("/figures.csv?by=category")
    assert answer.mimetype == "text/csv"
    text = answer.get_data(as_text=True)
    assert text.startswith("\ufeffkey,name,received")
    assert "resolve_calendar_half_low" in text.splitlines()[0]
    for table in ("flow", "curves", "ages", "nonsense"):
        assert browser.client.get(f"/figures.csv?table={table}").status_code == 200


def test_the_page_is_kept_by_the_browser_until_something_changes(
    browser: Browser, many: int, clock: Clock
) -> None:
    first = browser.client.get("/figures")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert browser.client.get("/figures", headers=tag).status_code == 304
    clock.pass_(days=1)
    assert browser.client.get("/figures", headers=tag).status_code == 200


def test_staff_see_what_is_theirs(
    either_browser: Browser, life: dict[State, Case], town: Town, clock: Clock
) -> None:
    clock.pass_(days=3)
    for role in (Role.HEAD, Role.CLERK, Role.MAYOR, Role.OFFICER, Role.DISPATCHER):
        somebody(either_browser, role)
        either_browser.open("/desk/figures")
        leads = role in {Role.HEAD, Role.CLERK, Role.MAYOR}
        for by in STAFF_BY:
            allowed = leads or by in PUBLIC_BY
            either_browser.open(f"/desk/figures?by={by}", status=200 if allowed else 422)
        either_browser.open("/desk/figures?period=days&from=1/11/2569&to=23/11/2569")
        either_browser.open("/desk/figures?period=days&from=23/11/2569&to=1/11/2569", status=422)
        assert either_browser.client.get("/desk/figures.csv?by=unit").status_code in {200, 302}


def test_a_head_cannot_ask_for_another_unit(
    browser: Browser, life: dict[State, Case], town: Town, clock: Clock
) -> None:
    clock.pass_(days=3)
    with town.look():
        own = town.actor(Role.HEAD).unit_id
        other = next(unit.id for unit in choices.units() if unit.id != own)
    somebody(browser, Role.HEAD)
    plain = browser.open("/desk/figures?by=unit") and words(browser)
    asked = browser.open(f"/desk/figures?by=unit&unit={other}") and words(browser)
    assert plain == asked


def test_council_and_visitors_do_not_enter_the_staff_page(browser: Browser, town: Town) -> None:
    assert browser.client.get("/desk/figures").status_code in {302, 303, 401}
    somebody(browser, Role.COUNCIL)
    browser.open("/desk/figures", status=403)


def test_a_figure_leads_to_the_cases_behind_it(
    browser: Browser, many: int, clock: Clock, town: Town
) -> None:
    with town.work("th"):
        makers.complaint("เรื่องหลังจากนั้น", at=clock.now(), category_id=many)
    browser.open("/figures?period=2026-11")
    link = browser.page.soup.select_one(f"table.groups a[href*='category={many}']")
    assert link.get_text().startswith("30")
    browser.open(link["href"])
    browser.open(browser.page.soup.select_one("a[rel=next]")["href"])
    assert len(browser.page.soup.select(".card__title")) == 10
    assert "แจ้งถึง 30 พ.ย. 2569" in words(browser)
    browser.open("/complaints?filed_from=nonsense&filed_to=2026-99-99")
    assert browser.page.soup.select(".card__title")


def test_staff_are_led_to_the_desk(browser: Browser, life: dict[State, Case], clock: Clock) -> None:
    clock.pass_(hours=9)
    somebody(browser, Role.CLERK)
    browser.open("/desk/figures?by=category")
    for which, n in (("state=any", len(life)), ("state=ended", 3), ("lateness=late", 1)):
        browser.open("/desk/figures?by=category")
        link = next(a["href"] for a in browser.page.soup.select("main a") if which in a["href"])
        browser.open(link)
        assert len(browser.page.soup.select(".row__title")) == n, which
