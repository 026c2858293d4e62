"""What this room gives, takes away and forgets of a person: of this municipality, no other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from portal.channels import personal
from portal.channels import services as channels
from portal.channels.lifecycle import Outcome
from portal.channels.models import CallAttempt, CallTask, Notice, NoticeDue
from portal.complaints import services
from portal.foundation.database import session
from portal.foundation.personal import Kept, Limit, Subject, total
from portal.foundation.policy import Role
from tests import makers
from tests.fixtures.portal import Clock, Town
from tests.notices import EARLIER, MAIL, PHONE, deliver, filed, moved
from tests.post import Post, free_port

SetMail = Callable[..., None]
ASKED = (services.ask, ("เสาไฟต้นใด",), {})
HERS = "somsri@example.com"


@pytest.fixture
def neighbours(town: Town) -> Town:
    """Another municipality on the same portal, with the same reporters."""
    with town.app.app_context():
        return Town(town.app, makers.municipality("chumphae"))


@pytest.fixture
def two(town: Town, neighbours: Town, clock: Clock, set_mail: SetMail) -> tuple[int, int]:
    """In each municipality one complaint with an e-mail and one with a telephone; here their ids.

    The mail server is down, so that the notices keep their words.
    """
    set_mail(mail=Post(port=free_port()).settings())
    ids = []
    for place in (town, neighbours):
        for contact in (MAIL, PHONE):
            ids.append(filed(place, contact))
            moved(place, ids[-1], EARLIER, ASKED)
    deliver(town, clock)
    return ids[0], ids[1]


def given_to(ids: Sequence[int], addresses: Sequence[str] = ()) -> list[dict[str, object]]:
    """What is given to whoever these complaints and addresses belong to."""
    subject = Subject(complaint_ids=tuple(ids), addresses=tuple(addresses))
    return personal.export(subject).records["messages"]


def taken_from(ids: Sequence[int], addresses: Sequence[str] = ()) -> int:
    """How much is taken away when they ask for it."""
    subject = Subject(complaint_ids=tuple(ids), addresses=tuple(addresses))
    return total(personal.erase(subject, "asked for", EARLIER))


def gone_before(moment: datetime) -> int:
    """How much goes when its time is over."""
    return total(personal.expire(Limit(Kept.NOTICES, moment, "retention"), moment))


def rows(town: Town) -> dict[str, int]:
    with town.look() as looking:
        return {
            table.__tablename__: looking.scalar(select(func.count()).select_from(table)) or 0
            for table in (Notice, CallTask, CallAttempt)
        }


def queued(town: Town) -> int:
    with town.look() as looking:
        wanted = select(func.count()).where(NoticeDue.municipality_id == town.id)
        return looking.scalar(wanted) or 0


def test_a_reporter_gets_what_was_written_and_what_is_to_be_said(
    town: Town, two: tuple[int, int]
) -> None:
    with town.look():
        given = given_to(two)
    notices = [one for one in given if "notice" in one]
    assert [one["notice"] for one in notices] == ["receipt", "question"]
    assert {one["to"] for one in notices} == {HERS}
    assert all("ขก 2569/" in one["subject"] and one["text"] for one in notices)
    assert {one["state"] for one in notices} == {"waiting"}
    (call,) = [one for one in given if "call" in one]
    assert call["call"] == "question"
    assert "เสาไฟต้นใด" in call["text"]


def test_a_reporter_gets_what_went_to_an_address(town: Town, two: tuple[int, int]) -> None:
    with town.look():
        by_address = given_to([], [HERS])
        assert len(by_address) == 2
        assert by_address == given_to(two[:1])
        assert not given_to([], ["somebody.else@example.com"])
        assert not given_to([])


def test_nothing_is_given_or_taken_of_another_municipality(
    town: Town, neighbours: Town, two: tuple[int, int]
) -> None:
    before = rows(neighbours), queued(neighbours)
    with neighbours.look():
        assert not given_to(two)
    with neighbours.work():
        assert taken_from(two) == 0
    with town.work():
        assert taken_from(two, [HERS]) == 3
        assert gone_before(EARLIER + timedelta(days=9000)) == 0
    assert (rows(neighbours), queued(neighbours)) == before
    assert before[0] == {"notice": 2, "call_task": 1, "call_attempt": 0}


def test_erasing_takes_all_of_it_and_the_queue(
    town: Town, clock: Clock, two: tuple[int, int]
) -> None:
    with town.work():
        clerk = town.actor(Role.CLERK)
        call = session.scalars(select(CallTask.id)).one()
        channels.note_call(clerk, call, Outcome.NO_ANSWER, at=clock.now())
    with town.work():
        assert taken_from(two) == 3
    assert rows(town) == {"notice": 0, "call_task": 0, "call_attempt": 0}
    assert queued(town) == 0
    with town.look():
        assert not given_to(two, [HERS])


def test_only_what_is_done_with_goes_when_its_time_is_over(
    town: Town, clock: Clock, set_mail: SetMail
) -> None:
    filed(town, MAIL)
    deliver(town, clock)
    set_mail(mail=Post(port=free_port()).settings())
    filed(town, replace(MAIL, email="other@example.com"))
    moved(town, filed(town, PHONE), EARLIER, ASKED)
    deliver(town, clock)
    with town.work():
        assert gone_before(clock.now()) == 0, "written at that moment, not before it"
    with town.work():
        assert gone_before(clock.now() + timedelta(seconds=1)) == 1
    assert rows(town) == {"notice": 1, "call_task": 1, "call_attempt": 0}
