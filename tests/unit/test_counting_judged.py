"""Counts of random elections equal those of another library, made beforehand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from portal.participation.counting.counts import count
from portal.participation.counting.elections import Election, Project, gathered
from portal.participation.counting.results import Completion, Rule, Terms, Utility

SEED = "second opinion"
JUDGED = json.loads(Path(__file__).with_name("judged_elections.json").read_text())
TERMS = {"greedy": Terms(Rule.GREEDY, seed=SEED)} | {
    f"{utility}/{completion}": Terms(Rule.EQUAL_SHARES, utility, completion, SEED)
    for utility in Utility
    for completion in (Completion.NONE, Completion.ADD_ONE)
}


@pytest.mark.parametrize("name", TERMS)
def test_winners_are_the_same(name: str) -> None:
    assert len(JUDGED) == 200
    for judged in JUDGED:
        election = _election(judged)
        result = count(election, TERMS[name])
        won = sorted(election.projects[place].id for place in result.winners)
        assert won == judged["won"][name], judged


def test_many_of_them_hold_equal_projects() -> None:
    tied = [judged for judged in JUDGED if count(_election(judged), TERMS["cost/add-one"]).ties]
    assert len(tied) > 50


def _election(judged: dict[str, Any]) -> Election:
    projects = tuple(Project(name, price) for name, price in judged["projects"].items())
    places = {project.id: place for place, project in enumerate(projects)}
    ballots = gathered(
        tuple(sorted((places[name], 1) for name in ballot)) for ballot in judged["ballots"]
    )
    return Election(projects, ballots, judged["budget"])
