"""What is urgent has other promises; an outside body stops the clock by decision."""

from __future__ import annotations

import pytest

from portal.complaints import services
from portal.complaints.lifecycle import Channel, State, Verb
from portal.complaints.models import MATTER
from portal.complaints.services import recording
from portal.complaints.services.recording import ComplaintPast, PastMove
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, OutOfOrder
from portal.foundation.policy import Role
from portal.response_times import queries as promised
from portal.response_times.lifecycle import PauseReason
from portal.response_times.promises import Matter
from portal.response_times.services import clock_rules
from portal.response_times.standards import PromiseKind
from portal.response_times.versions import Priority
from tests import makers
from tests.cases import (
    HOUR,
    does,
    fact,
    filed,
    open_dues,
    row,
    steps,
)
from tests.makers import MONDAY

# Urgency


def test_urgent_standards_count_from_the_original_start_and_a_broken_promise_stays(inside):
    clerk, number = inside.actor(Role.CLERK), filed(at=MONDAY)
    late = MONDAY + 30 * HOUR  # after the usual 24 hours
    does(clerk, services.make_urgent, number, "สายไฟขาดใกล้โรงเรียน", at=late)
    lines = [
        line
        for line in promised.promises_of(Matter(MATTER, number))
        if line.promise_kind is PromiseKind.ACKNOWLEDGE
    ]
    assert [line.due_at - MONDAY for line in lines] == [24 * HOUR, 4 * HOUR]
    assert lines[0].superseded_at == late
    assert lines[0].was_broken(late)
    assert fact(number).priority == Priority.URGENT
    step = steps(number)[-1]
    assert (step.note, step.details) == (
        "สายไฟขาดใกล้โรงเรียน",
        {"from": "normal", "to": "urgent"},
    )
    does(clerk, services.make_normal, number, "ตัดไฟแล้ว", at=late + HOUR)
    assert open_dues(number)[PromiseKind.ACKNOWLEDGE] == MONDAY + 24 * HOUR
    assert fact(number).priority == Priority.NORMAL


def test_urgency_needs_a_reason_and_a_change(inside):
    clerk, number = inside.actor(Role.CLERK), filed()
    with pytest.raises(Invalid) as refusal:
        does(clerk, services.make_urgent, number, " ", at=MONDAY)
    assert "why" in refusal.value.fields
    with pytest.raises(OutOfOrder, match="not urgent"):
        does(clerk, services.make_normal, number, "–", at=MONDAY)
    does(clerk, services.make_urgent, number, "ไฟรั่ว", at=MONDAY)
    with pytest.raises(OutOfOrder, match="urgent already"):
        does(clerk, services.make_urgent, number, "ไฟรั่ว", at=MONDAY)


def test_who_does_the_work_may_hurry_it_and_not_give_it_more_time(inside):
    officer, number = inside.actor(Role.OFFICER), filed()
    row(number).unit_id = officer.unit_id
    session.flush()
    does(officer, services.make_urgent, number, "ไฟรั่ว", at=MONDAY)
    with pytest.raises(Forbidden):
        does(officer, services.make_normal, number, "มีงานมาก", at=MONDAY)


def test_the_counter_may_say_that_it_is_urgent_and_a_resident_not(inside):
    urgent = makers.filing(priority=Priority.URGENT, channel=Channel.COUNTER)
    receipt = services.take_in(inside.actor(Role.DISPATCHER), urgent, MONDAY)
    assert open_dues(receipt.complaint_id)[PromiseKind.ACKNOWLEDGE] == MONDAY + 4 * HOUR
    with pytest.raises(Forbidden):
        makers.complaint(priority=Priority.URGENT)


def test_a_past_with_urgency_is_what_the_verbs_write(inside):
    """The same told as a past and done by verbs: the same promises and the same priority."""
    clerk, later = inside.actor(Role.CLERK), MONDAY + 2 * HOUR
    done = filed(at=MONDAY)
    does(clerk, services.make_urgent, done, "ไฟรั่ว", at=later)
    move = PastMove(Verb.MAKE_URGENT, later, clerk, "ไฟรั่ว", {"from": "normal", "to": "urgent"})
    past = ComplaintPast(makers.filing("ไฟดับทั้งซอย"), clerk, MONDAY, (move,))
    (told,) = recording.record_many([past])
    assert row(told).priority == Priority.URGENT
    assert open_dues(told) == open_dues(done)
    assert fact(told).priority == fact(done).priority
    assert row(told).next_due_at == row(done).next_due_at


# An outside body


def out(inside, stops, at=MONDAY):
    """The municipality decides, and a complaint is referred."""
    clerk = inside.actor(Role.CLERK)
    if stops is not None:
        clock_rules.decide(clerk, outside_body_stops=stops, at=at)
    number = filed(at=at)
    does(clerk, services.refer, number, "การไฟฟ้า", at=at + HOUR)
    return clerk, number


def test_by_itself_an_outside_body_stops_nothing(inside):
    _clerk, number = out(inside, stops=None)
    assert promised.pauses_of(Matter(MATTER, number)) == []
    assert row(number).next_due_at is not None


def test_where_the_municipality_says_so_referral_and_its_end_are_a_pause(inside):
    clerk, number = out(inside, stops=True)
    assert row(number).next_due_at is None
    does(clerk, services.start, number, at=MONDAY + 3 * HOUR)
    (pause,) = promised.pauses_of(Matter(MATTER, number))
    assert (pause.reason, pause.began_at, pause.ended_at) == (
        PauseReason.OUTSIDE_BODY,
        MONDAY + HOUR,
        MONDAY + 3 * HOUR,
    )
    line = next(
        one
        for one in promised.promises_of(Matter(MATTER, number))
        if one.promise_kind is PromiseKind.ANSWER
    )
    assert line.due_at - line.first_due_at == 2 * HOUR
    assert not row(number).is_referred


def test_who_is_asked_while_it_is_out_answers_and_it_is_still_out(inside):
    clerk, number = out(inside, stops=True)
    does(clerk, services.ask, number, "เสาต้นใด", at=MONDAY + 2 * HOUR)
    assert row(number).is_referred
    assert fact(number).forwarded_at == MONDAY + HOUR
    services.answer_question(
        services.Key(clerk, number, by_code=True), "ต้นที่ 3", at=MONDAY + 4 * HOUR
    )
    assert row(number).state == State.REFERRED
    assert row(number).next_due_at is None
    does(clerk, services.start, number, at=MONDAY + 6 * HOUR)
    line = next(
        one
        for one in promised.promises_of(Matter(MATTER, number))
        if one.promise_kind is PromiseKind.ANSWER
    )
    assert line.due_at - line.first_due_at == 5 * HOUR, "from 11 to 16, the question within it"
    assert fact(number).forwarded_at is None


def test_a_new_rule_leaves_what_is_out_as_it_went_out(inside):
    clerk, number = out(inside, stops=True)
    clock_rules.decide(clerk, outside_body_stops=False, at=MONDAY + 2 * HOUR)
    assert row(number).next_due_at is None
    other = filed(at=MONDAY + 2 * HOUR)
    does(clerk, services.refer, other, "การประปา", at=MONDAY + 3 * HOUR)
    assert row(other).next_due_at is not None
    clock_rules.decide(clerk, outside_body_stops=True, at=MONDAY + 4 * HOUR)
    assert promised.pauses_of(Matter(MATTER, other)) == []
    does(clerk, services.refer, other, "แขวงทางหลวง", at=MONDAY + 5 * HOUR)
    (pause,) = promised.pauses_of(Matter(MATTER, other))
    assert pause.began_at == MONDAY + 5 * HOUR, "handed out anew, by the rule of then"


def test_the_rule_is_the_clerks_and_a_change(inside):
    with pytest.raises(Forbidden):
        clock_rules.decide(inside.actor(Role.OFFICER), outside_body_stops=True, at=MONDAY)
    with pytest.raises(Invalid):
        clock_rules.decide(inside.actor(Role.CLERK), outside_body_stops=False, at=MONDAY)
