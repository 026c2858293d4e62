"""The worker: what is slow does not hold up what is quick."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from portal.channels.models import Notice
from portal.foundation import jobs, outbox
from portal.operations import worker
from portal.operations.worker import Worker
from tests import makers
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.notices import MAIL
from tests.post import Holding, Post

ENOUGH_SECONDS = 60
"""Only a broken worker lets anybody wait so long."""


def happens(what: Callable[[], bool]) -> None:
    """Wait for something another thread does."""
    until = time.monotonic() + ENOUGH_SECONDS
    while not what():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.02)


@pytest.fixture
def working(town: Town, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Worker]:
    """A worker that goes round without taking breath."""
    monkeypatch.setattr(worker, "BREATH_SECONDS", 0.02)
    return lambda: Worker(town.app)


def told(town: Town) -> bool:
    with town.look():
        return not outbox.waiting()


def written(town: Town) -> int:
    with town.look() as looking:
        return len(list(looking.scalars(select(Notice.id))))


def test_a_hanging_mail_server_holds_up_no_facts_and_no_jobs(
    town: Town,
    clock: Clock,
    working: Callable[[], Worker],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done = threading.Event()
    job = jobs.Job("tick", timedelta(hours=1), lambda _at: done.set())
    monkeypatch.setattr(worker, "JOBS", (job,))
    with Holding() as server, settings(town, server.port):
        with town.work():
            makers.complaint(contact=MAIL, at=MONDAY)
        at_work = working()
        at_work.start()
        assert server.came.wait(ENOUGH_SECONDS), "nothing was sent"
        with town.work():
            makers.complaint(contact=MAIL, at=MONDAY)
        happens(lambda: told(town) and written(town) == 2)
        assert done.wait(ENOUGH_SECONDS)
        with town.look() as looking:
            assert not any(looking.scalars(select(Notice.attempts))), "the server was waited for"
        server.let_go()
        at_work.stop()
    assert not any(thread.is_alive() for thread in at_work.threads)


def test_a_round_that_fails_is_followed_by_the_next(
    town: Town, working: Callable[[], Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds = iter([OSError(), None])
    again = threading.Event()

    def fail_once(_app: object, _ending: object) -> None:
        error = next(rounds, None)
        if error is not None:
            raise error
        again.set()

    monkeypatch.setattr(worker, "send", fail_once)
    at_work = working()
    at_work.start()
    assert again.wait(ENOUGH_SECONDS)
    at_work.stop()


def test_a_stop_leaves_the_rest_for_the_next_worker(
    town: Town, clock: Clock, working: Callable[[], Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    with town.work():
        for _one in range(3):
            makers.complaint(contact=MAIL, at=MONDAY)
    with town.look():
        waited = outbox.waiting()
    at_work = working()
    told_first = outbox._tell

    def told_then_ended(row_id: int, at: Callable[[], datetime]) -> int:
        at_work.stopped.set()
        return told_first(row_id, at)

    monkeypatch.setattr(outbox, "_tell", told_then_ended)
    worker.tell_and_do(town.app, at_work.stopped.is_set)
    with town.look():
        assert outbox.waiting() == waited - 1, "the others were told too"
    monkeypatch.setattr(outbox, "_tell", told_first)
    worker.tell_and_do(town.app)
    assert told(town), "the next worker had to wait for what was left"


@contextmanager
def settings(town: Town, port: int) -> Iterator[None]:
    """A mail server at this port, waited for longer than the test takes."""
    former = town.app.config["PORTAL"]
    mail = replace(Post(port=port).settings(), timeout_seconds=ENOUGH_SECONDS)
    town.app.config["PORTAL"] = replace(former, mail=mail)
    try:
        yield
    finally:
        town.app.config["PORTAL"] = former
