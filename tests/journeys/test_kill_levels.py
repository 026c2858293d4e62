"""The worker is killed with `kill -9` while it looks for levels: each is told once, none lost."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.channels.lifecycle import Occasion
from portal.channels.models import Notice
from portal.foundation import database
from portal.foundation.policy import Role
from portal.operations import worker
from portal.response_times import jobs_escalation
from portal.response_times.models import Escalation
from portal.response_times.services import escalating
from tests import makers
from tests.fixtures.portal import Town
from tests.journeys.test_kill import BETWEEN_KILLS, forked
from tests.makers import MONDAY

KILLS = 25
FRESH = 2
"""How many complaints come to a level at each kill, besides what the last kill left behind."""
LONGEST_LIFE_SECONDS = 0.4


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.usefixtures("clock")  # what is filed is filed on its day, whatever day it is today
def test_each_level_is_told_once_though_the_worker_is_killed(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(escalating, "BATCH", 1)
    monkeypatch.setattr(escalating, "MOST_A_DAY", 1000)
    chance = random.Random(2569)
    with town.app.app_context():
        jobs_escalation.escalate(MONDAY - timedelta(days=1))
    _file(town)
    worker.work_once(town.app)  # what is read once a process is read before the forks
    at = MONDAY + timedelta(days=13)
    for _kill in range(KILLS):
        _file(town)
        with town.app.app_context():
            database.db.engine.dispose()
        number = forked(town, at, lambda: _go_round(town))
        time.sleep(chance.uniform(0, LONGEST_LIFE_SECONDS))
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)
        at += BETWEEN_KILLS
    number = forked(town, at + timedelta(minutes=10), lambda: _rounds(town, 3))
    assert os.waitpid(number, 0)[1] == 0
    _each_once(town)


def _file(town: Town) -> None:
    with town.work():
        for _each in range(FRESH):
            makers.complaint(at=MONDAY)


def _go_round(town: Town) -> None:
    while True:
        _rounds(town, 1)


def _rounds(town: Town, rounds: int) -> None:
    for _each in range(rounds):
        with town.app.app_context():
            jobs_escalation.escalate(MONDAY + timedelta(days=13))
        worker.work_once(town.app)


def _each_once(town: Town) -> None:
    """Acknowledged: near, due and twice over; answered: near. By the dispatcher and the clerk."""
    with town.look() as looking:
        levels = Counter(
            looking.execute(select(Escalation.matter_id, Escalation.promise_kind, Escalation.level))
        )
        told = Counter(
            looking.scalars(
                select(Notice.address).where(Notice.occasion == Occasion.ESCALATION.value)
            )
        )
    matters = (KILLS + 1) * FRESH
    assert set(levels.values()) == {1}
    kinds = Counter((kind, level) for _matter, kind, level in levels)
    assert kinds["acknowledge", "twice"] == kinds["acknowledge", "due"] == matters
    assert kinds["answer", "nearly"] == matters
    assert sum(told.values()) == sum(levels.values())
    assert told[makers.email(Role.CLERK)] >= matters
