"""Results: what came of it, who benefits, how content people are, who looks after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from portal.channels.models import Notice
from portal.foundation import outbox
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, Outdated, OutOfOrder, SignInNeeded
from portal.foundation.i18n import Bilingual
from portal.foundation.personal import Kept, Limit, Subject
from portal.foundation.policy import Role
from portal.foundation.web import keep
from portal.municipalities import queries as municipalities
from portal.participation.chain import queries as chain
from portal.participation.chain.terms import Kind
from portal.participation.monitoring import services as works
from portal.participation.monitoring.services import MilestonePlan
from portal.participation.projects.queries import ProjectLine
from portal.participation.projects.terms import Tool, Who
from portal.participation.results import personal, services
from portal.participation.results.models import Caretaker, Pact, PactCheck, Satisfaction
from portal.participation.results.queries import board
from portal.participation.results.services import BenefitPlan, NewCheck, PactPlan, ResultPlan
from portal.participation.results.terms import Condition, months_after
from tests import projects
from tests.fixtures.portal import Town
from tests.ideas import nobody, resident
from tests.makers import MONDAY

DAY = timedelta(days=1)
TODAY = MONDAY.date()
NOTHING = Bilingual("", "")
BEDS = Bilingual("แปลงดอกไม้หน้าโรงเรียน", "Flower beds at the school")


@pytest.fixture
def project(inside: Town) -> ProjectLine:
    """A project of the works unit whose work and result are followed since yesterday."""
    plans = [
        projects.stage(tool, MONDAY - DAY, 60, Who.SIGNED_IN)
        for tool in (Tool.MONITORING, Tool.RESULT)
    ]
    unit_id = municipalities.unit_ids()["works"]
    return projects.a_project(inside.actor(Role.CLERK), *plans, at=MONDAY, unit_id=unit_id)


def stage_of(project: ProjectLine) -> int:
    return next(one.id for one in project.stages if one.tool is Tool.RESULT)


def a_result(**changes: Any) -> ResultPlan:
    given = ResultPlan(
        Bilingual("ถนนใช้งานได้แล้ว", "The road is open"),
        Bilingual("อุบัติเหตุต่อปี", "Accidents in a year"),
        Bilingual("ครั้ง", "times"),
        1200,
        350,
        TODAY - DAY,
        Bilingual("ซ่อมผิวถนน", ""),
        Bilingual("ไม่จอดรถซ้อนคัน", ""),
    )
    return replace(given, **changes)


def a_pact(**changes: Any) -> PactPlan:
    given = PactPlan(BEDS, "โรงเรียนบ้านหนองใหญ่", 3, TODAY - 20 * DAY, None)
    return replace(given, **changes)


def a_look(condition: Condition | None = Condition.GOOD, **changes: Any) -> NewCheck:
    return replace(NewCheck(uuid4(), TODAY, condition, "รดน้ำแล้ว"), **changes)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"summary": Bilingual("", "x")}, "summary_th"),
        ({"before": None}, "before"),
        ({"after": None}, "after"),
        ({"measure": NOTHING}, "measure_th"),
        ({"after": 10**15}, "after"),
        ({"in_use_on": TODAY + DAY}, "in_use_on"),
        ({"ours": Bilingual("ก" * 3001, "")}, "ours_th"),
        ({"unit": Bilingual("", "x" * 41)}, "unit_en"),
    ],
)
def test_a_result_that_cannot_be_is_refused_and_nothing_is_kept(
    inside: Town, project: ProjectLine, changes: dict[str, Any], field: str
) -> None:
    clerk = inside.actor(Role.CLERK)
    with pytest.raises(Invalid) as refusal:
        services.save_result(clerk, project.id, a_result(**changes), seen=0, at=MONDAY)
    assert list(refusal.value.fields) == [field]
    assert board.result(project.id) is None


def test_a_result_is_recorded_by_those_who_record_works_and_never_over_anothers(
    inside: Town, project: ProjectLine
) -> None:
    clerk = inside.actor(Role.CLERK)
    for stranger in (
        resident("me"),
        nobody(),
        inside.actor(Role.MAYOR),
        inside.actor(Role.COUNCIL),
    ):
        with pytest.raises(Forbidden):
            services.save_result(stranger, project.id, a_result(), seen=0, at=MONDAY)
    services.save_result(clerk, project.id, a_result(), seen=0, at=MONDAY)
    with pytest.raises(Outdated):
        services.save_result(
            clerk, project.id, a_result(before=None, after=None), seen=0, at=MONDAY
        )
    kept = board.result(project.id)
    assert kept is not None
    assert (kept.before, kept.after, kept.version) == (1200, 350, 1)


@pytest.mark.both_databases
def test_the_chain_ends_with_result_and_caretakers_and_its_first_are_told(
    inside: Town, project: ProjectLine
) -> None:
    clerk, fan = inside.actor(Role.CLERK), resident("fan")
    works.follow(fan, project.stages[0].id, at=MONDAY)
    part = MilestonePlan(Bilingual("เทพื้น", ""), 10, TODAY - 9 * DAY, TODAY - DAY, None, None)
    milestone = works.save_milestone(clerk, project.id, part, at=MONDAY)
    made = services.save_result(clerk, project.id, a_result(in_use_on=None), seen=0, at=MONDAY)
    pact = services.save_pact(clerk, project.id, a_pact(), at=MONDAY)
    assert chain.earlier((Kind.CARETAKER, pact.id)) == [
        (Kind.MILESTONE, milestone.id),
        (Kind.RESULT, made.id),
    ]
    line = chain.line_of((Kind.RESULT, made.id), None)
    assert [len(place.records) for place in line] == [1, 1, 1]
    before = told("fan", "chain")
    services.save_result(clerk, project.id, a_result(), seen=1, at=MONDAY + DAY)
    services.save_result(clerk, project.id, a_result(), seen=2, at=MONDAY + 2 * DAY)
    assert told("fan", "chain") == before + 1, "told when it is in use, and not of a mended word"


def told(name: str, occasion: str) -> int:
    """How many messages went to somebody, after everything waiting was told."""
    keep()
    outbox.deliver(lambda: MONDAY + 90 * DAY)
    asked = select(func.count()).where(
        Notice.address == f"{name}@example.net", Notice.occasion == occasion
    )
    return session.scalar(asked) or 0


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (BenefitPlan(NOTHING, 5, None), "who_th"),
        (BenefitPlan(BEDS, 0, None), "people"),
        (BenefitPlan(BEDS, None, None), "people"),
        (BenefitPlan(BEDS, 10**8, None), "people"),
        (BenefitPlan(BEDS, 5, 987_654), "area"),
    ],
)
def test_who_benefits_is_checked(
    inside: Town, project: ProjectLine, plan: BenefitPlan, field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        services.save_benefit(inside.actor(Role.CLERK), project.id, plan, at=MONDAY)
    assert list(refusal.value.fields) == [field]
    assert board.benefits(project.id) == []


def test_who_benefits_is_changed_and_taken_out(inside: Town, project: ProjectLine) -> None:
    clerk = inside.actor(Role.CLERK)
    row = services.save_benefit(clerk, project.id, BenefitPlan(BEDS, 40, None), at=MONDAY)
    plan = BenefitPlan(BEDS, 45, None)
    services.save_benefit(clerk, project.id, plan, at=MONDAY, known=(row.id, 1))
    with pytest.raises(Outdated):
        services.save_benefit(clerk, project.id, plan, at=MONDAY, known=(row.id, 1))
    assert [line.people for line in board.benefits(project.id)] == [45]
    services.remove_benefit(clerk, project.id, row.id, at=MONDAY)
    assert board.benefits(project.id) == []


def test_each_person_answers_once_and_may_change_it(inside: Town, project: ProjectLine) -> None:
    me, stage_id = resident("me"), stage_of(project)
    services.rate(me, stage_id, 2, "", at=MONDAY)
    services.rate(me, stage_id, 5, "ดีมาก", at=MONDAY)
    assert board.content(project.id).n == 1
    assert board.own_answer(project.id, me.person_id) == (5, "ดีมาก")
    for wrong in (None, 0, 6):
        with pytest.raises(Invalid):
            services.rate(me, stage_id, wrong, "", at=MONDAY)
    with pytest.raises(SignInNeeded):
        services.rate(nobody(), stage_id, 5, "", at=MONDAY)
    with pytest.raises(Forbidden):
        services.rate(inside.actor(Role.OFFICER), stage_id, 5, "", at=MONDAY)
    with pytest.raises(OutOfOrder):
        services.rate(me, stage_id, 1, "", at=MONDAY + 60 * DAY)
    assert board.own_answer(project.id, me.person_id) == (5, "ดีมาก")


def test_below_five_only_the_number_is_shown(inside: Town, project: ProjectLine) -> None:
    stars = [5, 5, 4, 1]
    for n, given in enumerate(stars):
        services.rate(resident(f"r{n}"), stage_of(project), given, "", at=MONDAY)
    few = board.content(project.id)
    assert (few.n, few.stars, few.percent, few.low, few.high) == (4, {}, None, None, None)
    services.rate(resident("fifth"), stage_of(project), 3, "", at=MONDAY)
    shown = board.content(project.id)
    assert (shown.n, shown.percent) == (5, 60)
    assert shown.stars == {5: 2, 4: 1, 3: 1, 2: 0, 1: 1}
    # Wilson's interval of 3 in 5 by hand: 0.2307 to 0.8824.
    assert (shown.low, shown.high) == (23, 89)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"what": NOTHING}, "what_th"),
        ({"keeper": " "}, "keeper"),
        ({"every_months": 0}, "every_months"),
        ({"every_months": 25}, "every_months"),
        ({"every_months": None}, "every_months"),
        ({"agreed_on": None}, "agreed_on"),
        ({"agreed_on": TODAY + DAY}, "agreed_on"),
        ({"ends_on": TODAY - 21 * DAY}, "ends_on"),
    ],
)
def test_a_pact_that_cannot_be_is_refused(
    inside: Town, project: ProjectLine, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        services.save_pact(inside.actor(Role.CLERK), project.id, a_pact(**changes), at=MONDAY)
    assert list(refusal.value.fields) == [field]
    assert not session.scalars(select(Pact)).all()


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, found: date) -> None:
    assert months_after(day, months) == found


@pytest.mark.both_databases
def test_caretakers_are_reminded_once_for_each_look_until_it_is_made(
    inside: Town, project: ProjectLine
) -> None:
    clerk, me = inside.actor(Role.CLERK), resident("me")
    pact_id = services.save_pact(clerk, project.id, a_pact(every_months=1), at=MONDAY).id
    services.join(me, pact_id, at=MONDAY)
    services.join(me, pact_id, at=MONDAY)
    due = months_after(TODAY - 20 * DAY, 1)
    late = MONDAY + (due - TODAY)
    assert services.remind(late - DAY) == 0
    assert (services.remind(late), services.remind(late + DAY)) == (1, 0)
    assert told("me", "care") == 1
    services.check(me, pact_id, a_look(checked_on=due), at=late)
    line = board.pacts(project.id)[0]
    assert line.next_on == months_after(due, 1)
    assert services.remind(late + 40 * DAY) == 1


def test_only_who_takes_part_says_how_it_is(inside: Town, project: ProjectLine) -> None:
    clerk, me = inside.actor(Role.CLERK), resident("me")
    pact = services.save_pact(clerk, project.id, a_pact(), at=MONDAY)
    with pytest.raises(Forbidden):
        services.check(me, pact.id, a_look(), at=MONDAY)
    with pytest.raises(SignInNeeded):
        services.join(nobody(), pact.id, at=MONDAY)
    with pytest.raises(Forbidden):
        services.join(clerk, pact.id, at=MONDAY)
    services.join(me, pact.id, at=MONDAY)
    look = a_look(text="โทร 081-234-5678 ได้เลย")
    assert services.check(me, pact.id, look, at=MONDAY).id == (
        services.check(me, pact.id, look, at=MONDAY).id
    )
    line = board.pacts(project.id)[0]
    assert len(line.checks) == 1
    assert "081" not in line.checks[0].words.text
    services.leave(me, pact.id)
    assert board.pacts(project.id)[0].people == 0


@pytest.mark.parametrize(
    ("look", "field"),
    [
        (a_look(None), "condition"),
        (a_look(checked_on=None), "checked_on"),
        (a_look(checked_on=TODAY + DAY), "checked_on"),
        (a_look(checked_on=TODAY - 21 * DAY), "checked_on"),
        (a_look(Condition.BROKEN, text=" "), "text"),
    ],
)
def test_a_look_is_checked(inside: Town, project: ProjectLine, look: NewCheck, field: str) -> None:
    clerk = inside.actor(Role.CLERK)
    pact = services.save_pact(clerk, project.id, a_pact(), at=MONDAY)
    with pytest.raises(Invalid) as refusal:
        services.check(clerk, pact.id, look, at=MONDAY)
    assert list(refusal.value.fields) == [field]
    assert not session.scalars(select(PactCheck)).all()


def test_a_pact_ends_with_a_reason_and_nobody_is_reminded_then(
    inside: Town, project: ProjectLine
) -> None:
    clerk, me = inside.actor(Role.CLERK), resident("me")
    pact = services.save_pact(clerk, project.id, a_pact(), at=MONDAY)
    services.join(me, pact.id, at=MONDAY)
    with pytest.raises(Invalid):
        services.end_pact(clerk, pact.id, " ", at=MONDAY)
    services.end_pact(clerk, pact.id, "โรงเรียนย้าย", at=MONDAY)
    with pytest.raises(OutOfOrder):
        services.end_pact(clerk, pact.id, "โรงเรียนย้าย", at=MONDAY)
    with pytest.raises(OutOfOrder):
        services.check(me, pact.id, a_look(), at=MONDAY)
    with pytest.raises(OutOfOrder):
        services.save_pact(clerk, project.id, a_pact(), at=MONDAY, known=(pact.id, 2))
    assert services.remind(MONDAY + 400 * DAY) == 0
    assert board.pacts(project.id)[0].is_over(TODAY)


@pytest.mark.both_databases
def test_a_hidden_look_is_read_by_staff_alone_and_its_author_is_told_why(
    inside: Town, project: ProjectLine
) -> None:
    clerk, me = inside.actor(Role.CLERK), resident("me")
    pact = services.save_pact(clerk, project.id, a_pact(), at=MONDAY)
    services.join(me, pact.id, at=MONDAY)
    look = services.check(me, pact.id, a_look(), at=MONDAY)
    with pytest.raises(Invalid):
        services.hide_check(clerk, look.id, "", at=MONDAY)
    with pytest.raises(Forbidden):
        services.hide_check(resident("me"), look.id, "x", at=MONDAY)
    services.hide_check(clerk, look.id, "มีชื่อบุคคล ดู http://example.com", at=MONDAY)
    line = board.pacts(project.id)[0]
    assert line.checks[0].is_hidden
    assert line.last is None
    assert told("me", "care") == 1
    letter = session.scalars(select(Notice.body).where(Notice.occasion == "care")).one()
    assert "มีชื่อบุคคล" in letter
    assert "http" not in letter


def test_a_name_is_taken_off_and_the_stars_still_count(inside: Town, project: ProjectLine) -> None:
    clerk, me = inside.actor(Role.CLERK), resident("me")
    services.rate(me, stage_of(project), 4, "เพิ่มถังขยะ", at=MONDAY)
    pact = services.save_pact(clerk, project.id, a_pact(), at=MONDAY)
    services.join(me, pact.id, at=MONDAY)
    services.check(me, pact.id, a_look(), at=MONDAY)
    mine = Subject(person_id=me.person_id)
    assert {len(lines) for lines in personal.export(mine).records.values()} == {1}
    gone = personal.erase(mine, "request", MONDAY)
    assert {line.table for line in gone} == {"satisfaction", "caretaker", "caretaker_check"}
    assert not session.scalars(select(Caretaker)).all()
    row = session.scalars(select(Satisfaction)).one()
    assert (row.person_id, row.text, row.stars) == (None, "", 4)
    assert {len(lines) for lines in personal.export(mine).records.values()} == {0}


def test_old_names_and_words_go_by_their_limits(inside: Town, project: ProjectLine) -> None:
    services.rate(resident("me"), stage_of(project), 4, "เพิ่มถังขยะ", at=MONDAY)
    later = MONDAY + 900 * DAY
    for kind, column in ((Kept.WORDS, "text"), (Kept.CONTACT, "person_id")):
        dry = personal.expire(Limit(kind, later, "limit", most=10, dry=True), later)
        done = personal.expire(Limit(kind, later, "limit", most=10, dry=False), later)
        assert [line.count for line in dry] == [line.count for line in done] == [1], column
        assert personal.expire(Limit(kind, later, "limit", most=10, dry=False), later) == []
