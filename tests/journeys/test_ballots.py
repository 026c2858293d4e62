"""A budget vote from its set-up to the result, in both languages; nothing leaks before."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from portal.foundation.policy import Role
from portal.participation.ballots import jobs
from portal.participation.projects import queries as projects
from portal.participation.projects.terms import Tool
from tests.ballots import CLOSES, COUNTING, OPENS, VOTING, a_vote
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.people import a_clerk
from tests.projects import a_project, stage


@pytest.fixture
def signs_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[Browser, str], Browser]:
    """Signing in by the code that was sent; chance is told which one to draw."""
    monkeypatch.setattr(secrets, "randbelow", lambda _most: 271828)

    def sign_in(browser: Browser, email: str) -> Browser:
        browser.open("/sign-in")
        browser.fill("E-mail", email)
        browser.press("Send the code")
        browser.fill("Code", "271 828")
        browser.press("Sign in")
        return browser

    return sign_in


def vote_in(town: Town) -> str:
    """A vote that opens tomorrow; its address."""
    with town.work():
        there = a_vote(town.actor(Role.CLERK))
        number = projects.project_by_id(there.project_id).number
    return f"/projects/{number}/votes/{there.id}"


def tick(browser: Browser, *numbers: int) -> None:
    """Tick exactly these projects."""
    for box in browser.page.soup.select("[name=choice]"):
        box.attrs.pop("checked", None)
        if int(str(box["value"])) in numbers:
            box["checked"] = ""


def ticked(browser: Browser) -> list[str]:
    """What is ticked."""
    return [str(box["value"]) for box in browser.page.soup.select("[name=choice][checked]")]


SHOWN = ("", "/paper.json")


def seen(browser: Browser, address: str) -> list[str]:
    """What the pages and files about a vote say, without the form's own secrets."""
    pages = [f"{address}{path}" for path in SHOWN]
    pages += [f"/desk{address}", address.rpartition("/votes")[0], "/projects"]
    told = [browser.fetch(page).get_data(as_text=True) for page in pages]
    return [re.sub(r'(name="csrf_token" value|nonce)="[^"]*"', "", text) for text in told]


def saves(browser: Browser, address: str, status: int = 200, **typed: str) -> None:
    """Fill in a form of the desk and save it."""
    browser.open(address)
    labels = {"th": "Name in Thai", "en": "Name in English", "price": "Price in baht"}
    labels |= {"money": "Money in baht", "least": "Minimum votes"}
    for name, value in typed.items():
        browser.fill(labels[name], value)
    browser.press("Save", status=status)


def test_a_vote_is_set_up_and_a_poor_one_is_refused(
    either_browser: Browser, town: Town, clock: Clock
) -> None:
    with town.work():
        project = a_project(town.actor(Role.CLERK), stage(Tool.BALLOT, OPENS), at=MONDAY)
    desk = f"/desk/projects/{project.number}/votes/{project.stages[0].id}"
    browser = a_clerk(either_browser).browser
    browser.open(desk)
    browser.press("Begin the vote")
    browser.must_see("Voting cannot open like this:")
    saves(browser, f"{desk}/rules", 422, least="x")
    browser.must_see("Enter a whole number")
    saves(browser, f"{desk}/rules", least="1")
    saves(browser, f"{desk}/pots/0", th="ทั้งเมือง", en="Whole city", money="๕๐๐,๐๐๐")
    saves(browser, f"{desk}/options/0", 422, th="ไฟ", en="Lights", price="500001")
    saves(browser, f"{desk}/options/0", th="ไฟ", en="Lights", price="300000")
    saves(browser, f"{desk}/options/0", th="ลาน", en="Ground", price="250000")
    browser.must_see("The paper is complete. Rules and prices are fixed when voting opens.")
    browser.press("Let only one of them win", status=422)
    browser.must_see("Choose two different projects")
    clock.set(OPENS)
    saves(browser, f"{desk}/options/1", 409, price="1")
    fixed = "Voting has opened: rules, pots and projects can no longer be changed."
    assert browser.words(fixed).rstrip(".") in browser.text


def votes(browser: Browser, address: str) -> str:
    """Vote for too much, then for less; returns the receipt code."""
    browser.open(address)
    tick(browser, 1, 2, 3)
    browser.press("Cast my ballot", status=422)
    assert ticked(browser) == ["1", "2", "3"], "the choices stay"
    assert browser.page.soup.select("#pot-1-error")
    tick(browser, 1, 2)
    browser.press("Cast my ballot")
    browser.must_see("Write the code down now: it is shown only this once.")
    return browser.page.soup.select(".govuk-panel strong")[0].get_text().replace("-", "")


def test_a_resident_votes_changes_it_and_finds_the_code_afterwards(
    either_browser: Browser, town: Town, clock: Clock, signs_in: Any
) -> None:
    browser, address = either_browser, vote_in(town)
    clock.set(VOTING)
    browser.open(address)
    browser.must_see("Sign in to vote")
    code = votes(signs_in(browser, "somsri@example.com"), address)
    browser.open(address)
    assert ticked(browser) == ["1", "2"]
    tick(browser, 3)
    browser.press("Cast my ballot")
    assert code not in browser.page.soup.get_text().replace("-", "")
    clock.set(CLOSES + timedelta(seconds=1))
    browser.open(address)
    assert not browser.page.soup.select("[name=choice]"), "nobody is shown a ballot any more"
    clock.set(COUNTING)
    with town.work():
        jobs.count(COUNTING)
    browser.open(f"{address}/receipts?code={code}")
    yes = browser.words("Yes: a ballot under the code %(code)s was counted.", code=code)
    assert yes in browser.text
    browser.open(f"{address}/result")
    browser.must_see("Won")
    for file in ("ballots.csv", "pot-1.pb", "paper.json"):
        told = browser.fetch(f"{address}/{file}").get_data(as_text=True)
        assert "somsri" not in told
        assert code not in told


def test_nothing_of_the_count_is_told_before_the_close(
    browser: Browser,
    another_browser: Callable[..., Browser],
    town: Town,
    clock: Clock,
    signs_in: Any,
) -> None:
    address = vote_in(town)
    clock.set(VOTING)
    with town.work():
        jobs.freeze(VOTING)
    signs_in(browser, "somsri@example.com")
    clerk = a_clerk(another_browser()).browser
    before = seen(clerk, address)
    browser.open(address)
    tick(browser, 1)
    browser.press("Cast my ballot")
    assert seen(clerk, address) == before, "a ballot changes no page and no file"
    for path in ("result", "receipts", "ballots.csv", "pot-1.pb"):
        assert clerk.fetch(f"{address}/{path}").status_code == 404
