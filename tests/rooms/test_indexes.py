"""The desk's questions use the indexes that were made for them, on both databases."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Select, select, text

from portal.attachments.models import Attachment, Standing
from portal.complaints.models import Complaint
from portal.foundation.database import session
from tests.fixtures.portal import Town
from tests.makers import MONDAY

OPEN = Complaint.is_open.is_(True)
CLAIMED = (
    Attachment.owner_kind == "complaint",
    Attachment.owner_id == 1,
    Attachment.state == Standing.CLAIMED.value,
)
QUESTIONS = {
    "ix_complaint_due": (OPEN, Complaint.next_due_at < MONDAY),
    "ix_complaint_unit_due": (OPEN, Complaint.unit_id == 1, Complaint.next_due_at < MONDAY),
    "ix_complaint_officer_due": (OPEN, Complaint.officer_id == 1, Complaint.next_due_at < MONDAY),
}


def plan_of(asked: Select[tuple[Any]]) -> str:
    """How the database would answer, as it tells it."""
    bind = session.get_bind()
    words = str(asked.compile(bind, compile_kwargs={"literal_binds": True}))
    if bind.dialect.name == "sqlite":
        lines = session.execute(text(f"EXPLAIN QUERY PLAN {words}")).all()
    else:
        session.execute(text("SET LOCAL enable_seqscan = off"))
        lines = session.execute(text(f"EXPLAIN {words}")).all()
    return "\n".join(map(str, lines))


@pytest.mark.parametrize("index", QUESTIONS)
def test_an_open_complaint_is_found_by_the_index_of_open_ones(inside: Town, index: str) -> None:
    asked = select(Complaint.id).where(Complaint.municipality_id == inside.id, *QUESTIONS[index])
    plan = plan_of(asked)
    # PostgreSQL may take any of them for a table without rows; that it may at all is the point.
    good = {index} if session.get_bind().dialect.name == "sqlite" else set(QUESTIONS)
    assert any(name in plan for name in good), plan


def test_the_photos_of_a_matter_are_found_by_their_owner(inside: Town) -> None:
    """And not by their state, which reads all photos of a municipality.

    SQLite decides without figures of the rows; PostgreSQL has them, and there are none here.
    """
    if session.get_bind().dialect.name == "postgresql":
        pytest.skip("with no rows PostgreSQL may take either")
    asked = (
        select(Attachment.id)
        .where(Attachment.municipality_id == inside.id, *CLAIMED)
        .order_by(Attachment.filed_at, Attachment.id)
    )
    assert "ix_attachment_owner" in plan_of(asked)
