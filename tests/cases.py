"""One complaint under a test's hands: file it, move it, and look at what is kept of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from portal.attachments import services as attachments
from portal.complaints.lifecycle import Verb
from portal.complaints.models import MATTER, Complaint, ComplaintStep
from portal.foundation.database import session
from portal.foundation.outbox import OutboxRow
from portal.foundation.policy import Actor, visitor
from portal.response_times import queries as promised
from portal.response_times.models import MatterFact
from portal.response_times.promises import Matter
from portal.response_times.standards import PromiseKind
from tests import makers
from tests.makers import MONDAY
from tests.pictures import jpeg

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def filed(text: str = "ไฟดับทั้งซอย", at: datetime = MONDAY, **more: Any) -> int:
    """A complaint, by its id."""
    return makers.complaint(text, at=at, **more).complaint_id


def row(complaint_id: int) -> Complaint:
    """The complaint as it now is."""
    return session.get_one(Complaint, complaint_id, populate_existing=True)


def fact(complaint_id: int) -> MatterFact:
    """What the figures know of it."""
    return session.scalars(
        select(MatterFact).where(MatterFact.matter_id == complaint_id),
        execution_options={"populate_existing": True},
    ).one()


def does(
    officer: Actor,
    verb: Callable[..., Any],
    complaint_id: int,
    *words: Any,
    at: datetime,
    **more: Any,
) -> Any:
    """One move by somebody who has just looked."""
    return verb(officer, complaint_id, *words, seen=row(complaint_id).version, at=at, **more)


def steps(complaint_id: int) -> list[ComplaintStep]:
    """Its history, oldest first."""
    return list(
        session.scalars(
            select(ComplaintStep)
            .where(ComplaintStep.complaint_id == complaint_id)
            .order_by(ComplaintStep.id)
        )
    )


def verbs(complaint_id: int) -> list[Verb]:
    """The verbs of its history."""
    return [Verb(step.verb) for step in steps(complaint_id)]


def open_dues(complaint_id: int) -> dict[PromiseKind, datetime]:
    """When each open duty is due."""
    lines = promised.promises_of(Matter(MATTER, complaint_id))
    return {line.promise_kind: line.due_at for line in lines if line.is_open and line.is_duty}


def with_photo(complaint_id: int, at: datetime = MONDAY) -> None:
    """Give it one photo, as a reporter does who adds information."""
    form_id = uuid4()
    attachments.take(
        visitor(row(complaint_id).municipality_id),
        io.BytesIO(jpeg()),
        "photo.jpg",
        attachment_id=uuid4(),
        form_id=form_id,
        at=at,
    )
    attachments.claim(form_id, MATTER, complaint_id, at)
    session.flush()


def told_of(complaint_id: int) -> list[str]:
    """The facts in the outbox about a complaint since its filing."""
    rows = session.scalars(select(OutboxRow).order_by(OutboxRow.id))
    return [
        one.kind.rsplit(".", 1)[-1]
        for one in rows
        if one.payload.get("complaint_id") == complaint_id and "Filed" not in one.kind
    ]
