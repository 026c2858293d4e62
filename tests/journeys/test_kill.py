"""The worker is killed with `kill -9` at 200 random moments: no notice is lost.

A copy may leave twice only when the kill fell between the mail server's yes and our mark; both
copies bear the same Message-ID. Counted against the mail server's own log.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from portal.channels.lifecycle import State
from portal.channels.models import Notice, NoticeDue
from portal.complaints import services
from portal.complaints.models import ComplaintContact
from portal.foundation import clock as portal_clock
from portal.foundation import database, outbox
from portal.foundation.policy import Role
from portal.operations import worker
from tests import makers
from tests.fixtures.portal import Town
from tests.life import Making
from tests.makers import MONDAY
from tests.post import Post, serving

KILLS = 200
REPORTER = "a@example.com"
"""Staff get notices of their own as the days go by."""
ANSWERS = 2
"""How many answers are due at each kill, besides what the last kill left behind."""
LONGEST_LIFE_SECONDS = 0.4
BETWEEN_KILLS = timedelta(minutes=4)
"""Longer than any lease, so that the next worker may take up what the killed one held."""


def forked(town: Town, at: datetime, work: Callable[[], None]) -> int:
    """A worker process that begins now and lives in the time `at`; its number."""
    number = os.fork()
    if number:
        return number
    try:
        with town.app.app_context():
            database.db.engine.dispose(close=False)
        began = time.monotonic()
        portal_clock.now = lambda: at + timedelta(seconds=time.monotonic() - began)
        work()
    except BaseException:  # noqa: BLE001 - a fork must never come back into pytest
        os._exit(1)
    os._exit(0)


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_no_notice_is_lost_when_the_worker_is_killed(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(2569)
    at = MONDAY
    with serving(Post()) as post:
        settings = replace(town.app.config["PORTAL"], mail=post.settings())
        monkeypatch.setitem(town.app.config, "PORTAL", settings)
        with town.work():
            contact = services.Contact(email=REPORTER)
            receipt = makers.complaint(contact=contact, at=at - timedelta(days=1))

        worker.work_once(town.app)  # what is read once a process is read before the forks
        longest = _time_of_a_round(town, receipt, at)
        at += BETWEEN_KILLS
        for _kill in range(KILLS):
            _answer(town, receipt, at)
            number = forked(town, at, lambda: _go_round(town))
            time.sleep(chance.uniform(0, longest))
            os.kill(number, signal.SIGKILL)
            os.waitpid(number, 0)
            at += BETWEEN_KILLS
        _finish(town, at)
        _nothing_lost(town, post)


def _answer(town: Town, receipt: services.Receipt, at: datetime) -> None:
    """Make a few notices due, and hold no connection that a fork would share."""
    with town.work():
        answering = Making(town.actor(Role.CLERK), receipt, at - timedelta(hours=1))
        for n in range(ANSWERS):
            answering.does(services.reply, f"คำตอบ {n}")
    with town.app.app_context():
        database.db.engine.dispose()


def _go_round(town: Town) -> None:
    while True:
        worker.work_once(town.app)


def _time_of_a_round(town: Town, receipt: services.Receipt, at: datetime) -> float:
    """How many seconds a worker lives that does its work and then some: kills fall within."""
    _answer(town, receipt, at)
    began = time.monotonic()
    number = forked(town, at, lambda: worker.work_once(town.app))
    assert os.waitpid(number, 0)[1] == 0
    return min(1.5 * (time.monotonic() - began), LONGEST_LIFE_SECONDS)


def _finish(town: Town, at: datetime) -> None:
    """One worker that nobody kills does the rest."""

    def until_done() -> None:
        with town.app.app_context():
            while outbox.waiting() or not _all_sent():
                database.session.remove()
                worker.work_once(town.app)

    number = forked(town, at, until_done)
    assert os.waitpid(number, 0)[1] == 0


def _all_sent() -> bool:
    return database.session.scalar(select(NoticeDue.notice_id).limit(1)) is None


def _nothing_lost(town: Town, post: Post) -> None:
    with town.look() as looking:
        to_the_reporter = select(func.count()).where(Notice.address == REPORTER)
        written = looking.scalar(to_the_reporter)
        sent = looking.scalar(to_the_reporter.where(Notice.state == State.SENT.value))
        assert looking.scalar(select(func.count()).select_from(ComplaintContact)) == 1
    copies = Counter(one.id for one in post.log)
    written_to = {one.id for one in post.log if REPORTER in str(one.mail["To"])}
    assert written == sent == len(written_to) == (KILLS + 1) * ANSWERS + 1
    doubled = {one for one, n in copies.items() if n > 1}
    last_of_session = {one.session: place for place, one in enumerate(post.log)}
    for one in doubled:
        places = [place for place, sent_ in enumerate(post.log) if sent_.id == one]
        for place in places[:-1]:
            mail = post.log[place]
            assert last_of_session[mail.session] == place, "doubled, though its worker went on"
        assert len({(post.log[p].text, str(post.log[p].mail["Date"])) for p in places}) == 1
    assert len(post.log) - len(copies) <= KILLS
    assert len(last_of_session) > KILLS // 10, "the kills fell before anything was sent"
