"""The desk's questions use the indexes that were made for them, on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text

from portal.complaints.models import Complaint
from portal.foundation.database import session
from tests.fixtures.portal import Town
from tests.makers import MONDAY

OPEN = Complaint.is_open.is_(True)
QUESTIONS = {
    "ix_complaint_due": (OPEN, Complaint.next_due_at < MONDAY),
    "ix_complaint_unit_due": (OPEN, Complaint.unit_id == 1, Complaint.next_due_at < MONDAY),
    "ix_complaint_officer_due": (OPEN, Complaint.officer_id == 1, Complaint.next_due_at < MONDAY),
}


@pytest.mark.parametrize("index", QUESTIONS)
def test_an_open_complaint_is_found_by_the_index_of_open_ones(inside: Town, index: str) -> None:
    bind = session.get_bind()
    asked = select(Complaint.id).where(Complaint.municipality_id == inside.id, *QUESTIONS[index])
    words = str(asked.compile(bind, compile_kwargs={"literal_binds": True}))
    if bind.dialect.name == "sqlite":
        plan = session.execute(text(f"EXPLAIN QUERY PLAN {words}")).all()
    else:
        session.execute(text("SET LOCAL enable_seqscan = off"))
        plan = session.execute(text(f"EXPLAIN {words}")).all()
    # PostgreSQL may take any of them for a table without rows; that it may at all is the point.
    good = {index} if bind.dialect.name == "sqlite" else set(QUESTIONS)
    assert any(name in str(line) for line in plan for name in good), plan
