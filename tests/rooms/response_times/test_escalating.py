"""Levels: each is told of once, at its moment as pauses have moved it, and nothing old is."""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from portal.foundation.database import session
from portal.foundation.outbox import OutboxRow
from portal.response_times import jobs_escalation, levels, queries, services
from portal.response_times.facts import Course, Labels, Told
from portal.response_times.levels import Level
from portal.response_times.lifecycle import Outcome
from portal.response_times.models import Escalation, Promise
from portal.response_times.promises import Matter
from portal.response_times.queries.escalations import level_line, may_have_come
from portal.response_times.services import escalating
from portal.response_times.services.escalating import escalate
from portal.response_times.standards import Standard, Unit
from tests import makers
from tests.fixtures.portal import Town
from tests.rooms.response_times.filed import (
    ANSWER,
    COMPLAINT,
    HOUR,
    MONDAY,
    NEWS,
    ON_HOLD,
    OTHER,
    WAITING,
    dues,
    file,
)

DAY = timedelta(days=1)
TEN = (Standard(ANSWER, 10, Unit.CALENDAR_HOURS),)
FORTY = (Standard(ANSWER, 40, Unit.CALENDAR_HOURS),)
FIVE = (Standard(ANSWER, 5, Unit.CALENDAR_HOURS),)


@pytest.fixture
def watched(office):
    """An office that is watched since the morning before."""
    look(MONDAY - DAY)
    return office


def look(moment: datetime) -> None:
    while escalate(moment):
        pass


def told(matter: Matter = COMPLAINT) -> list[tuple[str, str]]:
    rows = session.scalars(
        select(Escalation)
        .where(Escalation.matter_id == matter.id)
        .order_by(Escalation.told_at, Escalation.id)
    )
    return [(row.promise_kind, row.level) for row in rows]


def facts() -> list[dict[str, object]]:
    """What every listener is told, in order; all are told the same."""
    rows = session.scalars(
        select(OutboxRow).where(OutboxRow.kind == "LevelReached").order_by(OutboxRow.id)
    )
    heard = defaultdict(list)
    for row in rows:
        heard[row.listener].append(row.payload)
    first, *others = heard.values() or [[]]
    assert all(other == first for other in others)
    return first


def fact(moment: datetime, matter: Matter = COMPLAINT, **course) -> None:
    """What is known of a matter filed at this moment."""
    labels = Labels(None, None, None, None, "web")
    course = Course(filed_at=moment, **course)
    services.tell(matter.kind, [Told(matter.id, labels, course)])


def test_each_level_is_told_once_at_its_moment(watched):
    file(standards=TEN)
    moments = {"nearly": 8, "due": 10, "twice": 20}
    for level, hours in moments.items():
        look(MONDAY + hours * HOUR - timedelta(seconds=1))
        assert ("answer", level) not in told()
        for again in range(3):
            look(MONDAY + hours * HOUR + again * timedelta(minutes=5))
        assert told()[-1] == ("answer", level)
    look(MONDAY + 900 * HOUR)
    assert told() == [("answer", level) for level in moments]
    assert [one["level"] for one in facts()] == list(moments)
    assert {one["matter_id"] for one in facts()} == {COMPLAINT.id}


def test_the_moments_are_those_of_the_promise_itself(watched):
    file()
    for hours in range(0, 24 * 40, 7):
        look(MONDAY + hours * HOUR)
    lines = {line.promise_kind: line for line in queries.promises_of(COMPLAINT)}
    rows = list(session.scalars(select(Escalation)))
    assert len(rows) == 9
    for row in rows:
        share = lines[row.promise_kind].share_elapsed(row.came_at)
        assert share == pytest.approx(levels.SHARES[Level(row.level)], abs=1e-6)
        assert row.came_at <= row.told_at < row.came_at + 7 * HOUR


@pytest.mark.parametrize("end", ["meet", "cancel", "end"])
def test_what_is_met_or_over_is_not_told(watched, end):
    file(standards=TEN)
    if end == "end":
        services.end(COMPLAINT, MONDAY + HOUR)
    else:
        getattr(services, end)(COMPLAINT, ANSWER, MONDAY + HOUR)
    look(MONDAY + 100 * HOUR)
    assert not told()
    assert not may_have_come(MONDAY + 100 * HOUR)


def test_a_stopped_clock_tells_nothing_and_counts_on_by_the_moved_moment(watched):
    file(standards=TEN)
    services.pause(COMPLAINT, WAITING, MONDAY + 2 * HOUR)
    for hours in range(3, 98):
        look(MONDAY + hours * HOUR)
    assert not told()
    services.resume(COMPLAINT, MONDAY + 98 * HOUR)
    assert dues()[ANSWER] == MONDAY + 106 * HOUR
    look(MONDAY + 98 * HOUR)
    first = MONDAY + 0.8 * 106 * HOUR
    assert first < MONDAY + 98 * HOUR, "the share counts from the start to the moved moment"
    assert told() == [("answer", "nearly")]
    look(MONDAY + 106 * HOUR - timedelta(seconds=1))
    assert told() == [("answer", "nearly")]
    look(MONDAY + 106 * HOUR)
    assert told()[-1] == ("answer", "due")


def test_what_is_late_before_a_pause_is_told_before_it_or_after_it(watched):
    file(standards=TEN)
    look(MONDAY + 9 * HOUR)
    services.pause(COMPLAINT, WAITING, MONDAY + 11 * HOUR)
    look(MONDAY + 12 * HOUR)
    assert told() == [("answer", "nearly")]
    services.resume(COMPLAINT, MONDAY + 13 * HOUR)
    look(MONDAY + 13 * HOUR)
    assert told() == [("answer", "nearly"), ("answer", "due")]


def test_promised_news_is_told_though_the_rest_stands_still(watched):
    file(standards=TEN)
    services.pause(COMPLAINT, ON_HOLD, MONDAY)
    for day in (10, 20):
        start = MONDAY + (day - 10) * DAY + HOUR
        services.promise_by(COMPLAINT, NEWS, MONDAY + day * DAY, start)
        look(MONDAY + day * DAY)
    assert told() == [("news", "nearly"), ("news", "due")] * 2


def test_a_replaced_date_is_told_of_where_it_is_news(watched):
    file(standards=TEN)
    look(MONDAY + 8 * HOUR)
    services.change_standards(COMPLAINT, FIVE, MONDAY + 9 * HOUR)
    look(MONDAY + 9 * HOUR)
    assert told() == [("answer", "nearly"), ("answer", "due")], "late by the new date, at once"
    services.change_standards(
        COMPLAINT, (Standard(ANSWER, 40, Unit.CALENDAR_HOURS),), MONDAY + 9 * HOUR
    )
    look(MONDAY + 31 * HOUR)
    assert len(told()) == 2
    look(MONDAY + 32 * HOUR)
    assert told()[2:] == [("answer", "nearly")], "a later date comes near once more"


def test_a_new_round_has_levels_of_its_own(watched):
    file(standards=TEN)
    look(MONDAY + 20 * HOUR)
    services.end(COMPLAINT, MONDAY + 21 * HOUR)
    services.reopen(COMPLAINT, TEN, MONDAY + 100 * HOUR)
    look(MONDAY + 107 * HOUR)
    assert len(told()) == 3
    look(MONDAY + 108 * HOUR)
    assert told()[3:] == [("answer", "nearly")]


def test_a_reporters_limit_is_nobodys_lateness(watched):
    services.promise(
        COMPLAINT, [Standard("reporter_answer", 2, Unit.CALENDAR_DAYS)], MONDAY, MONDAY
    )
    look(MONDAY + 30 * DAY)
    assert not told()


def test_what_was_late_before_the_watch_began_is_let_be(office):
    file(standards=TEN)
    fact(MONDAY - 100 * DAY)
    fact(MONDAY - 29 * DAY, OTHER)
    look(MONDAY + 15 * HOUR)
    assert not told()
    look(MONDAY + 20 * HOUR)
    assert told() == [("answer", "twice")], "its moment lies after the watch began"
    for day in range(2, 90):
        look(MONDAY + day * DAY)
    assert told() == [("answer", "twice")]
    assert told(OTHER) == [("", "day_30"), ("", "day_60"), ("", "day_90")]


def test_a_letter_of_last_week_is_not_late_when_it_is_opened(watched):
    services.promise(COMPLAINT, TEN, MONDAY - 5 * DAY, MONDAY)
    look(MONDAY + HOUR)
    assert not told()


def test_a_matter_is_told_of_at_30_60_and_90_days(watched):
    fact(MONDAY)
    for day in range(120):
        look(MONDAY + day * DAY)
    assert told() == [("", "day_30"), ("", "day_60"), ("", "day_90")]
    fact(MONDAY)
    look(MONDAY + 130 * DAY)
    assert len(told()) == 3, "a fact written anew is looked at anew, and told no more"


def test_a_matter_that_has_ended_is_not_told_of(watched):
    fact(MONDAY, ended_at=MONDAY + 29 * DAY, outcome=Outcome.RESOLVED)
    fact(MONDAY, OTHER, ended_at=None, outcome=Outcome.UNFIXED)
    look(MONDAY + 95 * DAY)
    assert not told()
    assert not told(OTHER)


def test_a_matter_opened_again_is_not_told_of_for_the_time_it_was_over(watched):
    file(standards=TEN)
    services.end(COMPLAINT, MONDAY + HOUR)
    services.reopen(COMPLAINT, TEN, MONDAY + 70 * DAY)
    services.end(COMPLAINT, MONDAY + 70 * DAY + HOUR, met=[ANSWER])
    fact(MONDAY, reopened=1)
    look(MONDAY + 71 * DAY)
    assert not told()
    look(MONDAY + 90 * DAY)
    assert told() == [("", "day_90")]


def test_of_several_ages_at_once_the_highest_is_told(watched):
    fact(MONDAY)
    look(MONDAY + 95 * DAY)
    assert told() == [("", "day_30"), ("", "day_60"), ("", "day_90")]
    assert [one["level"] for one in facts()] == ["day_90"]


def test_a_flood_is_left_to_the_digest(watched, monkeypatch):
    monkeypatch.setattr(escalating, "MOST_A_DAY", 3)
    for number in range(5):
        file(Matter("complaint", 100 + number), TEN)
    look(MONDAY + 8 * HOUR)
    assert len(facts()) == 3
    assert len(list(session.scalars(select(Escalation.id)))) == 5
    look(MONDAY + 10 * HOUR)
    assert len(facts()) == 3
    look(MONDAY + 40 * HOUR)
    assert len(facts()) == 6, "another day"


def test_many_are_looked_at_in_batches(watched, monkeypatch):
    monkeypatch.setattr(escalating, "BATCH", 2)
    for number in range(7):
        file(Matter("complaint", 100 + number), TEN)
    assert escalate(MONDAY + 8 * HOUR)
    assert len(facts()) == 2
    look(MONDAY + 8 * HOUR)
    assert len(facts()) == 7
    assert not may_have_come(MONDAY + 8 * HOUR)


def test_a_level_says_what_it_is_about(watched):
    file(standards=TEN)
    fact(MONDAY)
    look(MONDAY + 10 * HOUR)
    line = level_line(facts()[-1]["escalation_id"])
    assert (line.level, line.promise_kind, line.due_at) == (Level.DUE, ANSWER, MONDAY + 10 * HOUR)
    assert (line.filed_at, line.answered_at, line.is_over) == (MONDAY, None, False)
    services.meet(COMPLAINT, ANSWER, MONDAY + 11 * HOUR)
    assert level_line(facts()[-1]["escalation_id"]).is_over
    assert level_line(0) is None


def kept(town: Town) -> list[tuple[int, str]]:
    with town.look() as looking:
        rows = looking.execute(
            select(Escalation.matter_id, Escalation.level).order_by(Escalation.id)
        )
        return [(matter_id, level) for matter_id, level in rows]


@pytest.fixture
def filed_in_town(town: Town) -> Town:
    """Twelve matters that come to a level together, in a town that is watched."""
    with town.work():
        look(MONDAY - DAY)
        for number in range(12):
            file(Matter("complaint", 100 + number), TEN)
    return town


def test_two_workers_tell_each_level_once(filed_in_town: Town, monkeypatch) -> None:
    monkeypatch.setattr(escalating, "BATCH", 3)
    town = filed_in_town

    def work() -> None:
        with town.app.app_context():
            jobs_escalation.escalate(MONDAY + 10 * HOUR)

    workers = [threading.Thread(target=work) for _each in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(kept(town)) == len(set(kept(town))) == 24
    with town.look() as looking:
        told_to = Counter(looking.scalars(select(OutboxRow.listener)))
    assert set(told_to.values()) == {24}


def test_a_worker_that_dies_has_told_nothing_and_the_next_tells_all(filed_in_town: Town) -> None:
    town = filed_in_town
    with suppress(KeyboardInterrupt), town.work():
        escalate(MONDAY + 8 * HOUR)
        raise KeyboardInterrupt
    assert not kept(town)
    with town.app.app_context():
        jobs_escalation.escalate(MONDAY + 8 * HOUR)
        jobs_escalation.escalate(MONDAY + 8 * HOUR)
    assert len(kept(town)) == 12


def test_another_municipality_is_watched_by_itself(filed_in_town: Town) -> None:
    with filed_in_town.app.app_context():
        other = Town(filed_in_town.app, makers.municipality("chumphae"))
    with other.work():
        file(standards=TEN)
    with filed_in_town.app.app_context():
        jobs_escalation.escalate(MONDAY + 9 * HOUR)
    assert len(kept(filed_in_town)) == 12
    assert not kept(other)
    with filed_in_town.app.app_context():
        jobs_escalation.escalate(MONDAY + 10 * HOUR)
    assert kept(other) == [(COMPLAINT.id, "due")]


def test_only_what_should_be_looked_at_is_read(watched) -> None:
    for number in range(30):
        file(Matter("complaint", 100 + number), TEN)
    look(MONDAY)
    soonest = session.scalar(select(Promise.look_at).order_by(Promise.look_at).limit(1))
    assert soonest == MONDAY + 8 * HOUR
    assert not may_have_come(MONDAY + 7 * HOUR)
