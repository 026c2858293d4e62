"""A holiday declared later moves open promises only where an operator says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.complaints import services
from portal.complaints.models import Complaint
from portal.complaints.services import moving, recounting
from portal.foundation.database import session
from portal.foundation.policy import Role
from portal.municipalities import queries as municipalities
from portal.response_times import queries
from portal.response_times import services as times
from portal.response_times.models import MatterFact
from portal.response_times.standards import PromiseKind
from tests import makers
from tests.fixtures.portal import Town
from tests.life import Making
from tests.makers import MONDAY
from tests.rooms.response_times.filed import at

DECLARED = date(2026, 11, 25)


def dues(complaint_id):
    complaint = session.get_one(Complaint, complaint_id)
    lines = queries.promises_of(moving.matter(complaint))
    return {line.promise_kind: line.due_at for line in lines if line.is_open}


def test_only_open_promises_in_working_time_move(inside):
    clerk = inside.actor(Role.CLERK)
    first, second, done = (makers.complaint(at=MONDAY).complaint_id for _ in range(3))
    receipt = makers.complaint(at=MONDAY)
    made = Making(clerk, receipt, MONDAY)
    made.does(services.resolve, "เปลี่ยนหลอดแล้ว", no_photo_because="กลางคืน")
    before = dues(first)
    times.stay_shut_on(DECLARED, "วันหยุดพิเศษ", "Special holiday")
    assert dues(first) == before
    told = recounting.recount(keep=False)
    assert dues(first) == before
    moved = recounting.recount(keep=True)
    assert told == moved
    assert {change.promise_kind for change in moved} == {PromiseKind.RESOLVE}
    assert len(moved) == 3
    session.expire_all()
    after = dues(first)
    assert after.pop(PromiseKind.RESOLVE) == before.pop(PromiseKind.RESOLVE) + timedelta(days=1)
    assert after == before
    assert recounting.recount(keep=True) == []
    assert dues(second) == dues(done)


def test_the_next_due_moment_follows(inside):
    receipt = makers.complaint(at=MONDAY)
    made = Making(inside.actor(Role.CLERK), receipt, MONDAY)
    made.does(services.reply, "จะไปดูพรุ่งนี้")
    times.stay_shut_on(DECLARED, "วันหยุดพิเศษ", "Special holiday")
    (change,) = recounting.recount(keep=True)
    complaint = session.get_one(Complaint, receipt.complaint_id)
    fact = session.scalars(select(MatterFact.next_due_at)).one()
    assert complaint.next_due_at == change.now
    assert fact == change.now


def test_a_pause_is_counted_by_the_new_calendar(inside):
    receipt = makers.complaint(at=MONDAY)
    made = Making(inside.actor(Role.CLERK), receipt, MONDAY)
    made.does(services.ask, "เสาไฟต้นใด")
    made.at = MONDAY + timedelta(days=7)
    key = services.Key(made.officer, receipt.complaint_id, by_code=True)
    services.answer_question(key, "ต้นที่สาม", at=made.at)
    before = dues(receipt.complaint_id)[PromiseKind.RESOLVE]
    times.stay_shut_on(DECLARED, "วันหยุดพิเศษ", "Special holiday")
    recounting.recount(keep=True)
    # the day was inside the pause: what the pause covers and what is promised both lose it
    assert dues(receipt.complaint_id)[PromiseKind.RESOLVE] == before


def test_the_command_prints_what_it_moves(app: Flask, town: Town) -> None:
    with town.work():
        receipt = makers.complaint(at=MONDAY)
        times.stay_shut_on(DECLARED, "วันหยุดพิเศษ", "Special holiday")
    runner = app.test_cli_runner()
    with town.look():
        arguments = ["response-times", "recount", "--municipality", slug_of(town)]
    for more, words in ((["--dry-run"], "1"), ([], "1"), ([], "0")):
        result = runner.invoke(args=[*arguments, *more])
        assert result.exit_code == 0, result.output
        assert f"{receipt.running:06d}" in result.output or words == "0"
        assert f" {words} " in result.output
    result = runner.invoke(args=["response-times", "recount", "--municipality", "nowhere"])
    assert result.exit_code == 1
    assert "nowhere" in result.output


def slug_of(town: Town) -> str:
    profile = municipalities.profile_of(town.id)
    assert profile is not None
    return profile.slug


@pytest.mark.parametrize("moment", ["2026-11-23 10:00"])
def test_without_a_change_nothing_moves(inside, moment):
    makers.complaint(at=at(moment))
    assert recounting.recount(keep=True) == []
