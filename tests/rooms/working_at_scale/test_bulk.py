"""One move with many complaints leaves just what the single verbs leave, and says what it left."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from portal.complaints import services
from portal.complaints.bulk import queries
from portal.complaints.bulk.acts import CHANGED, FORBIDDEN, MOST, SAME, Act, Order
from portal.complaints.bulk.services import move_many
from portal.complaints.lifecycle import Called
from portal.complaints.models import ComplaintStep
from portal.complaints.queries.filters import Filters
from portal.foundation.audit import AuditLine
from portal.foundation.database import session
from portal.foundation.errors import Invalid
from portal.foundation.outbox import OutboxRow
from portal.foundation.policy import Actor, Role
from portal.municipalities import queries as municipalities
from portal.response_times.models import MatterFact, Promise
from tests.cases import DAY, HOUR, does, filed, row, steps
from tests.makers import MONDAY, UNIT

LATER = MONDAY + 2 * HOUR


def order(act: Act) -> Order:
    """An order of each kind that can be carried out."""
    unit = municipalities.unit_ids()[UNIT]
    return {
        Act.ACKNOWLEDGE: Order(Act.ACKNOWLEDGE),
        Act.ASSIGN: Order(Act.ASSIGN, unit_id=unit),
        Act.REPLY: Order(Act.REPLY, text="จะเข้าตรวจสอบพรุ่งนี้"),
    }[act]


def singly(officer: Actor, wanted: Order, complaint_id: int) -> None:
    """The same by the single verb."""
    match wanted.act:
        case Act.ACKNOWLEDGE:
            does(officer, services.acknowledge, complaint_id, at=LATER)
        case Act.ASSIGN:
            does(officer, services.assign, complaint_id, wanted.unit_id, None, at=LATER)
        case Act.REPLY:
            does(officer, services.reply, complaint_id, wanted.text, at=LATER)


def in_one_go(officer: Actor, wanted: Order, *ids: int) -> Any:
    """With the versions as they are now."""
    return move_many(officer, wanted, {each: row(each).version for each in ids}, LATER)


def plain(found: Any, *without: str) -> dict[str, Any]:
    """A row without what must differ: its own keys and numbers."""
    keys = {"id", "number", "complaint_id", "matter_id", "what", *without}
    return {c.key: getattr(found, c.key) for c in found.__table__.columns if c.key not in keys}


def left_by(complaint_id: int) -> dict[str, Any]:
    """Everything a move leaves: the complaint, its steps, promises, facts, log and outbox."""
    session.expire_all()
    promises = select(Promise).where(Promise.matter_id == complaint_id).order_by(Promise.id)
    facts = select(MatterFact).where(MatterFact.matter_id == complaint_id)
    log = select(AuditLine).where(AuditLine.what == str(complaint_id)).order_by(AuditLine.id)
    heard = [
        (one.kind, one.listener)
        for one in session.scalars(select(OutboxRow).order_by(OutboxRow.id))
        if one.payload.get("complaint_id") == complaint_id
        and one.payload.get("step_id") == steps(complaint_id)[-1].id
    ]
    return {
        "complaint": plain(
            row(complaint_id), "form_id", "running", "tracking_code", "title", "text", "public_text"
        ),
        "steps": [plain(one) for one in steps(complaint_id)],
        "promises": [plain(one) for one in session.scalars(promises)],
        "facts": [plain(one) for one in session.scalars(facts)],
        "log": [plain(one) for one in session.scalars(log)],
        "heard": heard,
    }


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("state", ["received", "referred", "on_time_again"])
def test_many_at_once_leave_what_one_by_one_leaves(inside: Any, act: Act, state: str) -> None:
    clerk, ids = inside.actor(Role.CLERK), [filed(), filed(), filed()]
    for each in ids if state != "received" else ():
        does(clerk, services.start, each, at=MONDAY + HOUR)
        if state == "referred":
            does(clerk, services.refer, each, "PEA", asked_by=MONDAY + 9 * DAY, at=MONDAY + HOUR)
    first, *others = ids
    wanted = order(act)
    if act is Act.ACKNOWLEDGE and state != "received":
        lot = in_one_go(clerk, wanted, *ids)
        assert (len(lot.ready), len(lot.left_out)) == (0, 3)
        return
    singly(clerk, wanted, first)
    lot = in_one_go(clerk, wanted, *others)
    assert [line.id for line in lot.ready] == sorted(others)
    assert left_by(others[0]) == left_by(first) == left_by(others[1])
    numbers = sorted(session.scalars(select(ComplaintStep.number)))
    assert numbers == list(range(1, len(numbers) + 1)), "no gap, as the proof wants it"


def test_what_is_left_out_is_told_with_its_reason_and_stays_as_it_was(inside: Any) -> None:
    clerk = inside.actor(Role.CLERK)
    good, moved, ended, started = filed(), filed(), filed(), filed()
    seen = {each: row(each).version for each in (good, moved, ended, started)}
    services.note_call(clerk, moved, Called.NO_ANSWER, at=MONDAY)
    does(clerk, services.start, started, at=MONDAY)
    seen[started] = row(started).version
    lot = move_many(clerk, Order(Act.ACKNOWLEDGE), {**seen, 999: 1}, LATER)
    assert {line.id for line in lot.ready} == {good, ended}
    told = {line.id: line.why for line in lot.left_out}
    assert told[moved] is CHANGED
    assert str(told[started]) == "Not possible while it is: In progress"
    assert lot.unread == 1
    assert [one.verb for one in steps(moved)] == ["file", "note"]


def test_nobody_moves_what_they_may_not_read_or_not_move(inside: Any) -> None:
    officer = inside.actor(Role.OFFICER)
    foreign, own = filed(), filed()
    row(foreign).unit_id = municipalities.unit_ids()["health"]
    row(own).unit_id = officer.unit_id
    session.flush()
    lot = in_one_go(officer, Order(Act.REPLY, text="คำตอบ"), foreign, own)
    assert [line.id for line in lot.ready] == [own]
    assert (lot.unread, lot.left_out) == (1, ()), "nothing is told of what may not be read"
    lot = in_one_go(officer, order(Act.ASSIGN), own)
    assert [line.why for line in lot.left_out] == [FORBIDDEN]
    mayor = inside.actor(Role.MAYOR)
    assert [line.why for line in in_one_go(mayor, Order(Act.ACKNOWLEDGE), own).left_out] == [
        FORBIDDEN
    ]


def test_who_has_it_already_is_not_given_it_again(inside: Any) -> None:
    clerk, one = inside.actor(Role.CLERK), filed()
    assert len(in_one_go(clerk, order(Act.ASSIGN), one).ready) == 1
    assert [line.why for line in in_one_go(clerk, order(Act.ASSIGN), one).left_out] == [SAME]


def test_an_order_that_is_not_complete_changes_nothing(inside: Any) -> None:
    clerk, one = inside.actor(Role.CLERK), filed()
    elsewhere = inside.actor(Role.OFFICER).person_id
    health = municipalities.unit_ids()["health"]
    for bad in (
        Order(Act.REPLY, text="  "),
        Order(Act.REPLY, text="ก" * 5001),
        Order(Act.ASSIGN),
        Order(Act.ASSIGN, unit_id=10**9),
        Order(Act.ASSIGN, unit_id=health, officer_id=elsewhere),
    ):
        with pytest.raises(Invalid):
            in_one_go(clerk, bad, one)
    assert len(steps(one)) == 1


def test_ten_thousand_are_refused_in_words(inside: Any) -> None:
    with pytest.raises(Invalid) as refused:
        move_many(inside.actor(Role.CLERK), order(Act.REPLY), dict.fromkeys(range(10_000)), LATER)
    assert "10,000" in str(refused.value.message)
    assert str(MOST) in str(refused.value.message)


def test_all_that_match_are_taken_lot_after_lot_the_oldest_first(
    inside: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MOST", 2)
    clerk, ids = inside.actor(Role.CLERK), [filed(at=MONDAY + n * HOUR) for n in range(5)]
    first, count = queries.matching(clerk, Filters(), 0, LATER)
    assert (first[:2], count) == (ids[:2], 5)
    second, count = queries.matching(clerk, Filters(), ids[1], LATER)
    assert (second[:2], count) == (ids[2:4], 3)
    last, count = queries.matching(clerk, Filters(), ids[3], LATER)
    assert (last, count) == (ids[4:], 1)
