"""The book of what staff did: lines with the act, never changed, and nothing personal in them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from portal.complaints import services
from portal.complaints.lifecycle import Verb
from portal.foundation import audit
from portal.foundation.audit import Act, AuditLine
from portal.foundation.errors import Forbidden, Outdated
from portal.foundation.i18n import lazy
from portal.foundation.policy import Role, machine, visitor
from portal.oversight import queries
from portal.oversight import services as oversight
from portal.oversight.queries import Asked
from tests import makers
from tests.fixtures.portal import Town
from tests.fixtures.statements import unheard
from tests.makers import MONDAY

TRIED = Act("test.tried", lazy("Signed in"))
SECRET = Act("test.secret", lazy("Signed in"), confidential=True)


def lines(town: Town, since: datetime = MONDAY) -> list[AuditLine]:
    """The lines of the municipality from this moment on, the oldest first."""
    with town.look() as session:
        return list(
            session.scalars(select(AuditLine).where(AuditLine.at >= since).order_by(AuditLine.id))
        )


def test_a_move_leaves_its_line_in_the_same_transaction(town: Town) -> None:
    with town.work():
        receipt = makers.complaint()
        officer = town.actor(Role.CLERK)
        services.acknowledge(officer, receipt.complaint_id, seen=1, at=MONDAY)
    (line,) = lines(town)
    assert (line.act, line.kind, line.what) == (
        "complaint.acknowledge",
        "complaint",
        str(receipt.complaint_id),
    )
    assert (line.person_id, line.role, line.at) == (officer.person_id, "clerk", MONDAY)
    with town.work(), pytest.raises(Outdated):
        services.start(officer, receipt.complaint_id, seen=1, at=MONDAY)
    assert len(lines(town)) == 1


def test_every_move_has_a_name_in_the_log() -> None:
    for verb in Verb:
        assert str(Act.known[f"complaint.{verb.value}"].words)


def test_reporters_and_the_portal_itself_leave_no_line(town: Town) -> None:
    with town.work():
        receipt = makers.complaint(by=town.actor(Role.OFFICER))
        key = services.Key(visitor(town.id), receipt.complaint_id, by_code=True)
        services.withdraw(key, "", at=MONDAY)
        services.settle_due(MONDAY + timedelta(days=60))
    assert not lines(town)


def test_a_look_at_a_contact_is_a_line(town: Town) -> None:
    with town.work():
        receipt = makers.complaint(contact=services.Contact("สมศรี", "0812345678", ""))
        services.open_contact(town.actor(Role.CLERK), receipt.complaint_id, at=MONDAY)
    (line,) = lines(town)
    assert line.act == "complaint.contact_opened"
    assert "081" not in str(line.details)


def test_confidential_lines_are_not_in_the_log(town: Town) -> None:
    with town.work():
        clerk = town.actor(Role.CLERK)
        audit.note(SECRET, "matter", 7, by=clerk, at=MONDAY)
        audit.note(TRIED, "matter", 7, by=clerk, at=MONDAY, confidential=True)
    assert [line.is_confidential for line in lines(town)] == [True, True]
    with town.look():
        assert not queries.newest(clerk, Asked(since=MONDAY.date()))
        assert SECRET not in queries.acts()


@pytest.mark.parametrize(
    "value", ["081-234-5678 สมศรี", "somsri@example.com", "0812345678", "a b", "x" * 61, "'; DROP"]
)
def test_what_people_type_is_no_detail(inside: Town, value: str) -> None:
    with pytest.raises(ValueError, match="numbers and codes"):
        audit.note(TRIED, at=MONDAY, value=value)
    with pytest.raises(ValueError, match="numbers and codes"):
        audit.note(TRIED, "x", value, at=MONDAY)


def test_codes_numbers_moments_and_lists_are_details(town: Town) -> None:
    name = uuid4()
    with town.work():
        details = {"a": 1, "b": None, "c": True, "d": MONDAY, "e": [1, 2]}
        audit.note(TRIED, "x", name, at=MONDAY, by=machine(town.id), **details)
    (line,) = lines(town)
    assert line.what == str(name)
    assert (line.person_id, line.role) == (None, audit.MACHINE)
    assert line.details == {
        "a": 1,
        "b": None,
        "c": True,
        "d": "2026-11-23T03:00:00+00:00",
        "e": [1, 2],
    }


def test_two_acts_of_one_code_are_refused() -> None:
    with pytest.raises(ValueError, match=r"test\.tried"):
        Act("test.tried", lazy("Signed out"))


@pytest.mark.parametrize("statement", ["UPDATE audit SET act = 'x'", "DELETE FROM audit"])
def test_the_database_keeps_the_lines(town: Town, statement: str) -> None:
    with town.work():
        audit.note(TRIED, at=datetime.now(UTC) - timedelta(days=80))
    with unheard(), town.work() as session, pytest.raises(DBAPIError):
        session.execute(text(statement))


def test_no_line_is_ever_changed_but_old_ones_go(town: Town) -> None:
    now = datetime.now(UTC)
    old, older = now - timedelta(days=1000), now - timedelta(days=1200)
    with town.work():
        audit.note(TRIED, at=old)
        audit.note(TRIED, at=older)
    with town.work() as session, pytest.raises(DBAPIError):
        session.execute(update(AuditLine).where(AuditLine.at < now).values(act="x"))
    with town.work():
        assert oversight.forget_old(now) == 1
    with town.look() as session:
        kept = session.scalars(select(AuditLine.at).where(AuditLine.act == "test.tried"))
        assert [moment.date() for moment in kept] == [old.date()]


def test_only_overseers_take_the_log_out(town: Town) -> None:
    with town.work(), pytest.raises(Forbidden):
        oversight.export(town.actor(Role.MAYOR), Asked(), MONDAY)
    with town.work():
        taken = oversight.export(town.actor(Role.CLERK), Asked(act="accounts.added"), MONDAY)
    assert taken
    (line,) = lines(town)
    assert (line.act, line.details["act"]) == ("oversight.exported", "accounts.added")
    assert line.details["rows"] == len(taken)


def test_filters_and_pages_find_every_line_once(town: Town) -> None:
    with town.work():
        clerk, officer = town.actor(Role.CLERK), town.actor(Role.OFFICER)
        for minute in range(120):
            by = clerk if minute % 2 else officer
            audit.note(TRIED, "x", minute, by=by, at=MONDAY + timedelta(minutes=minute // 3))
    with town.look():
        asked = Asked(act="test.tried")
        seen: list[str] = []
        cursor = None
        while True:
            page = queries.page(clerk, asked, cursor)
            seen += [line.what for line in page.items]
            cursor = page.older
            if cursor is None:
                break
        assert seen == [f"x {number}" for number in range(119, -1, -1)]
        back = queries.page(clerk, asked, page.newer)
        assert [line.what for line in back.items] == seen[50:100]
        mine = queries.newest(clerk, Asked(person_id=officer.person_id, act="test.tried"))
        assert len(mine) == 60
        day = MONDAY.date()
        assert len(queries.newest(clerk, Asked(act="test.tried", since=day, until=day))) == 120
        assert not queries.newest(clerk, Asked(since=day + timedelta(days=1)))
        assert len(queries.newest(clerk, Asked(matter=("x", "7")))) == 1


def test_an_administrator_learns_no_number_of_a_private_case(town: Town) -> None:
    with town.work():
        receipt = makers.complaint()
        clerk, keeper = town.actor(Role.CLERK), town.actor(Role.ADMINISTRATOR)
        services.acknowledge(clerk, receipt.complaint_id, seen=1, at=MONDAY)
    with town.look():
        (line,) = queries.newest(keeper, Asked(act="complaint.acknowledge"))
        assert (line.what, line.address) == ("a complaint", None)
        assert queries.complaint_by(keeper, receipt.year, receipt.running) is None
        (line,) = queries.newest(clerk, Asked(act="complaint.acknowledge"))
        assert line.address == (receipt.year, receipt.running)
        assert queries.complaint_by(clerk, receipt.year, receipt.running)
