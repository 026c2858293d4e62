"""Staff are added, given role and scope, and let go; and what is theirs follows at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from portal.accounts import queries
from portal.accounts.models import Person, SignInSession
from portal.accounts.services import sessions, staffing
from portal.accounts.services.staffing import Post
from portal.channels.queries import staffing as colleagues
from portal.complaints.models import Category, Complaint
from portal.complaints.queries import desk
from portal.complaints.queries.filters import Filters
from portal.foundation import audit
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import STAFF, Actor, Role, Scope
from portal.municipalities import queries as municipalities
from tests import makers
from tests.fixtures.portal import Town
from tests.makers import MONDAY


def unit(code: str = "works") -> int:
    return municipalities.unit_ids()[code]


def category(code: str) -> int:
    found = session.scalar(select(Category.id).where(Category.code == code))
    assert found is not None
    return found


@pytest.fixture
def boss(inside: Town) -> Actor:
    return inside.actor(Role.ADMINISTRATOR)


def test_somebody_is_added_with_a_scope_and_a_password(inside: Town, boss: Actor) -> None:
    post = Post(Role.OFFICER, unit(), Scope(categories=frozenset({category("streetlight")})))
    person_id, password = staffing.enlist(boss, "new@example.com", "คนใหม่", post, at=MONDAY)
    line = queries.member(person_id)
    assert line is not None
    assert (line.role, line.unit_id, line.scope) == (Role.OFFICER, unit(), post.scope)
    assert len(password) == 23
    row = session.get_one(Person, person_id)
    assert password not in row.password_hash


@pytest.mark.parametrize("role", sorted(STAFF - {Role.ADMINISTRATOR}))
def test_nobody_else_looks_after_staff(inside: Town, role: Role) -> None:
    actor, clerk = inside.actor(role), inside.actor(Role.CLERK).person_id or 0
    with pytest.raises(Forbidden):
        staffing.change(actor, clerk, Post(Role.ADMINISTRATOR), at=MONDAY)
    with pytest.raises(Forbidden):
        staffing.close(actor, clerk, at=MONDAY)
    with pytest.raises(Forbidden):
        staffing.enlist(actor, "x@example.com", "x", Post(Role.CLERK), at=MONDAY)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"role": Role.RESIDENT}, "role"),
        ({"unit_id": None}, "unit"),
        ({"unit_id": 999_999}, "unit"),
        ({"scope": Scope(units=frozenset({999_999}))}, "units"),
        ({"scope": Scope(categories=frozenset({999_999}))}, "categories"),
        ({"scope": Scope(areas=frozenset({999_999}))}, "areas"),
    ],
)
def test_a_post_must_be_one(inside: Town, boss: Actor, changes: dict, field: str) -> None:
    officer = inside.actor(Role.OFFICER).person_id or 0
    with pytest.raises(Invalid) as refused:
        staffing.change(boss, officer, replace(Post(Role.OFFICER, unit()), **changes), at=MONDAY)
    assert set(refused.value.fields) == {field}


def test_clerk_and_mayor_are_not_limited(inside: Town, boss: Actor) -> None:
    clerk = inside.actor(Role.CLERK).person_id or 0
    post = Post(Role.CLERK, None, Scope(units=frozenset({unit()})))
    with pytest.raises(Invalid):
        staffing.change(boss, clerk, post, at=MONDAY)


def test_a_change_ends_sessions_and_is_written_down(inside: Town, boss: Actor) -> None:
    officer = inside.actor(Role.OFFICER).person_id or 0
    sessions.begin(officer, "Firefox", MONDAY)
    staffing.change(boss, officer, Post(Role.HEAD, unit("finance")), at=MONDAY)
    still = select(func.count()).where(
        SignInSession.person_id == officer, SignInSession.ended_at.is_(None)
    )
    assert session.scalar(still) == 0
    line = session.scalars(
        select(audit.AuditLine).where(audit.AuditLine.act == "accounts.member_changed")
    ).one()
    assert (line.details["before"], line.details["after"]) == ("officer", "head")


def test_who_is_let_go_is_out_and_can_come_back(inside: Town, boss: Actor) -> None:
    officer = inside.actor(Role.OFFICER).person_id or 0
    token = sessions.begin(officer, "Firefox", MONDAY)
    staffing.close(boss, officer, at=MONDAY)
    assert queries.signed_in(f"{inside.id}:{token}", MONDAY, makers.ENDLESS) is None
    assert officer not in {line.id for line in queries.staff()}
    with pytest.raises(OutOfOrder):
        staffing.close(boss, officer, at=MONDAY)
    staffing.restore(boss, officer, at=MONDAY)
    assert officer in {line.id for line in queries.staff()}
    with pytest.raises(OutOfOrder):
        staffing.restore(boss, officer, at=MONDAY)


def test_the_last_administrator_stays(inside: Town, boss: Actor) -> None:
    me = boss.person_id or 0
    with pytest.raises(OutOfOrder):
        staffing.close(boss, me, at=MONDAY)
    with pytest.raises(Invalid):
        staffing.change(boss, me, Post(Role.CLERK), at=MONDAY)
    other, _password = staffing.enlist(boss, "b@example.com", "b", Post(boss.role), at=MONDAY)
    second = replace(boss, person_id=other)
    staffing.close(second, me, at=MONDAY)
    with pytest.raises(OutOfOrder):
        staffing.change(boss, other, Post(Role.CLERK), at=MONDAY)


def test_residents_and_strangers_are_no_staff(inside: Town, boss: Actor) -> None:
    for person_id in (999_999,):
        with pytest.raises(NotFound):
            staffing.close(boss, person_id, at=MONDAY)
        assert queries.member(person_id) is None


def test_nobody_of_next_door_is_found(town: Town) -> None:
    with town.app.app_context():
        founded = makers.municipality("beside", title=Bilingual("เทศบาลข้างเคียง", "Beside"))
    beside = Town(town.app, founded)
    with beside.look():
        theirs = beside.actor(Role.CLERK).person_id or 0
        their_unit = unit()
    with town.work():
        boss = town.actor(Role.ADMINISTRATOR)
        with pytest.raises(NotFound):
            staffing.close(boss, theirs, at=MONDAY)
        officer = town.actor(Role.OFFICER).person_id or 0
        for post in (
            Post(Role.OFFICER, their_unit),
            Post(Role.OFFICER, unit(), Scope(units=frozenset({their_unit}))),
        ):
            with pytest.raises(Invalid):
                staffing.change(boss, officer, post, at=MONDAY)


def test_a_limit_holds_on_the_desk_in_its_counts_and_in_mails(inside: Town, boss: Actor) -> None:
    lamp = makers.complaint(category_id=category("streetlight")).complaint_id
    makers.complaint(category_id=category("waste"))
    dispatcher = inside.actor(Role.DISPATCHER)
    assert seen(dispatcher) == 2
    only = Scope(categories=frozenset({category("streetlight")}))
    post = Post(Role.DISPATCHER, None, only)
    staffing.change(boss, dispatcher.person_id or 0, post, at=MONDAY)
    token = sessions.begin(dispatcher.person_id or 0, "Firefox", MONDAY)
    signed = queries.signed_in(f"{inside.id}:{token}", MONDAY, makers.ENDLESS)
    assert signed is not None
    assert signed.actor.scope == only
    assert seen(signed.actor) == 1
    told = {one.actor.person_id: one.actor for one in colleagues.colleagues()}
    assert told[dispatcher.person_id].scope == only
    assert session.get_one(Complaint, lamp).category_id == category("streetlight")


def seen(actor: Actor) -> int:
    found = desk.queue(actor, Filters(), desk.offered(), cursor=None, at=MONDAY)
    return len(found.items)
