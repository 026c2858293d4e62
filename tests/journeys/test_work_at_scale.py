"""Work with many complaints, without JavaScript: filters, bulk, own list, notes, reminders."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import MultiDict

from portal.channels import jobs
from portal.channels.lifecycle import Occasion
from portal.complaints import services
from portal.complaints.bulk import services as bulk
from portal.complaints.marking import services as marking
from portal.complaints.marking.terms import Watch
from portal.complaints.models import Complaint, ComplaintStep
from portal.complaints.services import Receipt
from portal.foundation.database import session
from portal.foundation.policy import Role
from portal.municipalities import queries as municipalities
from tests import makers
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.notices import notices
from tests.people import a_clerk, an_officer, somebody

SECRET = "โทร 081 234 5678 บ้านสีฟ้า"


@pytest.fixture
def three(town: Town, clock: Clock) -> list[Receipt]:
    """Three complaints, new."""
    with town.work():
        return [
            makers.complaint(f"{SECRET} {number}", at=MONDAY - timedelta(hours=9 - number))
            for number in range(3)
        ]


def address(receipt: Receipt) -> str:
    return f"{receipt.year}/{receipt.running}"


def tick(browser: Browser, *receipts: Receipt) -> None:
    """Tick the rows of these complaints."""
    for box in browser.page.soup.select("input[name=chosen]"):
        if any(str(box["value"]).startswith(f"{one.complaint_id}:") for one in receipts):
            box["checked"] = ""


def states(town: Town) -> list[str]:
    with town.look():
        return list(session.scalars(select(Complaint.state).order_by(Complaint.id)))


def test_chosen_rows_are_looked_at_then_accepted_and_the_rest_is_told(
    either_browser: Browser, three: list[Receipt], town: Town
) -> None:
    browser = a_clerk(either_browser).browser
    browser.open("/desk")
    browser.press("Go on with the chosen ones", status=422)
    browser.must_see("Nothing was done", "Choose at least one complaint")
    browser.open("/desk")
    tick(browser, three[0], three[1])
    browser.press("Go on with the chosen ones")
    browser.must_see("Each gets its own line in its history. Nothing is done yet.")
    assert states(town) == ["received"] * 3
    with town.work():
        clerk = town.actor(Role.DISPATCHER)
        services.start(clerk, three[1].complaint_id, seen=1, at=MONDAY)
    browser.press(browser.page.name_of(browser.page.soup.select_one("main form button")))
    browser.must_see("Left out")
    assert states(town) == ["acknowledged", "in_progress", "received"]


def test_one_answer_to_all_that_match_goes_in_lots(
    either_browser: Browser,
    three: list[Receipt],
    town: Town,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("portal.complaints.bulk.queries", "portal.complaints.bulk.views"):
        monkeypatch.setattr(f"{name}.MOST", 2)
    browser = a_clerk(either_browser).browser
    browser.open("/desk?state=received")
    form = browser.page.soup.find("input", attrs={"name": "scope"}).find_parent("form")
    for option in form.select("option"):
        del option["selected"]
        if option["value"] == "reply":
            option["selected"] = ""
    browser.press("Go on with all of them")
    button = browser.page.name_of(browser.page.soup.select("main form button")[-1])
    browser.press(button, status=422)
    browser.must_see("Write a few words")
    browser.fill("Answer to every reporter", "กำลังตรวจสอบ")
    browser.press(button)
    browser.must_see("There are more that match the filters")
    browser.press("Go on with the next")
    browser.fill("Answer to every reporter", "กำลังตรวจสอบ")
    browser.press(browser.page.name_of(browser.page.soup.select("main form button")[-1]))
    assert not browser.sees("There are more that match the filters")
    with town.look():
        wanted = select(func.count(ComplaintStep.id)).where(ComplaintStep.note == "กำลังตรวจสอบ")
        assert session.scalar(wanted) == 3


def test_ten_thousand_rows_are_refused_in_words(
    either_browser: Browser, three: list[Receipt], town: Town
) -> None:
    browser = a_clerk(either_browser).browser
    browser.open("/desk")
    token = browser.page.soup.find("input", attrs={"name": "csrf_token"})["value"]
    prefix = "/en" if browser.language == "en" else ""
    fields = [("csrf_token", token), ("act", "acknowledge")]
    fields += [("chosen", f"{number}:1") for number in range(1, 10_001)]
    answer = browser.client.post(
        f"{prefix}/desk/bulk", data=MultiDict(fields), base_url=browser.origin
    )
    assert answer.status_code == 422
    assert "10,000" in answer.text
    assert states(town) == ["received"] * 3


def test_a_fault_in_the_middle_is_told_and_leaves_nothing_half_done(
    browser: Browser, three: list[Receipt], town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.language = "en"
    a_clerk(browser).browser.open("/desk")
    tick(browser, *three)
    browser.press("Go on with the chosen ones")
    monkeypatch.setattr("portal.complaints.bulk.views.BATCH", 2)
    true, calls = bulk.move_many, []

    def failing(*args: object) -> object:
        calls.append(args)
        found = true(*args)
        if len(calls) == 2:
            raise RuntimeError("the disk is full")
        return found

    monkeypatch.setattr(bulk, "move_many", failing)
    browser.press("Accept: 3 complaints")
    browser.must_see("Accept: done with 2 complaints")
    assert "1 complaint was not reached." in browser.text
    assert sorted(states(town)) == ["acknowledged", "acknowledged", "received"]


def test_filters_are_saved_counted_shared_and_removed(
    either_browser: Browser, three: list[Receipt], town: Town, another_browser
) -> None:
    browser = an_officer(either_browser).browser
    browser.open("/desk?state=received&unit=all")
    browser.fill("Name of these filters", "รอรับของกองช่าง")
    browser.choose("Share them with my unit")
    browser.press("Save the filters")
    browser.must_see("The filters are saved.", "Saved filters")
    head = somebody(another_browser(browser.language), Role.HEAD).browser
    head.open("/desk")
    assert head.sees("รอรับของกองช่าง")
    browser.open("/desk/filters")
    browser.must_see("Mine, shared with my unit")
    browser.press("Share no longer")
    browser.must_see("Only you see them now.")
    head.open("/desk")
    assert not head.sees("รอรับของกองช่าง")
    browser.press("Remove")
    browser.must_see("The saved filters are removed.", "No saved filters yet")
    browser.open("/desk?state=received")
    browser.fill("Name of these filters", "")
    browser.press("Save the filters", status=422)
    assert browser.page.soup.select_one(".govuk-error-summary")


def test_ones_own_list_is_ordered_by_buttons(either_browser: Browser, three: list[Receipt]) -> None:
    browser = a_clerk(either_browser).browser
    browser.open("/desk/my-list")
    browser.must_see("Your list is empty")
    for one in three[:2]:
        browser.open(f"/desk/{address(one)}")
        browser.press("Put on my list")
    browser.open("/desk/my-list")
    rows = [row["data-id"] for row in browser.page.soup.select("[data-id]")]
    assert rows == [str(one.complaint_id) for one in three[:2]]
    browser.press(browser.page.name_of(browser.page.soup.select(".my-list__acts button")[0]))
    rows = [row["data-id"] for row in browser.page.soup.select("[data-id]")]
    assert rows == [str(one.complaint_id) for one in reversed(three[:2])]


def test_a_mark_as_read_shows_what_changed_since(
    either_browser: Browser, three: list[Receipt], town: Town
) -> None:
    browser = a_clerk(either_browser).browser
    browser.open(f"/desk/{address(three[0])}")
    browser.press("Mark as read")
    assert not browser.sees("New to you")
    with town.work():
        dispatcher = town.actor(Role.DISPATCHER)
        services.acknowledge(dispatcher, three[0].complaint_id, seen=1, at=MONDAY)
    browser.open("/desk?marked=changed")
    browser.must_see("Changed")
    browser.open(f"/desk/{address(three[0])}")
    browser.must_see("New to you")
    browser.press("Mark as read")
    assert not browser.sees("New to you")


def test_a_reminder_is_set_refused_and_heeded(
    either_browser: Browser, three: list[Receipt], clock: Clock
) -> None:
    browser = a_clerk(either_browser).browser
    browser.open(f"/desk/{address(three[0])}/remind")
    browser.fill("Remind me on", "1/1/2020")
    browser.press("Remind me", status=422)
    browser.must_see("Enter a day from tomorrow on, within a year")
    browser.fill("What about?", "ถามผู้รับเหมา")
    browser.press("Tomorrow")
    browser.must_see("Change the reminder")
    browser.open("/desk/for-me")
    browser.must_see("Reminders to come")
    clock.pass_(days=1)
    browser.open("/desk/for-me")
    browser.must_see("Reminders that have come", "ถามผู้รับเหมา")
    browser.press("Done")
    browser.must_see("The reminder is taken away.", "Nothing waits for you")


def test_a_note_names_a_colleague_who_is_told_here_and_by_the_mornings_list(
    either_browser: Browser, three: list[Receipt], town: Town, another_browser, clock: Clock
) -> None:
    browser = a_clerk(either_browser).browser
    browser.open(f"/desk/{address(three[0])}?move=note")
    assert not browser.sees(makers.name(Role.ADMINISTRATOR))
    browser.fill("Note for colleagues", "โปรดตรวจสอบ")
    browser.choose(makers.name(Role.MAYOR))
    browser.press("Save the note")
    browser.must_see("To:", makers.name(Role.MAYOR))
    mayor = somebody(another_browser(browser.language), Role.MAYOR).browser
    mayor.open("/desk/for-me")
    mayor.must_see("Notes in which you are named", "โปรดตรวจสอบ")
    clock.set(MONDAY.replace(hour=1, minute=35))
    with town.work():
        jobs.write_digests(MONDAY.replace(hour=1, minute=35))
    letters = {one.address: one for one in notices(town) if one.occasion == Occasion.DIGEST}
    body = letters[makers.email(Role.MAYOR)].body
    assert "บันทึกที่กล่าวถึงท่าน" in body or "Notes in which you are named" in body
    assert "โปรดตรวจสอบ" not in body
    assert "081 234 5678" not in body
    mayor.press("Mark as read")
    mayor.must_see("It is marked as read.", "Nothing waits for you")


def test_who_watches_is_told_within_minutes_or_in_the_morning(
    browser: Browser, three: list[Receipt], town: Town
) -> None:
    browser.language = "en"
    a_clerk(browser).browser.open(f"/desk/{address(three[0])}")
    browser.choose("When others change it", "Tell me within minutes, by e-mail")
    browser.press("Keep this choice")
    with town.work():
        dispatcher, mayor = town.actor(Role.DISPATCHER), town.actor(Role.MAYOR)
        marking.watch(mayor, three[0].complaint_id, Watch.MORNING, at=MONDAY)
        services.acknowledge(dispatcher, three[0].complaint_id, seen=1, at=MONDAY)
    for count in (1, 0):
        with town.work():
            assert jobs.tell_watchers(MONDAY) == count, "once"
    (told,) = [one for one in notices(town) if one.occasion == Occasion.WATCHED]
    assert told.address == makers.email(Role.CLERK)
    assert SECRET not in told.body
    moment = MONDAY.replace(hour=1, minute=35)
    with town.work():
        jobs.write_digests(moment)
    letters = {one.address: one.body for one in notices(town) if one.occasion == Occasion.DIGEST}
    assert "เฝ้าติดตาม" in letters[makers.email(Role.MAYOR)]


def test_ten_parts_at_once_each_with_its_unit_and_the_reporter_sees_their_states(
    either_browser: Browser, three: list[Receipt], town: Town
) -> None:
    browser = a_clerk(either_browser).browser
    browser.open(f"/desk/{address(three[0])}?move=split")
    browser.press("Show all ten")
    with town.look(browser.language):
        units = [str(unit.title) for unit in municipalities.units()]
    for part in range(2, 11):
        browser.fill(browser.words("Part %(n)s: what is it about?", n=part), f"ส่วนที่ {part}")
        kinds = browser.field(browser.words("Part %(n)s: category", n=part)).find_all("option")
        for option in kinds:
            del option["selected"]
        kinds[part]["selected"] = ""
        browser.choose(browser.words("Part %(n)s: unit", n=part), units[part % len(units)])
    browser.press("Split into parts")
    with town.work():
        rows = session.scalars(
            select(Complaint).where(Complaint.split_from_id == three[0].complaint_id)
        ).all()
        assert len(rows) == 9
        assert len({row.unit_id for row in rows}) == min(9, len(units))
        clerk = town.actor(Role.CLERK)
        services.start(clerk, rows[0].id, seen=rows[0].version, at=MONDAY)
    number = f"{three[0].year}/{three[0].running}"
    reporter = Browser(browser.client.application, browser.language)
    reporter.open("/track")
    reporter.fill("Number", number)
    reporter.fill("Code", three[0].tracking_code)
    reporter.press("Open")
    reporter.must_see("Its further parts", "In progress", "Assigned")
