"""Stages: open from their start until just before their end; what cannot stand together."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.participation.projects import owing, stages
from portal.participation.projects.owing import Reminder
from portal.participation.projects.patterns import PATTERNS
from portal.participation.projects.services import StagePlan
from portal.participation.projects.terms import Phase, ProjectForm, Step, Tool, Who
from tests.makers import MONDAY
from tests.projects import stage

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def planned(tool: Tool, begins: int, days: int, who: Who = Who.SIGNED_IN) -> StagePlan:
    return stage(tool, MONDAY + begins * DAY, days, who)


def test_a_start_belongs_to_a_stage_and_its_end_does_not() -> None:
    one = planned(Tool.BALLOT, 0, 1)
    moments = (MONDAY - SECOND, MONDAY, MONDAY + DAY - SECOND, MONDAY + DAY)
    found = [stages.phase(one, moment) for moment in moments]
    assert found == [Phase.BEFORE, Phase.OPEN, Phase.OPEN, Phase.OVER]


def test_every_tool_belongs_to_a_step_and_every_step_has_a_tool() -> None:
    assert {stages.step_of(tool) for tool in Tool} == set(Step)


IDEAS, DRAFT, VOTE = planned(Tool.IDEAS, 0, 10), planned(Tool.DRAFT, 10, 10), Tool.BALLOT
NONSENSE = {
    "ends before it begins": ([planned(Tool.SURVEY, 0, -1)], "A stage must end after its start"),
    "longer than a plan": ([planned(Tool.MONITORING, 0, 2300)], "six years"),
    "a vote of strangers": ([planned(VOTE, 0, 5, Who.ANYONE)], "told apart"),
    "two votes at once": ([planned(VOTE, 0, 5), planned(VOTE, 4, 5)], "Two votes"),
    "two collections at once": ([IDEAS, planned(Tool.IDEAS, 9, 5)], "Ideas are collected"),
    "a vote among ideas": ([IDEAS, planned(VOTE, 9, 5)], "before the ideas are all in"),
    "a vote before all ideas": ([planned(VOTE, -9, 5), IDEAS], "before the ideas are all in"),
    "a vote before feasibility": ([IDEAS, DRAFT, planned(VOTE, 19, 5)], "feasibility"),
    "work before the vote is over": ([planned(VOTE, 0, 5), planned(Tool.TASKS, 4, 5)], "Work and"),
    "a result before ideas": ([IDEAS, planned(Tool.RESULT, 9, 5)], "the ideas are all in"),
    "a result before the draft": ([DRAFT, planned(Tool.RESULT, 19, 5)], "the draft is settled"),
}


@pytest.mark.parametrize("name", list(NONSENSE))
def test_what_makes_no_sense_is_said(name: str) -> None:
    plans, words = NONSENSE[name]
    assert any(words in why.text for _number, why in stages.clashes(plans))


def test_what_follows_closely_makes_sense() -> None:
    first = [IDEAS, DRAFT, planned(VOTE, 20, 5), planned(Tool.TASKS, 25, 9)]
    again = [planned(Tool.IDEAS, 40, 5), planned(Tool.DRAFT, 45, 5), planned(VOTE, 50, 5)]
    forums = [planned(Tool.FORUM, 0, 9), planned(Tool.FORUM, 3, 9)]
    assert stages.clashes([*first, *again, *forums]) == []


@pytest.mark.parametrize("form", list(ProjectForm))
def test_each_pattern_makes_sense(form: ProjectForm) -> None:
    first = MONDAY.date()
    plans = [
        StagePlan(one.tool, one.title, *one.moments(first), one.who)
        for one in PATTERNS[form].stages
    ]
    assert stages.clashes(plans) == []
    assert all(plan.title.th and plan.title.en for plan in plans)


def test_stages_stand_in_the_order_of_their_start() -> None:
    assert [one.tool for one in stages.in_order([DRAFT, IDEAS])] == [Tool.IDEAS, Tool.DRAFT]


def test_reminders_come_a_week_ahead_at_the_end_and_thirty_days_later() -> None:
    told = [
        owing.reminder(MONDAY, MONDAY + days * DAY - ago)
        for days, ago in ((-7, SECOND), (-7, 0 * DAY), (0, 0 * DAY), (30, SECOND), (30, 0 * DAY))
    ]
    assert told == [None, Reminder.COMING, Reminder.OWED, Reminder.OWED, Reminder.LATE]
