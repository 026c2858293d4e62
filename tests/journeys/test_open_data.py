"""Open data: every file whole and readable by machines, and nothing in it that is not public."""

from __future__ import annotations

import csv
import gzip
import io
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from portal.accounts.models import Person
from portal.complaints import services as complaints
from portal.complaints.lifecycle import State
from portal.complaints.models import Category, Complaint
from portal.complaints.services import Contact, Place, Receipt
from portal.complaints.terms import Cause
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from portal.participation.ballots.services import casting, counting
from portal.participation.ballots.services.casting import Stated
from portal.participation.ideas import services as ideas
from portal.participation.ideas.services import NewComment, Target
from portal.participation.ideas.terms import Ground, Rules
from portal.participation.monitoring import services as works
from portal.participation.monitoring.services import MilestonePlan
from portal.participation.projects import services as projects_services
from portal.participation.projects.terms import ProjectForm, Tool
from portal.participation.residents.terms import Age, Sex
from portal.participation.results import services as results
from portal.participation.results.services import ResultPlan
from portal.reports.open_data import writing
from portal.reports.open_data.catalogue import forms_of
from portal.reports.open_data.datasets import DATASETS
from tests import ballots, makers, plans, projects
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.ideas import a_stage, an_idea, resident
from tests.life import Case
from tests.makers import MONDAY
from tests.rooms.reports.town import population

DAY = timedelta(days=1)
FILES = [(key, form) for key, one in DATASETS.items() for form in forms_of(one)]
SECRET = "ความลับสุดยอด"
CONTACT = Contact("สมหญิง ไม่เปิดเผย", "089 765 4321", "secret@example.com")


def rows(browser: Browser, key: str) -> list[dict[str, Any]]:
    return json.loads(browser.fetch(f"/open-data/{key}.json").data)


@pytest.fixture
def lively(town: Town, clock: Clock, life: dict[State, Case]) -> Town:
    """Complaints in every state, ideas, a vote that was counted."""
    with town.work() as session:
        population(town)
        _shows(town, session, life[State.SETTLED].receipt)
        lamp = session.scalars(select(Category.id).where(Category.code == "streetlight")).one()
        for n in range(6):
            makers.complaint(f"ไฟดับที่ {n}", category_id=lamp, contact=CONTACT)
        here = Place(16.43, 102.83, outside_is_meant=True)
        words = "=1+1 ไฟดับ\nโทร 081 234 5678"
        makers.complaint(words, contact=CONTACT, place=here, category_id=lamp)
        stage = a_stage(days=90)
        for n in range(4):
            an_idea(stage, by=resident(f"saengdao{n}"), title=f"ไฟส่องสว่าง {n}")
        vote = ballots.a_vote(town.actor(Role.CLERK))
        for n, marks in enumerate(({1: 1}, {1: 1, 2: 1}, {3: 1})):
            stated = Stated(Age.OLDER, Sex.FEMALE)
            casting.cast(ballots.resident(n), vote.id, marks, stated, at=ballots.VOTING)
        counting.count_due(ballots.COUNTING)
        _follows_works(town)
    clock.set(ballots.COUNTING + DAY)
    return town


def _follows_works(town: Town) -> None:
    """A plan of one item, and a project with a milestone and a result."""
    clerk, today = town.actor(Role.CLERK), MONDAY.date()
    plans.a_plan(clerk, plans.item())
    stages = [projects.stage(tool, MONDAY - DAY, 60) for tool in (Tool.MONITORING, Tool.RESULT)]
    project = projects.a_project(clerk, *stages, at=MONDAY)
    road, nothing = Bilingual("เทพื้นคอนกรีต", "Concrete"), Bilingual("", "")
    works.save_milestone(clerk, project.id, MilestonePlan(road, 10, today, today + DAY), at=MONDAY)
    result = ResultPlan(road, nothing, nothing, None, None, today, nothing, nothing)
    results.save_result(clerk, project.id, result, seen=0, at=MONDAY)


def _shows(town: Town, session: Any, receipt: Receipt) -> Complaint:
    """An officer has looked, and lets everyone read it."""
    row: Complaint = session.get_one(Complaint, receipt.complaint_id)
    clerk = town.actor(Role.CLERK)
    complaints.review(clerk, row.id, show=True, seen=row.version, at=MONDAY)
    return row


@pytest.mark.parametrize(("key", "form"), FILES)
def test_every_file_is_whole_however_it_is_read(
    browser: Browser, lively: Town, monkeypatch: pytest.MonkeyPatch, key: str, form: str
) -> None:
    first = browser.fetch(f"/open-data/{key}.{form}")
    assert first.status_code == 200
    names = [one.name for one in DATASETS[key].fields]
    if form == "csv":
        assert first.data.startswith("\ufeff".encode())
        table = list(csv.reader(io.StringIO(first.data.decode("utf-8-sig"))))
        assert table[0] == names
        assert {len(line) for line in table} == {len(names)}
    elif form == "json":
        assert all(list(one) == names for one in json.loads(first.data))
    else:
        told = json.loads(first.data)
        assert told["type"] == "FeatureCollection"
        for one in told["features"]:
            assert set(one["properties"]) == set(names) - {"lat", "lon"}
    monkeypatch.setattr(writing, "PAGE", 1)
    monkeypatch.setattr("portal.reports.views.open_data.writing.PAGE", 1)
    assert browser.fetch(f"/open-data/{key}.{form}").data == first.data, "one row at a time"
    kept = {"If-None-Match": first.headers["ETag"]}
    assert browser.fetch(f"/open-data/{key}.{form}", **kept).status_code == 304


def test_complaints_are_told_as_their_pages_tell_them(browser: Browser, lively: Town) -> None:
    told = rows(browser, "complaints")
    with lively.look() as session:
        public = session.scalars(select(Complaint).where(Complaint.is_public.is_(True))).all()
        assert len(told) == len(public) > 5
    (last,) = [one for one in told if one["lat"]]
    assert last["title"].startswith("=1+1")
    assert "081" not in last["text"]
    assert (last["lat"], last["lon"]) == (16.43, 102.83)
    assert last["filed_at"] == "2026-11-23T10:00:00+07:00"
    browser.open(last["path"])
    points = json.loads(browser.fetch("/open-data/complaints.geojson").data)["features"]
    assert points[-1]["geometry"] == {"type": "Point", "coordinates": [102.83, 16.43]}
    sheet = browser.fetch("/open-data/complaints.csv")
    assert "'=1+1" in sheet.data.decode(), "no spreadsheet runs it"
    assert sheet.headers["Last-Modified"].endswith("GMT")
    ended = [one for one in rows(browser, "response-times") if one["outcome"]]
    assert ended
    assert all(one["ended_at"] for one in ended)


def test_a_file_changes_its_tag_when_something_in_it_changes(
    browser: Browser, lively: Town
) -> None:
    tags = {key: browser.fetch(f"/open-data/{key}.json").headers["ETag"] for key in DATASETS}
    with lively.work():
        makers.complaint("ขยะล้นถัง", at=MONDAY + DAY)
        idea_id = an_idea(a_stage(), by=resident("another")).id
        ideas.support(resident("saengdao1"), idea_id, at=MONDAY)
    for key in ("complaints", "response-times", "projects", "ideas"):
        assert browser.fetch(f"/open-data/{key}.json").headers["ETag"] != tags[key], key
    with lively.work():
        ideas.take_back(resident("saengdao1"), idea_id, at=MONDAY)
    assert rows(browser, "ideas")[-1]["supports"] == 0


def test_ballots_tell_what_was_chosen_and_nothing_else(browser: Browser, lively: Town) -> None:
    told = rows(browser, "ballots")
    assert sorted(one["option"] for one in told) == [1, 1, 2, 3]
    assert {one["ballot"] for one in told} == {1, 2, 3}
    assert {one["price_baht"] for one in told} == {300_000, 400_000, 500_000}
    with lively.work():
        hidden = ballots.a_vote(lively.actor(Role.CLERK))
        casting.cast(ballots.resident(9), hidden.id, {1: 1}, at=ballots.VOTING)
    assert rows(browser, "ballots") == told, "nothing before the count"


def test_nothing_leaves_that_is_not_public(browser: Browser, lively: Town) -> None:
    """Private cases, contacts, hidden and waiting words, unpublished projects, names."""
    with lively.work() as session:
        _keeps_secrets(lively, session)
    with lively.look() as session:
        people = {one.name for one in session.scalars(select(Person)) if one.name}
        people |= {one.email for one in session.scalars(select(Person)) if one.email}
    assert len(people) > 5
    forbidden = {SECRET, "089 765 4321", "0897654321", *vars_of(CONTACT), *people}
    for key, form in FILES:
        said = browser.fetch(f"/open-data/{key}.{form}").data.decode()
        assert said.count("\n") > 1, (key, form)
        found = {word for word in forbidden if word and word in said}
        assert not found, (key, form, found)
    for key in DATASETS:
        names = {one.name for one in DATASETS[key].fields}
        assert not names & {"age", "sex", "name", "email", "phone", "person", "officer"}


def vars_of(contact: Contact) -> tuple[str, ...]:
    return contact.name, contact.phone, contact.email


def _keeps_secrets(town: Town, session: Any) -> None:
    """One of everything that must stay inside."""
    officer, clerk = town.actor(Role.DISPATCHER), town.actor(Role.CLERK)
    private = session.scalars(select(Category.id).where(Category.code == "welfare")).one()
    makers.complaint(f"{SECRET} สวัสดิการ", category_id=private, contact=CONTACT)
    lamp = session.scalars(select(Category.id).where(Category.code == "streetlight")).one()
    makers.complaint(f"{SECRET} รอดู", held=Cause.LIMIT, contact=CONTACT, category_id=lamp)
    shown = makers.complaint(f"{SECRET} ด่าทอ", contact=CONTACT, category_id=lamp)
    row = session.get_one(Complaint, shown.complaint_id)
    complaints.hide(officer, row.id, "ข้อความไม่เหมาะสม", seen=row.version, at=MONDAY)
    stage = a_stage()
    idea = an_idea(stage, by=resident("chaba"), title=f"{SECRET} ข้อเสนอ")
    ideas.hide(clerk, Target(idea.id), Ground.INSULT, "มีคำดูหมิ่น", at=MONDAY)
    open_idea = an_idea(stage, by=resident("malee"))
    said = ideas.comment(resident("kulap"), open_idea.id, NewComment(uuid4(), SECRET), at=MONDAY)
    ideas.hide(clerk, Target(open_idea.id, said.id), Ground.INSULT, "มีคำดูหมิ่น", at=MONDAY)
    waits = a_stage()
    ideas.set_rules(clerk, waits, Rules(5, checks_first=True, answer_days=15), at=MONDAY)
    an_idea(waits, by=resident("chaba"), title=f"{SECRET} รอดู")
    projects_services.create_from_template(
        clerk,
        ProjectForm.CONSULTATION,
        projects.details(clerk, title=Bilingual(SECRET, SECRET)),
        (MONDAY + 90 * DAY).date(),
        MONDAY,
    )


def test_the_catalogue_names_every_file_by_an_address_that_opens(
    browser: Browser, lively: Town
) -> None:
    told = json.loads(browser.fetch("/open-data/catalogue.jsonld").data)
    assert [one["dct:identifier"] for one in told["dcat:dataset"]] == list(DATASETS)
    found = set()
    for one in told["dcat:dataset"]:
        assert {words["@language"] for words in one["dct:title"]} == {"th", "en"}
        assert {words["@language"] for words in one["dct:description"]} == {"th", "en"}
        for form in one["dcat:distribution"]:
            address = form["dcat:downloadURL"]["@id"]
            answer = browser.fetch(address.removeprefix("http://localhost"))
            assert answer.status_code == 200
            assert answer.mimetype == form["dcat:mediaType"]
            found.add((one["dct:identifier"], form["dct:format"]))
    assert found == set(FILES)


def test_the_dictionary_is_read_in_both_languages(either_browser: Browser, lively: Town) -> None:
    either_browser.open("/open-data")
    either_browser.must_see("Open data", "Licence: CC BY 4.0")
    for key, one in DATASETS.items():
        either_browser.open(f"/open-data/{key}")
        for column in one.fields:
            assert column.name in either_browser.text
            either_browser.must_see(column.words.text)
    either_browser.open("/open-data/nothing", status=404)
    either_browser.open("/open-data/projects.geojson", status=404)


def test_files_are_given_out_two_at_a_time_and_a_turn_is_given_back(
    town: Town, clock: Clock, life: dict[State, Case]
) -> None:
    client = town.app.test_client()
    path = "/open-data/complaints.csv"
    open_ones = [client.get(path, buffered=False) for _n in range(2)]
    refused = client.get(path)
    assert refused.status_code == 429
    assert "โปรดลองใหม่" in refused.get_data(as_text=True)
    for one in open_ones:
        one.close()
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("form", ["csv", "json", "geojson"])
@pytest.mark.parametrize("accepts", ["gzip", "identity"])
def test_rows_are_read_while_they_are_taken_packed_or_not(
    lively: Town, monkeypatch: pytest.MonkeyPatch, form: str, accepts: str
) -> None:
    """A browser on a slow line takes the file gzipped, and nothing is gathered first."""
    client, path = lively.app.test_client(), f"/open-data/complaints.{form}"
    plain = client.get(path).data
    monkeypatch.setattr(writing, "PAGE", 1)
    asked: list[int] = []
    page = DATASETS["complaints"].page

    def counted(after: tuple[int, ...] | None, most: int) -> Any:
        asked.append(most)
        return page(after, most)

    monkeypatch.setitem(DATASETS, "complaints", replace(DATASETS["complaints"], page=counted))
    answer = client.get(path, headers={"Accept-Encoding": accepts}, buffered=False)
    assert len(asked) <= 1, "nothing but what is taken"
    assert answer.headers.get("Content-Encoding") == ("gzip" if accepts == "gzip" else None)
    assert "Accept-Encoding" in answer.headers["Vary"]
    body = answer.data
    assert (gzip.decompress(body) if accepts == "gzip" else body) == plain
    assert len(asked) > 5
