"""What the figures know of complaints is what the complaints are, at every turn of their lives."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from portal.complaints import services
from portal.complaints.lifecycle import Closing, State
from portal.complaints.models import Complaint
from portal.complaints.services import courses
from portal.foundation.database import session
from portal.foundation.policy import Role, visitor
from portal.response_times.lifecycle import Evidence, Outcome
from portal.response_times.models import MatterFact
from tests import life, makers
from tests.fixtures.portal import Town
from tests.makers import MONDAY
from tests.rooms.test_importing import elsewhere, load, traffy

OFFICE_DAY = 8 * 3600
OUTCOMES = {
    State.RESOLVED: Outcome.RESOLVED,
    State.SETTLED: Outcome.RESOLVED,
    State.CLOSED: Outcome.UNFIXED,
    State.MERGED: Outcome.MERGED,
}


def facts() -> list[dict[str, object]]:
    """Every fact as plain values, in order."""
    session.expunge_all()
    rows = session.scalars(select(MatterFact).order_by(MatterFact.matter_id))
    names = [column.key for column in MatterFact.__table__.columns]
    return [{name: getattr(row, name) for name in names} for row in rows]


def fact(complaint_id: int) -> MatterFact:
    fresh = select(MatterFact).where(MatterFact.matter_id == complaint_id)
    return session.scalars(fresh, execution_options={"populate_existing": True}).one()


def test_told_anew_nothing_changes(inside: Town) -> None:
    life.begin(inside.actor)
    session.flush()
    kept = facts()
    assert len(kept) == len(State)
    last = 0
    while last := courses.tell_next(last, limit=3):
        pass
    assert facts() == kept


def test_each_state_has_its_outcome(inside: Town) -> None:
    for state, case in life.begin(inside.actor).items():
        row = fact(case.receipt.complaint_id)
        complaint = session.get_one(Complaint, row.matter_id)
        assert row.outcome == OUTCOMES.get(state, "")
        assert (row.ended_at is None) == (row.outcome == "")
        assert (row.forwarded_at is not None) == (state is State.REFERRED)
        assert row.next_due_at == complaint.next_due_at
        assert (row.acknowledged_at is None) == (state in {State.RECEIVED, State.MERGED})
        assert (row.category_id, row.unit_id) == (complaint.category_id, complaint.unit_id)
        assert row.is_counted
        assert row.is_timed


def test_office_time_is_counted_from_the_filing(inside: Town) -> None:
    receipt = makers.complaint(at=MONDAY)
    made = life.Making(inside.actor(Role.CLERK), receipt, MONDAY)
    made.does(services.acknowledge)
    made.at = MONDAY + timedelta(days=1)
    made.does(services.reply, "จะไปดูพรุ่งนี้")
    row = fact(receipt.complaint_id)
    assert row.acknowledged_office == 7 * 60
    assert row.answered_at == made.at
    assert row.answered_office == OFFICE_DAY + 7 * 60
    assert row.ended_office is None


def test_a_reopened_matter_is_open_since_its_filing(inside: Town) -> None:
    receipt = makers.complaint(at=MONDAY)
    made = life.Making(inside.actor(Role.CLERK), receipt, MONDAY)
    made.does(services.start).does(services.resolve, "เสร็จแล้ว", no_photo_because="กลางคืน")
    assert fact(receipt.complaint_id).ended_at == made.at
    made.does(services.reopen, "ยังดับอยู่")
    row = fact(receipt.complaint_id)
    assert (row.outcome, row.ended_at, row.ended_office) == ("", None, None)
    assert (row.filed_at, row.reopened) == (MONDAY, 1)
    made.does(services.close, Closing.CANNOT_BE_DONE, "ไม่มีอะไหล่แล้ว")
    row = fact(receipt.complaint_id)
    assert (row.outcome, row.reason) == (Outcome.UNFIXED, Closing.CANNOT_BE_DONE)


def test_an_import_tells_how_far_its_moments_go(town: Town, tmp_path: Path) -> None:
    load(town, traffy(tmp_path))
    with elsewhere(town).look():
        by_number = {row.source_number: fact(row.id) for row in session.scalars(select(Complaint))}
        lamp, road = by_number["2026-AAAAAA"], by_number["2026-BBBBBB"]
        assert (lamp.outcome, lamp.is_timed) == (Outcome.RESOLVED, True)
        assert lamp.ended_at is not None
        assert lamp.ended_office is not None
        assert (road.outcome, road.ended_at, road.is_timed) == ("", None, True)
        unknown = by_number["2026-DDDDDD"]
        assert (unknown.outcome, unknown.is_timed) == (Outcome.RESOLVED, False)
        kept = facts()
    with elsewhere(town).work():
        courses.tell_next()
    with elsewhere(town).look():
        assert facts() == kept


def test_stars_and_what_shows_the_result_are_told(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    receipt = makers.complaint(at=MONDAY)
    made = life.Making(clerk, receipt, MONDAY).does(services.start)
    assert (fact(receipt.complaint_id).rating, fact(receipt.complaint_id).evidence) == (None, "")
    form = life.a_photo(made)
    made.does(services.resolve, "เสร็จแล้ว", form_id=form)
    assert fact(receipt.complaint_id).evidence == Evidence.PHOTO
    key = services.Key(visitor(inside.id), receipt.complaint_id, by_code=True)
    for stars in (2, 5):
        services.rate(key, stars, "", accepts=False, at=made.at)
        assert fact(receipt.complaint_id).rating == stars
    made.does(services.reopen, "ยังดับอยู่")
    assert (fact(receipt.complaint_id).rating, fact(receipt.complaint_id).evidence) == (5, "")
    made.does(services.resolve, "เสร็จแล้ว", no_photo_because="กลางคืน")
    assert fact(receipt.complaint_id).evidence == Evidence.REASON
    session.flush()
    kept = facts()
    courses.tell_next()
    assert facts() == kept
