"""Reading others' complaints: list, map, page and search, in both languages."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from portal.complaints import services
from portal.complaints.lifecycle import State
from portal.complaints.queries import choices
from portal.complaints.services import Place
from portal.foundation.policy import Role
from portal.places import hexagons
from tests import makers
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.life import TEXTS, Case
from tests.makers import MONDAY
from tests.routes import pages

HERE = (16.43, 102.83)
SECRET = "เบอร์ของดิฉัน 081-234-5678"


@pytest.fixture
def lamps(town: Town, clock: Clock) -> list[services.Receipt]:
    """45 public complaints on one spot, of a category whose title has no word of theirs."""
    clock.pass_(hours=3)
    with town.work("th"):
        lines = choices.categories()
        category = next(line.id for line in lines if line.visibility == "public")
        return [
            makers.complaint(
                f"เสาเอน {number} {SECRET}\nบรรทัดที่สอง",
                at=MONDAY + timedelta(minutes=number),
                category_id=category,
                place=Place(*HERE, landmark="หน้าวัด", outside_is_meant=True),
            )
            for number in range(45)
        ]


def titles(browser: Browser) -> list[str]:
    return [tag.get_text(strip=True) for tag in browser.page.soup.select(".card__title")]


def test_an_empty_portal_says_what_would_stand_here(either_browser: Browser) -> None:
    either_browser.open("/complaints")
    either_browser.must_see("No complaint is public yet")
    either_browser.open("/map")
    either_browser.must_see("Nothing to see on the map")
    either_browser.open("/complaints?text=nothing")
    either_browser.must_see("Nothing matches these filters")


def test_a_long_list_is_read_to_the_end_and_back(
    either_browser: Browser, lamps: list[services.Receipt]
) -> None:
    either_browser.open("/complaints")
    first = titles(either_browser)
    either_browser.click("Older")
    second = titles(either_browser)
    either_browser.click("Older")
    assert len({*first, *second, *titles(either_browser)}) == len(lamps)
    either_browser.click("Newer")
    assert titles(either_browser) == second
    either_browser.click("Newer")
    assert titles(either_browser) == first


def test_search_filters_and_their_removal(
    either_browser: Browser, lamps: list[services.Receipt]
) -> None:
    either_browser.open("/complaints")
    either_browser.fill("Words", "เสาเอน 7")
    either_browser.choose("State", "Still open")
    either_browser.press("Apply filters")
    assert [title.split()[1] for title in titles(either_browser)] == ["7"]
    assert either_browser.value("Words") == "เสาเอน 7"
    either_browser.click("Clear filters")
    assert len(titles(either_browser)) == 20


def test_a_hexagon_leads_to_its_list(
    either_browser: Browser, lamps: list[services.Receipt]
) -> None:
    either_browser.open("/map")
    middle = hexagons.centre(hexagons.cell(*HERE, 8))
    table = either_browser.page.soup.find("table")
    assert table is not None
    assert table.get_text(" ", strip=True).split()[-1] == str(len(lamps))
    either_browser.click("{:.4f}, {:.4f}".format(*middle))
    either_browser.must_see("One hexagon of the map")
    assert len(titles(either_browser)) == 20
    either_browser.fill("Words", "เสาเอน 7")
    either_browser.press("Apply filters")
    either_browser.must_see("One hexagon of the map")
    assert len(titles(either_browser)) == 1


@pytest.mark.parametrize("cell", ["8c65b5826b20dff", "x", "", "0", "8064fffffffffff"])
def test_no_hexagon_breaks_the_page(
    browser: Browser, lamps: list[services.Receipt], cell: str
) -> None:
    for path in ("/complaints", "/map", "/map/hexagons.geojson"):
        browser.open(f"{path}?cell={cell}&text=เสา&category=zz&area=9999999999999999999&state=?")
        assert browser.status == 200


def test_hexagons_for_a_map_in_the_browser(
    either_browser: Browser, lamps: list[services.Receipt]
) -> None:
    either_browser.open("/map")
    answer = either_browser.fetch("map/hexagons.geojson?state=open")
    assert answer.mimetype == "application/geo+json"
    [feature] = answer.get_json(force=True)["features"]
    assert feature["properties"]["count"] == len(lamps)
    either_browser.visit(feature["properties"]["address"])
    assert len(titles(either_browser)) == 20
    again = either_browser.fetch(
        answer.request.full_path.rstrip("?"), **{"If-None-Match": answer.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")


def test_the_page_of_a_complaint(
    either_browser: Browser, life: dict[State, Case], lamps: list[services.Receipt]
) -> None:
    receipt = lamps[7]
    either_browser.open(f"/complaints/{receipt.year}/{receipt.running}")
    assert either_browser.heading.startswith("เสาเอน 7")
    assert either_browser.text.count("เสาเอน 7") == 1
    either_browser.must_see("Promised times", "What was done", "Where it is", "Coordinates")
    assert "081" not in either_browser.text
    for case in life.values():
        either_browser.open(f"/complaints/{case.address}", status=None)
        assert "สมศรี" not in either_browser.text
        assert "somsri" not in str(either_browser.page.soup)


def test_what_waits_for_a_look_says_so_and_nothing_else(
    either_browser: Browser, life: dict[State, Case]
) -> None:
    either_browser.open(f"/complaints/{life[State.RECEIVED].address}")
    either_browser.must_see(
        "An officer looks at this complaint before everyone may read it. "
        "Nothing is shown until then."
    )
    assert TEXTS[State.RECEIVED].split("\n")[0] not in str(either_browser.page.soup)


@pytest.mark.parametrize("address", ["2026/999999", "1/1", "2026/99999999999999999999"])
def test_no_such_complaint(either_browser: Browser, address: str) -> None:
    either_browser.open(f"/complaints/{address}", status=404)
    assert either_browser.language == either_browser.page.language


@pytest.mark.parametrize("path", ["/", "/complaints", "/complaints?text=เสา", "/map"])
def test_a_page_is_sent_again_only_when_it_changed(
    browser: Browser, town: Town, lamps: list[services.Receipt], path: str
) -> None:
    tag = browser.fetch(path).headers["ETag"]
    again = browser.fetch(path, **{"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert browser.fetch(f"/en{path}", **{"If-None-Match": tag}).status_code == 200
    with town.work():
        clerk = town.actor(Role.CLERK)
        services.acknowledge(clerk, lamps[0].complaint_id, seen=1, at=MONDAY + timedelta(hours=1))
    changed = browser.fetch(path, **{"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != tag


def test_the_page_of_a_complaint_too(
    browser: Browser, town: Town, lamps: list[services.Receipt]
) -> None:
    path = f"/complaints/{lamps[0].year}/{lamps[0].running}"
    tag = browser.fetch(path).headers["ETag"]
    assert browser.fetch(path, **{"If-None-Match": tag}).status_code == 304
    with town.work():
        clerk = town.actor(Role.CLERK)
        services.review(
            clerk, lamps[0].complaint_id, show=False, seen=1, at=MONDAY + timedelta(hours=1)
        )
    assert browser.fetch(path, **{"If-None-Match": tag}).status_code == 404


def test_search_engines_list_only_what_is_for_them(browser: Browser, town: Town) -> None:
    listed = {"/", "/complaints", "/map", "/privacy", "/accessibility"}
    listed |= {"/figures", "/figures/definitions", "/proof", "/alerts", "/projects"}
    listed |= {"/projects/monitoring", "/reports", "/reports/postings", "/open-data"}
    for path in pages(town.app, Role.VISITOR):
        browser.open(path, status=None)
        if browser.status == 200:
            told = browser.page.soup.find("meta", attrs={"name": "robots"})
            assert (told is None) == (path in listed), path
    browser.open("/complaints?state=open")
    assert browser.page.soup.find("meta", attrs={"name": "robots"}) is not None


def test_both_languages_know_of_each_other(either_browser: Browser) -> None:
    either_browser.open("/complaints")
    links = either_browser.page.soup.select('head link[rel="alternate"]')
    found = {str(link["hreflang"]): str(link["href"]) for link in links}
    assert found == {
        "th": "http://localhost/complaints",
        "en": "http://localhost/en/complaints",
    }


def test_links_stay_below_the_municipalitys_own_address(
    browser: Browser, town: Town, lamps: list[services.Receipt]
) -> None:
    """On a host that many municipalities share."""
    browser.visit("/khonkaen/en/complaints")
    for link in browser.page.soup.select(".card__title a"):
        assert re.match(r"/khonkaen/en/complaints/\d+/\d+$", str(link["href"]))
