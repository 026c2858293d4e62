"""One chain from complaint to caretaker: no circle, kept through merges, told to those before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import func, select

from portal.channels.lifecycle import Occasion
from portal.channels.models import Notice
from portal.complaints.queries import choices
from portal.complaints.services import Contact
from portal.foundation import outbox
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, OutOfOrder
from portal.foundation.i18n import Bilingual, speaking
from portal.foundation.policy import Role
from portal.municipalities import queries as municipalities
from portal.participation.ballots.papers import Option, Pot
from portal.participation.ballots.services import casting, counting, freezing, setting_up
from portal.participation.ballots.terms import OUTCOME_WORDS, Outcome
from portal.participation.chain import kinds, queries, services
from portal.participation.chain.kinds import Reader, Shown, Teller
from portal.participation.chain.models import ChainLink
from portal.participation.chain.terms import ORDER, Kind, Record
from portal.participation.ideas import services as idea_services
from portal.participation.ideas.services import NewAnswer
from portal.participation.ideas.terms import Answered
from portal.participation.projects.terms import Tool
from tests import ballots, ideas, makers
from tests.fixtures.portal import Town
from tests.makers import MONDAY
from tests.projects import a_project, stage

HOUR = timedelta(hours=1)
WON = Bilingual("ผ่านการลงคะแนน", "Won the vote")
PLAN, MONEY, DONE = (Kind.PLAN_ITEM, 1), (Kind.BUDGET_LINE, 2), (Kind.RESULT, 3)


@pytest.fixture(autouse=True)
def _tellers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tools of which every record is public, and in whose plan one person took part."""

    def shown(ids: Sequence[int], _actor: object) -> Mapping[int, Shown]:
        return {one: Shown(f"n{one}") for one in ids if one < 900}

    def acted(ids: Sequence[int]) -> Mapping[int, Sequence[Reader]]:
        return {one: [Reader("planner@example.net", "en")] for one in ids}

    for kind in (Kind.PLAN_ITEM, Kind.BUDGET_LINE, Kind.RESULT):
        teller = Teller(shown, acted) if kind is Kind.PLAN_ITEM else Teller(shown)
        monkeypatch.setitem(kinds._tellers, kind, teller)


def chained(inside: Any, *records: Record) -> None:
    clerk = inside.actor(Role.CLERK)
    for first, second in pairwise(records):
        services.link(clerk, first, second, MONDAY)


def links() -> int:
    return session.scalar(select(func.count()).select_from(ChainLink)) or 0


def test_the_line_goes_from_the_first_to_the_last_whatever_it_is_asked_from(inside: Town) -> None:
    chained(inside, PLAN, MONEY, DONE)
    chained(inside, PLAN, DONE)
    for record in (PLAN, MONEY, DONE):
        line = queries.line_of(record, None)
        assert [place.kind for place in line] == [PLAN[0], MONEY[0], DONE[0]]
        assert [place.kind for place in line if place.is_here] == [record[0]]
    assert queries.earlier(DONE) == [PLAN, MONEY]
    assert queries.later(PLAN) == [MONEY, DONE]
    assert queries.line_of((Kind.PLAN_ITEM, 77), None) == []


def test_what_may_not_be_seen_is_neither_shown_nor_counted(inside: Town) -> None:
    for hidden in (901, 902):
        chained(inside, PLAN, (Kind.RESULT, hidden))
    assert queries.line_of(PLAN, None) == []
    for seen in range(10, 18):
        chained(inside, PLAN, (Kind.RESULT, seen))
    line = queries.line_of(PLAN, None)
    assert [(len(place.records), place.more) for place in line] == [(1, 0), (5, 3)]


def test_no_link_leads_back_to_itself_or_in_a_circle(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    for at, kind in enumerate(ORDER):
        for earlier in ORDER[: at + 1]:
            with pytest.raises(OutOfOrder):
                services.link(clerk, (kind, 1), (earlier, 2), MONDAY)
    with pytest.raises(OutOfOrder, match="with itself"):
        services.link(clerk, PLAN, PLAN, MONDAY)
    with pytest.raises(Forbidden):
        services.link(ideas.resident(), PLAN, DONE, MONDAY)
    assert links() == 0


def test_linked_twice_is_linked_once(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    assert services.link(clerk, PLAN, DONE, MONDAY)
    assert not services.link(clerk, PLAN, DONE, MONDAY)
    assert links() == 1
    services.unlink(PLAN, DONE)
    services.unlink(PLAN, DONE)
    assert links() == 0


def test_merged_links_go_along_and_double_ones_fall_together(inside: Town) -> None:
    first, second = (Kind.IDEA, 1), (Kind.IDEA, 2)
    chained(inside, (Kind.COMPLAINT, 5), first, PLAN)
    chained(inside, (Kind.COMPLAINT, 6), second, PLAN)
    services.merged(Kind.IDEA, 1, 2, MONDAY)
    assert links() == 3
    assert queries.earlier(PLAN) == [(Kind.COMPLAINT, 5), (Kind.COMPLAINT, 6), second]
    assert queries.later(first) == []


def test_each_part_of_a_split_record_has_the_links_of_the_whole(inside: Town) -> None:
    chained(inside, (Kind.IDEA, 1), PLAN, DONE)
    services.split(Kind.PLAN_ITEM, PLAN[1], [7, 8], MONDAY)
    assert queries.earlier(DONE) == [(Kind.IDEA, 1), PLAN, (Kind.PLAN_ITEM, 7), (Kind.PLAN_ITEM, 8)]


def test_another_municipality_has_chains_of_its_own(town: Town) -> None:
    with town.app.app_context():
        other = Town(town.app, makers.municipality("banphai", "town"))
    with town.work():
        chained(town, PLAN, DONE)
    with other.work():
        assert queries.line_of(PLAN, None) == []
        services.forget(PLAN)
        services.merged(Kind.PLAN_ITEM, 1, 9, MONDAY)
    with town.look():
        assert links() == 1


def test_ideas_that_merge_take_their_place_in_the_chain_along(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    there = ideas.a_stage()
    one, two = (ideas.an_idea(there, title=title) for title in ("ทางเดินริมน้ำ", "ไฟในสวน"))
    services.link(clerk, (Kind.IDEA, one.id), PLAN, MONDAY)
    idea_services.merge(clerk, one.id, two.running, "เรื่องเดียวกัน", seen=one.version, at=MONDAY)
    assert queries.earlier(PLAN) == [(Kind.IDEA, two.id)]
    with speaking("en"):
        (place, _plan) = queries.line_of(PLAN, None)
    assert (place.records[0].title, place.records[0].language) == ("ไฟในสวน", "th")


def told(town: Town, at: datetime = MONDAY + HOUR) -> dict[str, list[str]]:
    with town.app.app_context():
        outbox.deliver(lambda: at)
    with town.look():
        found: dict[str, list[str]] = {}
        asked = select(Notice).where(Notice.occasion == Occasion.CHAIN.value)
        for row in session.scalars(asked.order_by(Notice.id)):
            found.setdefault(row.address, []).append(f"{row.subject}\n{row.body}")
        return found


def test_who_took_part_early_is_told_once_when_a_later_record_goes_on(town: Town) -> None:
    with town.work():
        road = next(line.id for line in choices.categories() if line.code == "road")
        mail = Contact(email="reporter@example.net")
        seen = makers.complaint("ถนนพัง", contact=mail, category_id=road, at=MONDAY)
        silent = makers.complaint("ไฟดับอีก", at=MONDAY)
        clerk = town.actor(Role.CLERK)
        for one in (seen, silent):
            services.link(clerk, (Kind.COMPLAINT, one.complaint_id), PLAN, MONDAY)
        chained(town, PLAN, DONE)
        services.moved(DONE, WON, MONDAY)
        services.moved((Kind.RESULT, 99), WON, MONDAY)  # nothing led there
    letters = told(town)
    assert set(letters) == {"reporter@example.net", "planner@example.net"}
    (letter,) = letters["planner@example.net"]
    for words in ("Item of the plan: n1", "What came of it: n3", "Won the vote"):
        assert words in letter
    assert "http" not in letter
    assert told(town) == letters


def test_who_acted_on_the_record_itself_is_told_by_its_own_tool(town: Town) -> None:
    with town.work():
        chained(town, (Kind.IDEA, 1), PLAN)
        chained(town, (Kind.PLAN_ITEM, 4), DONE)
        services.moved(PLAN, WON, MONDAY)
    assert told(town) == {}


def test_what_the_public_may_not_read_is_told_to_nobody(town: Town) -> None:
    with town.work():
        chained(town, PLAN, (Kind.RESULT, 950))
        services.moved((Kind.RESULT, 950), WON, MONDAY)
    assert told(town) == {}


def test_an_idea_on_a_ballot_and_what_became_of_it(town: Town) -> None:
    with town.work():
        clerk = town.actor(Role.CLERK)
        collecting = stage(Tool.IDEAS, MONDAY - HOUR, 0.5)
        voting = stage(Tool.BALLOT, ballots.OPENS, 10)
        project = a_project(clerk, collecting, voting, at=MONDAY)
        there, vote = project.stages
        idea = ideas.an_idea(there.id, title="ห้องสมุดของเด็ก")
        foreign = ideas.an_idea(ideas.a_stage(), title="ของโครงการอื่น")
        setting_up.begin(clerk, vote, at=MONDAY)
        setting_up.save_pot(clerk, vote, Pot(0, "ทั้งเมือง", "City", 900_000), at=MONDAY)
        library = Option(0, 1, "ห้องสมุด", "Library", 400_000, idea_id=foreign.id)
        with pytest.raises(Invalid):
            setting_up.save_option(clerk, vote, library, at=MONDAY)
        setting_up.save_option(clerk, vote, replace(library, idea_id=idea.id), at=MONDAY)
        assert queries.line_of((Kind.IDEA, idea.id), None) == [], "no paper is shown beforehand"
        freezing.freeze_due(ballots.OPENS)
        casting.cast(ballots.resident(1), vote.id, {1: 1}, at=ballots.VOTING)
        running = queries.line_of((Kind.IDEA, idea.id), None)
        assert [place.records[0].state for place in running] == ["", ""], "no running result"
        counting.count_due(ballots.COUNTING)
        _idea, ended = queries.line_of((Kind.IDEA, idea.id), None)
        assert ended.records[0].state == str(OUTCOME_WORDS[Outcome.WON])
    (letter,) = told(town, ballots.COUNTING + HOUR)["author@example.net"]
    for words in ("ห้องสมุดของเด็ก", "นำเข้าลงคะแนน: ห้องสมุด", str(OUTCOME_WORDS[Outcome.WON])):
        assert words in letter


def test_a_topic_leads_from_its_complaints_to_its_answer(town: Town) -> None:
    with town.work():
        clerk = town.actor(Role.CLERK)
        road = next(line.id for line in choices.categories() if line.code == "road")
        reporter = Contact(email="reporter@example.net", language="en")
        seen = makers.complaint("ถนนพัง", contact=reporter, category_id=road, at=MONDAY)
        idea = ideas.an_idea(ideas.a_stage())
        services.link(clerk, (Kind.COMPLAINT, seen.complaint_id), (Kind.IDEA, idea.id), MONDAY)
        works = municipalities.unit_ids()["works"]
        new = NewAnswer(Answered.ACCEPTED, "ทำได้ในปีนี้", works)
        idea_services.answer(clerk, idea.id, new, seen=idea.version, at=MONDAY)
    letters = told(town)
    assert set(letters) == {"reporter@example.net"}, "the author is told of the answer itself"
    (letter,) = letters["reporter@example.net"]
    for words in ("Complaint: ถนนพัง", f"Idea: {ideas.TITLE}", "Accepted as proposed"):
        assert words in letter
