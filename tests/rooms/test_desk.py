"""The queue and the case page as questions: order, filters, counts, scope, neighbours, history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from portal.complaints import services
from portal.complaints.lifecycle import Channel, Hold, Kind, State, Verb
from portal.complaints.models import Category, Complaint
from portal.complaints.queries import case as case_queries
from portal.complaints.queries import contact, desk, neighbours
from portal.complaints.queries import counts as counting
from portal.complaints.queries.desk import Filters, Lateness, QueueLine, Waiting
from portal.complaints.services import filing
from portal.foundation import database
from portal.foundation.database import session
from portal.foundation.policy import Actor, Role
from tests import makers
from tests.fixtures.portal import Town
from tests.life import Making, bring
from tests.makers import MONDAY

NOW = MONDAY + timedelta(hours=1)


def category(code: str) -> Category:
    return session.scalars(select(Category).where(Category.code == code)).one()


def filed(at: datetime = MONDAY, code: str = "streetlight", **more: Any) -> int:
    given = {"category_id": category(code).id, **more}
    return makers.complaint(at=at, **given).complaint_id


def moved(officer: Actor, complaint_id: int, state: State, at: datetime = MONDAY) -> None:
    receipt = services.Receipt(complaint_id, 0, 0, "", is_new=False)
    bring(Making(officer, receipt, at), state)


def rows(actor: Actor, at: datetime = NOW, **wanted: Any) -> list[QueueLine]:
    return list(page(actor, at, **wanted).items)


def page(actor: Actor, at: datetime = NOW, cursor: str | None = None, **wanted: Any) -> Any:
    return desk.queue(actor, Filters(**wanted), desk.offered(), cursor=cursor, at=at)


def ids(lines: list[QueueLine]) -> list[int]:
    return [line.id for line in lines]


@pytest.fixture
def clerk(inside: Town) -> Actor:
    return inside.actor(Role.CLERK)


@pytest.fixture
def officer(inside: Town) -> Actor:
    return inside.actor(Role.OFFICER)


# ── order and pages ──────────────────────────────────────────────────────────────────────────────


def test_what_is_promised_first_comes_first_and_what_waits_comes_last(clerk: Actor) -> None:
    waiting = filed(MONDAY - timedelta(days=3))
    moved(clerk, waiting, State.WAITING, MONDAY - timedelta(days=3))
    late, soon = filed(MONDAY - timedelta(days=9)), filed(MONDAY)
    lines = rows(clerk)
    assert ids(lines) == [late, soon, waiting]
    assert [line.is_paused for line in lines] == [False, False, True]
    assert lines[0].due_at is not None
    assert lines[0].due_at < NOW
    assert lines[2].due_at is None


def test_pages_follow_each_other_both_ways_without_gap_or_repeat(
    clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "ROWS", 3)
    made = [filed(MONDAY - timedelta(hours=n % 4)) for n in range(8)]
    for complaint_id in made[:3]:
        moved(clerk, complaint_id, State.WAITING)
    seen, cursors, cursor = [], [], None
    while True:
        current = page(clerk, cursor=cursor)
        seen += ids(current.items)
        if current.older is None:
            break
        cursors.append(cursor)
        cursor = current.older
    assert len(seen) == len(set(seen)) == 8
    assert set(seen[-3:]) == set(made[:3])
    back = page(clerk, cursor=cursor)
    assert back.newer is not None
    assert ids(page(clerk, cursor=back.newer).items) == seen[3:6]
    assert ids(page(clerk, cursor=page(clerk, cursor=back.newer).newer).items) == seen[:3]


def test_a_cursor_somebody_made_up_gives_the_first_page(clerk: Actor) -> None:
    only = filed()
    assert ids(page(clerk, cursor="nonsense").items) == [only]


def test_what_ended_comes_newest_first(clerk: Actor) -> None:
    made = [filed(MONDAY - timedelta(days=n)) for n in range(3)]
    for complaint_id in made:
        moved(clerk, complaint_id, State.CLOSED)
    assert ids(rows(clerk, state=State.CLOSED)) == made
    assert rows(clerk) == []


# ── who sees what ────────────────────────────────────────────────────────────────────────────────


def test_a_unit_sees_its_own_and_what_it_works_on(clerk: Actor, officer: Actor) -> None:
    own, others = filed(code="streetlight"), filed(code="animals")
    assert category("streetlight").unit_id == officer.unit_id
    assert ids(rows(officer)) == [own]
    assert set(ids(rows(clerk))) == {own, others}
    assert desk.default_unit(officer) == officer.unit_id
    assert desk.default_unit(clerk) is None


# ── filters ──────────────────────────────────────────────────────────────────────────────────────


def test_each_filter_finds_its_own(clerk: Actor, officer: Actor) -> None:
    lamp = filed(text="ไฟถนนดับหน้าตลาด", channel=Channel.TELEPHONE)
    dogs = filed(code="animals", text="Stray dogs near the school", kind=Kind.RELIEF)
    unknown = makers.complaint("อะไรสักอย่าง", at=MONDAY).complaint_id
    services.assign(clerk, lamp, officer.unit_id or 0, officer.person_id, seen=1, at=NOW)
    wanted: list[tuple[dict[str, Any], set[int]]] = [
        ({"unit": officer.unit_id}, {lamp}),
        ({"person": officer.person_id}, {lamp}),
        ({"person": desk.NONE}, {dogs, unknown}),
        ({"category": category("animals").id}, {dogs}),
        ({"category": desk.NONE}, {unknown}),
        ({"channel": Channel.TELEPHONE}, {lamp}),
        ({"state": State.RECEIVED}, {dogs, unknown}),
        ({"text": "ไฟถนน"}, {lamp}),
        ({"text": "dogs"}, {dogs}),
        ({"text": "…"}, set()),
        ({"text": "ไฟถนนดับ", "state": State.RECEIVED}, set()),
        ({"waiting": Waiting.LOOK}, {unknown}),
        ({"waiting": Waiting.REPORTER}, set()),
    ]
    for filters, found in wanted:
        assert set(ids(rows(clerk, **filters))) == found, filters


def test_a_number_is_found_in_either_script_even_when_it_is_closed(clerk: Actor) -> None:
    complaint_id = filed()
    moved(clerk, complaint_id, State.CLOSED)
    row = session.get_one(Complaint, complaint_id)
    for typed in (f"ขก {row.year + 543}/{row.running:06d}", f"kk {row.year}/{row.running}"):
        assert ids(rows(clerk, text=typed)) == [complaint_id]


def test_lateness_goes_by_the_local_day(clerk: Actor) -> None:
    complaint_id = filed(MONDAY)
    due = session.get_one(Complaint, complaint_id).next_due_at
    assert due is not None
    for at, lateness in (
        (due + timedelta(minutes=1), Lateness.LATE),
        (due - timedelta(minutes=1), Lateness.TODAY),
        (due - timedelta(days=1), Lateness.SOON),
    ):
        found = [one for one in Lateness if rows(clerk, at, lateness=one)]
        assert found == [lateness], at


# ── counts ───────────────────────────────────────────────────────────────────────────────────────


def test_the_counts_are_those_of_the_lists(clerk: Actor, officer: Actor) -> None:
    for state in State:
        if state not in {State.SETTLED, State.MERGED}:
            moved(clerk, filed(MONDAY - timedelta(days=5)), state, MONDAY - timedelta(days=5))
    services.assign(clerk, filed(), officer.unit_id or 0, officer.person_id, seen=1, at=NOW)
    for actor in (clerk, officer):
        counts = counting.counts(actor, None, NOW)
        assert counts.late == len(rows(actor, lateness=Lateness.LATE))
        assert counts.today == len(rows(actor, lateness=Lateness.TODAY))
        assert counts.new == len(rows(actor, state=State.RECEIVED)) == 1
        assert counts.waiting == len(rows(actor, waiting=Waiting.ANY))
        assert counts.mine == len(rows(actor, person=actor.person_id))
        for state, n in counts.states.items():
            assert n == len(rows(actor, state=state)), state
    assert counting.counts(officer, None, NOW).mine == 1


def test_counting_stops(clerk: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_COUNTED", 2)
    for _n in range(5):
        filed()
    assert counting.counts(clerk, None, NOW).new == 3


# ── the case page ────────────────────────────────────────────────────────────────────────────────


def opened(actor: Actor, complaint_id: int, at: datetime = NOW) -> case_queries.Case:
    session.flush()
    row = session.get_one(Complaint, complaint_id)
    return case_queries.case(actor, case_queries.find(actor, row.year, row.running), at)


def test_the_history_tells_everything_newest_first(clerk: Actor, officer: Actor) -> None:
    complaint_id = filed()
    services.assign(clerk, complaint_id, officer.unit_id or 0, officer.person_id, seen=1, at=NOW)
    services.note(officer, complaint_id, "โทรหาช่างแล้ว", seen=2, at=NOW)
    services.refer(officer, complaint_id, "การไฟฟ้า", their_number="12/2569", seen=3, at=NOW)
    services.hold(
        officer, complaint_id, Hold.LEGAL, next_news=NOW + timedelta(days=2), seen=4, at=NOW
    )
    lines = opened(officer, complaint_id).history
    assert [line.verb for line in lines] == [
        Verb.HOLD,
        Verb.REFER,
        Verb.NOTE,
        Verb.ASSIGN,
        Verb.FILE,
    ]
    told = [" ".join(map(str, line.facts)) for line in lines]
    assert told[0] == "In a legal procedure"
    assert "การไฟฟ้า" in told[1]
    assert "12/2569" in told[1]
    assert officer.name in told[3]
    assert lines[2].tone == "internal"
    assert not lines[2].is_public
    assert lines[3].by is not None
    assert lines[3].by.text == clerk.name
    since = opened(officer, complaint_id).since(3)
    assert [line.verb for line in since] == [Verb.HOLD, Verb.REFER]


def test_the_moves_are_those_that_the_verbs_allow(clerk: Actor, inside: Town) -> None:
    complaint_id = filed()
    assert Verb.ACKNOWLEDGE in opened(clerk, complaint_id).moves
    assert opened(inside.actor(Role.MAYOR), complaint_id).moves == ()
    moved(clerk, complaint_id, State.WAITING)
    moves = opened(clerk, complaint_id).moves
    assert Verb.CLOSE in moves
    assert Verb.RESOLVE not in moves


def test_what_is_near_is_measured_in_metres_and_weeks(clerk: Actor, officer: Actor) -> None:
    def at_place(lat: float, at: datetime = MONDAY, code: str = "streetlight") -> int:
        place = services.Place(lat=lat, lon=102.8300, outside_is_meant=True)
        return filed(at, code, place=place)

    here = at_place(16.43000)
    near, other_unit = at_place(16.43030), at_place(16.43020, code="animals")
    at_place(16.43060)
    at_place(16.43010, MONDAY - timedelta(weeks=13))
    lines = opened(clerk, here).near
    made = {one: session.get_one(Complaint, one).running for one in (near, other_unit)}
    assert [line.path.split("/")[1] for line in lines] == [str(made[other_unit]), str(made[near])]
    assert [line.metres for line in lines] == [22, 33]
    assert [line.path.split("/")[1] for line in opened(officer, here).near] == [str(made[near])]
    assert opened(clerk, filed()).near == ()


def test_neighbours_reckon_ids_as_filing_makes_them() -> None:
    assert neighbours.ID_BITS == filing.ID_BITS


def test_the_contact_stays_closed_but_the_looks_are_counted(clerk: Actor) -> None:
    complaint_id = filed(contact=services.Contact("สมศรี", "081 234 5678"))
    before = opened(clerk, complaint_id).reporter
    assert (before.has_name, before.has_phone, before.has_email, before.looks) == (
        True,
        True,
        False,
        0,
    )
    services.open_contact(clerk, complaint_id, at=NOW)
    assert opened(clerk, complaint_id).reporter.looks == 1
    assert [str(look.name) for look in contact.looks(complaint_id)] == [clerk.name]


# ── how many queries ─────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def asked(inside: Town) -> Iterator[list[str]]:
    """The statements sent to the database."""
    heard: list[str] = []

    def hear(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        heard.append(statement)

    event.listen(database.db.engine, "before_cursor_execute", hear)
    yield heard
    event.remove(database.db.engine, "before_cursor_execute", hear)


def test_the_queue_asks_no_more_for_more_rows(clerk: Actor, asked: list[str]) -> None:
    asks = []
    for _round in range(2):
        for _n in range(6):
            filed(contact=services.Contact("สมศรี"))
        session.flush()
        rows(clerk)
        asked.clear()
        counting.counts(clerk, None, NOW)
        rows(clerk)
        asks.append(len(asked))
    assert asks[0] == asks[1] <= 6, asked


def test_the_case_page_asks_eight_times(clerk: Actor, asked: list[str]) -> None:
    place = services.Place(lat=16.43, lon=102.83, outside_is_meant=True)
    complaint_id = filed(place=place, contact=services.Contact("สมศรี"))
    for n in range(5):
        services.note(clerk, complaint_id, "โทรแล้ว", seen=n + 1, at=NOW)
    row = session.get_one(Complaint, complaint_id)
    opened(clerk, complaint_id)
    asked.clear()
    case_queries.case(clerk, case_queries.find(clerk, row.year, row.running), NOW)
    assert len(asked) <= 8, asked
