"""Votes for tests, begun and filled in by verbs; residents to vote in them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from portal.accounts import services as accounts
from portal.foundation import tenancy
from portal.foundation.policy import Actor, Role
from portal.participation.ballots.papers import Option, Pot, Rules
from portal.participation.ballots.services import setting_up
from portal.participation.projects.queries import StageLine
from portal.participation.projects.terms import Tool, Who
from tests.makers import MONDAY
from tests.projects import a_project, stage

OPENS = MONDAY + timedelta(days=1)
CLOSES = OPENS + timedelta(days=10)
VOTING = OPENS + timedelta(days=2)
COUNTING = CLOSES + timedelta(minutes=2)
OPTIONS = (
    Option(0, 1, "ไฟส่องสว่างซอย 5", "Lights in Soi 5", 300_000),
    Option(0, 1, "ลานกีฬาหน้าวัด", "Sports ground at the temple", 500_000),
    Option(0, 1, "ห้องสมุดชุมชน", "Community library", 400_000),
    Option(0, 1, "ทางเท้าหน้าตลาด", "Footpath at the market", 250_000),
)
MONEY = 900_000


def resident(number: int, at: datetime = MONDAY) -> Actor:
    """Another resident with an account."""
    new = accounts.NewPerson(f"voter{number}@example.com", f"ผู้ลงคะแนน {number}", Role.RESIDENT)
    return Actor(Role.RESIDENT, tenancy.municipality_id(), accounts.add(new, at))


def a_vote(
    clerk: Actor,
    *,
    at: datetime = MONDAY,
    opens: datetime = OPENS,
    who: Who = Who.SIGNED_IN,
    options: tuple[Option, ...] = OPTIONS,
    **rules: Any,
) -> StageLine:
    """The stage of a vote on four projects in a published project, open for ten days."""
    project = a_project(clerk, stage(Tool.BALLOT, opens, 10, who), at=at)
    there = project.stages[0]
    setting_up.begin(clerk, there, at=at)
    setting_up.set_rules(clerk, there, Rules(**{"seed": "2569", "most": 2, **rules}), at=at)
    setting_up.save_pot(clerk, there, Pot(0, "ทั้งเมือง", "Whole city", MONEY), at=at)
    for option in options:
        setting_up.save_option(clerk, there, option, at=at)
    return there
