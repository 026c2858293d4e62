"""What the front page counts, and what it shows as done."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from portal.attachments import services as attachments
from portal.complaints import services
from portal.complaints.lifecycle import Closing
from portal.complaints.models import Category, Complaint
from portal.complaints.services import Receipt
from portal.foundation.database import session
from portal.foundation.policy import Actor, Role
from portal.front import queries
from tests import makers, pictures
from tests.fixtures.portal import Town
from tests.makers import MONDAY

NOW = MONDAY + timedelta(hours=6)


@pytest.fixture
def clerk(inside: Town) -> Actor:
    queries.forget()
    return inside.actor(Role.CLERK)


def filed(**more: Any) -> Receipt:
    category = session.scalars(select(Category.id).where(Category.code == "streetlight")).one()
    return makers.complaint(**{"category_id": category, **more})


def does(officer: Actor, receipt: Receipt, verb: Any, *words: object, **more: Any) -> None:
    asked = select(Complaint.version).where(Complaint.id == receipt.complaint_id)
    seen = session.scalars(asked).one()
    verb(officer, receipt.complaint_id, *words, **{"seen": seen, "at": NOW, **more})


def send(officer: Actor) -> Any:
    form_id = uuid4()
    photo = attachments.prepare(io.BytesIO(pictures.jpeg(64, 48)), "photo.jpg")
    attachments.take(officer, photo, attachment_id=uuid4(), form_id=form_id, at=MONDAY)
    return form_id


def test_nothing_is_counted_as_nothing(clerk: Actor) -> None:
    counts = queries.lately(NOW)
    assert (counts.received, counts.resolved, counts.closed) == (0, 0, 0)
    assert (counts.open_now, counts.overdue_now) == (0, 0)
    assert queries.last_fixed() == []


def test_what_came_and_what_was_done_in_thirty_days(clerk: Actor) -> None:
    done, closed, _open = filed(), filed(), filed()
    filed(at=NOW - timedelta(days=31))
    does(clerk, done, services.resolve, "ซ่อมแล้ว", no_photo_because="มืด")
    does(clerk, closed, services.close, Closing.NOT_OURS, "ของการไฟฟ้า")
    counts = queries.lately(NOW)
    assert (counts.received, counts.resolved, counts.closed) == (3, 1, 1)
    assert (counts.open_now, counts.overdue_now) == (2, 1)


def test_counts_are_kept_for_a_minute(clerk: Actor) -> None:
    before = queries.lately(NOW)
    filed()
    assert queries.lately(NOW) is before
    queries.forget()
    assert queries.lately(NOW).received == before.received + 1


def finished(clerk: Actor, *, looked: bool = True, before: bool = True) -> Receipt:
    receipt = filed(form_id=send(clerk)) if before else filed()
    does(clerk, receipt, services.start)
    form_id = send(clerk)
    does(clerk, receipt, services.resolve, "ซ่อมแล้ว", form_id=form_id)
    if looked:
        does(clerk, receipt, services.review, show=True)
    return receipt


def test_finished_complaints_show_before_and_after(clerk: Actor) -> None:
    receipt = finished(clerk)
    [shown] = queries.last_fixed()
    assert (shown.year, shown.running) == (receipt.year, receipt.running)
    assert shown.before != shown.after


def test_unseen_halves_and_hidden_ones_are_not_shown(clerk: Actor) -> None:
    finished(clerk, looked=False)
    finished(clerk, before=False)
    hidden = finished(clerk)
    does(clerk, hidden, services.review, show=False)
    assert queries.last_fixed() == []


def test_three_at_most_the_newest_first(clerk: Actor) -> None:
    receipts = [finished(clerk) for _number in range(5)]
    assert len(queries.last_fixed()) == queries.SHOWN
    assert {one.running for one in queries.last_fixed()} <= {one.running for one in receipts}
