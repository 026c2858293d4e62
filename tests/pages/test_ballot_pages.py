"""Budget votes in Chromium: the ballot paper of each kind, set-up, paper ballots, the result."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from portal.foundation import clock
from portal.foundation.policy import Role
from portal.participation.ballots.services import casting, counting, freezing, paper_ballots
from portal.participation.ballots.terms import BallotKind
from portal.participation.projects import queries as projects
from portal.participation.projects.queries import StageLine
from tests.ballots import a_vote, resident
from tests.fixtures.portal import Town
from tests.pages.window import Window

DAY = timedelta(days=1)


def address(stage: StageLine) -> str:
    return f"/projects/{projects.project_by_id(stage.project_id).number}/votes/{stage.id}"


def prepared(town: Town) -> tuple[str, str, str]:
    """A vote to come, one open with paper ballots that differ, and one that was counted twice."""
    now = clock.now()
    with town.work():
        clerk, first = town.actor(Role.CLERK), town.actor(Role.OFFICER)
        coming = a_vote(clerk, at=now, opens=now + DAY, kind=BallotKind.RANKED)
        running = a_vote(clerk, at=now - DAY, opens=now, kind=BallotKind.KNAPSACK, takes_paper=True)
        freezing.freeze_due(now)
        batch = paper_ballots.open_batch(first, running, "หน่วยที่ 3 ศาลาวัด", 2, at=now)
        paper_ballots.enter(first, running, batch, ("1 2", "3"), at=now)
        second = town.actor(Role.DISPATCHER)
        paper_ballots.enter(second, running, batch, ("1 2", "4"), at=now)
        done = a_vote(clerk, at=now - 20 * DAY, opens=now - 12 * DAY, least_voters=1)
        for number, marks in enumerate(({1: 1, 2: 1}, {2: 1, 3: 1}, {1: 1, 3: 1})):
            casting.cast(resident(number, now), done.id, marks, at=now - 5 * DAY)
        counting.count_due(now)
        counting.withdraw(clerk, done, 2, "ที่ดินเป็นของวัด ใช้ไม่ได้", at=now)
        return address(coming), address(running), address(done)


def test_votes(page_at: Callable[..., Window], town: Town, width: int, language: str) -> None:
    coming, running, done = prepared(town)
    window = page_at(width, language).expects(422)
    window.open(coming).check("vote-coming")
    window.open(running).check("vote-open-visitor")
    window.open(f"{done}/result").check("vote-result")
    window.open(f"{done}/receipts?code=XX").check("vote-receipts")
    window.signs_in(Role.CLERK).open(f"/desk{coming}").check("vote-set-up")
    window.open(f"/desk{coming}/rules").check("vote-rules")
    window.open(f"/desk{coming}/options/0").press("Save").check("vote-option-refused")
    window.open(f"/desk{running}/paper").check("vote-paper")
    window.open(f"/desk{running}/paper/1").press("This is what stands on the papers")
    window.check("vote-batch-refused")
    window.open(f"/desk{done}/options/1/withdraw").check("vote-withdraw")
