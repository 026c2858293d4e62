"""Standards in the database: entered beside one another, looked up, compared with the past."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from portal.complaints import services
from portal.complaints.lifecycle import Hold
from portal.complaints.models import MATTER, Category, Complaint
from portal.complaints.preset import CATEGORIES
from portal.complaints.services import moving
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid
from portal.foundation.policy import Role
from portal.response_times import queries
from portal.response_times import services as times
from portal.response_times.models import StandardVersion
from portal.response_times.queries import hindsight, settings, standards
from portal.response_times.services.standards import Change, check, enter
from portal.response_times.standards import PromiseKind, Standard, Unit
from portal.response_times.versions import EVER, Priority, Scope, Version
from tests import makers
from tests.life import Making
from tests.makers import MONDAY

ACKNOWLEDGE, NEWS, RESOLVE = PromiseKind.ACKNOWLEDGE, PromiseKind.NEWS, PromiseKind.RESOLVE
TODAY = date(2026, 11, 23)
FOUR_HOURS = Standard(ACKNOWLEDGE, 4, Unit.CALENDAR_HOURS)
WEEKLY = Standard(NEWS, 7, Unit.CALENDAR_DAYS)


def change(wanted, scope=Scope(), day=TODAY):  # noqa: B008 - frozen
    return Change(MATTER, scope, wanted, day)


def amounts(category_id=None, at=MONDAY, priority=Priority.NORMAL):
    found = standards.in_force(MATTER, category_id, at, priority)
    return {each.promise_kind: each.amount for each in found}


def test_the_preset_says_what_the_table_of_categories_says(inside):
    rows = session.execute(select(Category.code, Category.id))
    ids = {row.code: row.id for row in rows}
    for category in CATEGORIES:
        found = standards.in_force(MATTER, ids[category.code], MONDAY)
        assert [(each.promise_kind, each.amount, each.unit) for each in found] == [
            ("acknowledge", category.acknowledge_hours, "calendar_hours"),
            ("answer", 15, "calendar_days"),
            ("resolve", category.resolve_working_days, "working_days"),
        ]
        urgent = amounts(ids[category.code], priority=Priority.URGENT)
        assert urgent[ACKNOWLEDGE] == min(category.acknowledge_hours, 4)
    assert amounts() == {"acknowledge": 24, "answer": 15, "resolve": 15}


def test_a_new_version_stands_beside_the_old(inside):
    clerk = inside.actor(Role.CLERK)
    before = session.scalar(select(func.count()).select_from(StandardVersion))
    assert enter(clerk, change({ACKNOWLEDGE: FOUR_HOURS}, day=date(2026, 12, 1)), MONDAY) == 1
    assert session.scalar(select(func.count()).select_from(StandardVersion)) == before + 1
    row = session.scalars(select(StandardVersion).order_by(StandardVersion.id.desc())).first()
    assert (row.entered_by, row.entered_at) == (clerk.person_id, MONDAY)
    assert amounts()[ACKNOWLEDGE] == 24
    assert amounts(at=MONDAY + timedelta(days=8))[ACKNOWLEDGE] == 4


def test_what_was_promised_stays_promised(inside):
    first = makers.complaint(at=MONDAY)
    clerk = inside.actor(Role.CLERK)
    enter(clerk, change({RESOLVE: Standard(RESOLVE, 1, Unit.WORKING_DAYS)}), MONDAY)
    lines = queries.promises_of(moving.matter(session.get_one(Complaint, first.complaint_id)))
    assert [line.amount for line in lines if line.promise_kind is RESOLVE] == [15]


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        (change({ACKNOWLEDGE: FOUR_HOURS}, day=date(2026, 11, 22)), "in_force_from", "today on"),
        (change({ACKNOWLEDGE: None}), "acknowledge", "needs a standard for all"),
        (change({RESOLVE: Standard(RESOLVE, 2000, Unit.WORKING_DAYS)}), "resolve", "2029"),
    ],
)
def test_what_cannot_be_promised_is_refused(inside, given, field, words):
    with pytest.raises(Invalid) as refused:
        check(inside.actor(Role.CLERK), given, MONDAY)
    assert words in str(refused.value.fields[field])


def test_an_office_that_never_opens_promises_no_working_time(inside):
    session.execute(
        queries.calendars.OfficeHours.__table__.delete().where(
            queries.calendars.OfficeHours.municipality_id == inside.id
        )
    )
    queries.forget_calendar(inside.id)
    with pytest.raises(Invalid) as refused:
        check(
            inside.actor(Role.CLERK),
            change({RESOLVE: Standard(RESOLVE, 3, Unit.WORKING_DAYS)}),
            MONDAY,
        )
    assert "never opens" in str(refused.value.fields["resolve"])


def test_only_the_clerk_and_the_administrator_enter(inside):
    given = change({ACKNOWLEDGE: FOUR_HOURS})
    for role in (Role.HEAD, Role.OFFICER, Role.MAYOR):
        with pytest.raises(Forbidden):
            enter(inside.actor(role), given, MONDAY)
    with pytest.raises(Invalid, match="Nothing differs"):
        check(inside.actor(Role.CLERK), change({}), MONDAY)


def test_the_page_shows_what_is_its_own_and_what_is_announced(inside):
    lamp = session.scalar(select(Category.id).where(Category.code == "streetlight"))
    wanted = {RESOLVE: Standard(RESOLVE, 2, Unit.WORKING_DAYS)}
    enter(inside.actor(Role.CLERK), change(wanted, Scope(lamp), date(2027, 1, 1)), MONDAY)
    line = settings.standards_of(MATTER, Scope(lamp), TODAY)
    cells = {cell.promise_kind: cell for cell in line.cells}
    assert (cells[RESOLVE].standard.amount, cells[RESOLVE].is_own) == (3, True)
    assert [each.standard.amount for each in cells[RESOLVE].announced] == [2]
    assert (cells[ACKNOWLEDGE].standard.amount, cells[ACKNOWLEDGE].is_own) == (24, False)
    assert cells[NEWS].standard is None


def test_the_past_is_compared_only_where_the_new_standard_decides(inside):
    clerk = inside.actor(Role.CLERK)
    lamp = session.scalar(select(Category.id).where(Category.code == "streetlight"))
    for category_id in (None, lamp):
        receipt = makers.complaint(at=MONDAY, category_id=category_id)
        made = Making(clerk, receipt, MONDAY)
        made.at = MONDAY + timedelta(days=5)
        made.does(services.resolve, "เปลี่ยนหลอดแล้ว", no_photo_because="กลางคืน")
    at = MONDAY + timedelta(days=40)
    ten = Standard(RESOLVE, 10, Unit.WORKING_DAYS)
    (one,) = hindsight.compare(MATTER, [Version(Scope(), RESOLVE, ten, TODAY)], at)
    assert (one.now.tally.n, one.then.tally.n, one.then.tally.in_time) == (1, 1, 1)
    two = Standard(RESOLVE, 2, Unit.WORKING_DAYS)
    (one,) = hindsight.compare(MATTER, [Version(Scope(lamp), RESOLVE, two, TODAY)], at)
    assert (one.now.tally.in_time, one.then.tally.in_time, one.then.tally.missed) == (0, 0, 1)
    (one,) = hindsight.compare(MATTER, [Version(Scope(lamp), RESOLVE, None, TODAY)], at)
    assert one.then.standard.amount == 15
    assert hindsight.compare(MATTER, [Version(Scope(), NEWS, WEEKLY, TODAY)], at) == []


def test_news_begin_again_with_every_answer_and_a_named_day_wins(inside):
    times.begin_with(MATTER, [Version(Scope(), NEWS, WEEKLY, EVER)], MONDAY)
    clerk = inside.actor(Role.CLERK)
    receipt = makers.complaint(at=MONDAY)
    made = Making(clerk, receipt, MONDAY)

    def news():
        complaint = session.get_one(Complaint, receipt.complaint_id)
        lines = queries.promises_of(moving.matter(complaint))
        return [line for line in lines if line.promise_kind is NEWS and line.is_open]

    assert [line.started_at for line in news()] == [MONDAY]
    made.at = MONDAY + timedelta(days=2)
    made.does(services.reply, "จะไปดูพรุ่งนี้")
    (line,) = news()
    assert line.started_at == made.at
    assert (line.due_at - MONDAY).days == 9
    named = made.at + timedelta(days=30)
    made.does(services.hold, Hold.BUDGET, next_news=named)
    assert [line.due_at for line in news()] == [named]
    lamp = session.scalar(select(Category.id).where(Category.code == "streetlight"))
    made.does(services.recategorise, lamp)
    assert [line.due_at for line in news()] == [named]
    made.does(services.resolve, "เปลี่ยนหลอดแล้ว", no_photo_because="กลางคืน")
    assert news() == []
