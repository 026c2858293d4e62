"""Works that are followed: milestones, money, contracts, inspections, findings, the committee."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from portal.channels.models import Notice
from portal.complaints.models import Complaint
from portal.foundation import outbox
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, OutOfOrder, SignInNeeded
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from portal.foundation.web import keep
from portal.municipalities import queries as municipalities
from portal.participation.chain import queries as chain
from portal.participation.chain.terms import Kind
from portal.participation.monitoring import services
from portal.participation.monitoring.models import (
    CommitteeSeat,
    Contract,
    Finding,
    Inspection,
    Milestone,
    MoneyYear,
)
from portal.participation.monitoring.progress import Money, progress, satang_of
from portal.participation.monitoring.queries import board as boards
from portal.participation.monitoring.queries import findings
from portal.participation.monitoring.queries.committee import seats
from portal.participation.monitoring.services import (
    ContractPlan,
    MilestonePlan,
    NewInspection,
    NewSeat,
)
from portal.participation.monitoring.terms import (
    SEATS,
    ContractStep,
    Group,
    Office,
    Verdict,
)
from portal.participation.plans.services import deciding
from portal.participation.plans.services.deciding import Grant
from portal.participation.projects.queries import ProjectLine
from portal.participation.projects.terms import Tool, Who
from tests import plans, projects
from tests.fixtures.portal import Town
from tests.ideas import nobody, resident
from tests.makers import MONDAY

DAY = timedelta(days=1)
TODAY = MONDAY.date()
TITLE = Bilingual("เทพื้นคอนกรีตช่วงที่ 1", "Concrete, first part")


@pytest.fixture
def project(inside: Town) -> ProjectLine:
    """A project of the works unit whose work is followed since yesterday."""
    plan = projects.stage(Tool.MONITORING, MONDAY - DAY, 60, Who.SIGNED_IN)
    works = municipalities.unit_ids()["works"]
    return projects.a_project(inside.actor(Role.CLERK), plan, at=MONDAY, unit_id=works)


def plan(**changes: Any) -> MilestonePlan:
    """A milestone planned around today."""
    given = MilestonePlan(TITLE, 40, TODAY - 10 * DAY, TODAY + 10 * DAY)
    return replace(given, **changes)


def seen(verdict: Verdict = Verdict.BAD, findings: str = "ไม่มีป้ายเตือน", **changes: Any) -> Any:
    """What a resident saw."""
    return NewInspection(uuid4(), verdict, findings=findings, **changes)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"weight": -5}, "weight"),
        ({"weight": None}, "weight"),
        ({"begun_on": TODAY, "done_on": TODAY - DAY}, "done_on"),
        ({"done_on": TODAY}, "done_on"),
        ({"begun_on": TODAY + DAY}, "begun_on"),
        ({"planned_to": TODAY - 20 * DAY}, "planned_to"),
        ({"planned_to": TODAY - DAY, "begun_on": TODAY - DAY, "done_on": TODAY}, "reason_th"),
        ({"title": Bilingual("", "x")}, "title_th"),
    ],
)
def test_a_milestone_that_cannot_be_is_refused_and_nothing_is_kept(
    inside: Town, project: ProjectLine, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        services.save_milestone(inside.actor(Role.CLERK), project.id, plan(**changes), at=MONDAY)
    assert list(refusal.value.fields) == [field]
    assert not session.scalars(select(Milestone)).all()


@pytest.mark.both_databases
def test_followers_are_told_when_a_milestone_moves_and_only_then(
    inside: Town, project: ProjectLine
) -> None:
    clerk, fan = inside.actor(Role.CLERK), resident("fan")
    services.follow(fan, project.stages[0].id, at=MONDAY)
    services.follow(fan, project.stages[0].id, at=MONDAY)
    made = services.save_milestone(clerk, project.id, plan(), at=MONDAY).id
    known = (made, 1)
    services.save_milestone(clerk, project.id, plan(weight=50), at=MONDAY, known=known)
    assert told() == []
    moved = plan(weight=50, begun_on=TODAY - DAY)
    services.save_milestone(clerk, project.id, moved, at=MONDAY, known=(made, 2))
    assert told() == ["fan@example.net"]
    later = replace(moved, planned_to=TODAY + 30 * DAY)
    with pytest.raises(Invalid) as refusal:
        services.save_milestone(clerk, project.id, later, at=MONDAY, known=(made, 3))
    assert list(refusal.value.fields) == ["reason_th"]
    later = replace(later, reason=Bilingual("ฝนตกหนัก", "Heavy rain"))
    services.save_milestone(clerk, project.id, later, at=MONDAY, known=(made, 3))
    assert told() == ["fan@example.net"] * 2
    line = boards.milestones(project.id)[0]
    assert (line.first_to, line.reason.en) == (TODAY + 10 * DAY, "Heavy rain")
    services.unfollow(fan, project.id)
    done = replace(later, done_on=TODAY)
    services.save_milestone(clerk, project.id, done, at=MONDAY, known=(made, 4))
    assert len(told()) == 2
    last = session.scalars(select(Notice.body).where(Notice.occasion == "work")).all()[-1]
    assert "http" not in last


def told() -> list[str]:
    """Whom messages about works went to, after everything waiting was told."""
    keep()
    outbox.deliver(lambda: MONDAY + 2 * DAY)
    return list(
        session.scalars(select(Notice.address).where(Notice.occasion == "work").order_by(Notice.id))
    )


def test_progress_counts_whole_milestones_by_weight() -> None:
    rows = [
        Milestone(weight=weight, planned_to=TODAY + days * DAY, done_on=done)
        for weight, days, done in ((1, -5, TODAY), (1, -1, None), (1, 5, None), (0, 9, TODAY))
    ]
    found = progress(rows, TODAY)
    assert found is not None
    assert (found.done, found.planned, found.is_behind) == (33, 66, True)
    assert progress(rows[3:], TODAY) is None
    assert progress([], TODAY) is None


@pytest.mark.parametrize(
    ("typed", "satang"),
    [
        ("1,250,000.50", 125000050),
        ("0.1", 10),
        ("-5", -500),
        ("0.005", None),
        ("nan", None),
        ("", None),
        ("เจ็ด", None),
    ],
)
def test_money_is_read_exactly(typed: str, satang: int | None) -> None:
    assert satang_of(typed) == satang


def test_money_is_kept_only_where_it_adds_up(inside: Town, project: ProjectLine) -> None:
    clerk, year = inside.actor(Role.CLERK), 2027
    services.save_money(clerk, project.id, Money(year, 100_00, 90_00, 20_00), at=MONDAY)
    services.save_money(clerk, project.id, Money(year + 1, 0, 0, 70_00), at=MONDAY)
    for wrong, field in (
        (Money(year + 1, 0, 0, 70_01), "paid"),
        (Money(year, 100_00, 90_00, 90_01), "paid"),
        (Money(year, 80_00, 90_00, 20_00), "contracted"),
        (Money(year, -1, 0, 0), "approved"),
        (Money(2050, 1, 0, 0), "year"),
    ):
        with pytest.raises(Invalid) as refusal:
            services.save_money(clerk, project.id, wrong, at=MONDAY)
        assert field in refusal.value.fields
    kept = [(row.approved, row.contracted, row.paid) for row in session.scalars(select(MoneyYear))]
    assert kept == [(100_00, 90_00, 20_00), (0, 0, 70_00)]
    assert boards.board(project.id, TODAY).total.paid == 90_00


def test_the_steps_of_a_contract_come_in_their_order(inside: Town, project: ProjectLine) -> None:
    clerk = inside.actor(Role.CLERK)
    days = {
        ContractStep.ANNOUNCED: (None, TODAY - 30 * DAY),
        ContractStep.SIGNED: (None, TODAY - 40 * DAY),
    }
    new = ContractPlan("12/2570", TITLE, "บริษัท ตัวอย่าง จำกัด", days)
    with pytest.raises(Invalid) as refusal:
        services.save_contract(clerk, project.id, new, at=MONDAY)
    assert list(refusal.value.fields) == ["signed_done"]
    assert not session.scalars(select(Contract)).all()
    days[ContractStep.SIGNED] = (TODAY - 20 * DAY, TODAY - 10 * DAY)
    services.save_contract(clerk, project.id, new, at=MONDAY)
    line = boards.contracts(project.id)[0]
    assert line.reached is ContractStep.SIGNED
    with pytest.raises(Invalid) as refusal:
        services.save_contract(clerk, project.id, new, at=MONDAY)
    assert list(refusal.value.fields) == ["reference"]


@pytest.mark.both_databases
def test_a_finding_is_closed_on_the_clock_and_told(inside: Town, project: ProjectLine) -> None:
    me, stage = resident("one"), project.stages[0].id
    new = seen(findings="ไม่มีป้ายเตือน\n- หลุมลึกข้างทาง โทร 081-234-5678")
    report = services.inspect(me, stage, new, who="x", at=MONDAY)
    assert services.inspect(me, stage, new, who="x", at=MONDAY).id == report.id
    first, second = session.scalars(select(Finding).order_by(Finding.id)).all()
    assert "081" not in second.text
    ids = first.id, second.id
    assert first.next_due_at == datetime(2026, 11, 30, 17, tzinfo=UTC)  # the end of the day
    head = inside.actor(Role.CLERK)
    said = Bilingual("ติดป้ายและไฟแล้ว", "Signs and lights are up")
    with pytest.raises(Invalid):
        services.close(head, ids[0], Bilingual("", "x"), seen=1, at=MONDAY)
    services.close(head, ids[0], said, seen=1, at=MONDAY + DAY)
    with pytest.raises(OutOfOrder):
        services.close(head, ids[0], said, seen=1, at=MONDAY + DAY)
    assert told() == ["one@example.net"]
    receipt = services.pass_on(head, ids[1], seen=1, at=MONDAY + DAY)
    complaint = session.get_one(Complaint, receipt.complaint_id)
    assert "หลุมลึกข้างทาง" in complaint.text
    assert findings.open_findings() == []
    assert findings.finding(ids[1]).complaint is not None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (seen(findings=""), "findings"),
        (seen(findings="\n".join("กขค" for _ in range(6))), "findings"),
        (NewInspection(uuid4(), None), "verdict"),
    ],
    ids=["bad without a word", "six findings", "no verdict"],
)
def test_a_report_that_says_nothing_is_refused(
    inside: Town, project: ProjectLine, new: NewInspection, field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        services.inspect(resident(), project.stages[0].id, new, who="x", at=MONDAY)
    assert list(refusal.value.fields) == [field]
    assert session.scalar(select(func.count()).select_from(Inspection)) == 0


def test_only_who_the_stage_admits_inspects_and_only_its_unit_records(
    inside: Town, project: ProjectLine
) -> None:
    stage = project.stages[0].id
    with pytest.raises(SignInNeeded):
        services.inspect(nobody(), stage, seen(), who="x", at=MONDAY)
    with pytest.raises(OutOfOrder):
        services.inspect(resident(), stage, seen(), who="x", at=MONDAY + 90 * DAY)
    for act in strangers(project):
        with pytest.raises(Forbidden):
            act()
    report = services.inspect(resident(), stage, seen(), who="x", at=MONDAY)
    services.hide(inside.actor(Role.CLERK), report.id, "กล่าวหาบุคคล", at=MONDAY)
    assert boards.reports(project.id) == []
    assert len(boards.reports(project.id, staff=True)) == 1


@pytest.mark.both_databases
def test_the_author_of_a_hidden_report_reads_why(inside: Town, project: ProjectLine) -> None:
    report = services.inspect(resident(), project.stages[0].id, seen(), who="x", at=MONDAY)
    services.hide(inside.actor(Role.CLERK), report.id, "กล่าวหาบุคคล", at=MONDAY)
    assert told() == ["one@example.net"]
    letter = session.scalars(select(Notice.body).where(Notice.occasion == "work")).one()
    assert "กล่าวหาบุคคล" in letter


def strangers(project: ProjectLine) -> list[Callable[[], object]]:
    """What a resident tries that only staff may."""
    me = resident("stranger")
    new = NewSeat(Group.FORUM, 1, "นางสมศรี", TODAY, TODAY + DAY)
    return [
        lambda: services.save_milestone(me, project.id, plan(), at=MONDAY),
        lambda: services.save_money(me, project.id, Money(2027, 1, 1, 1), at=MONDAY),
        lambda: services.seat(me, new, at=MONDAY),
    ]


def test_the_committee_has_eleven_seats_one_member_at_a_time(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    new = NewSeat(Group.FORUM, 1, "นางสมศรี ใจดี", date(2026, 1, 1), date(2029, 12, 31))
    services.seat(clerk, replace(new, office=Office.CHAIR), at=MONDAY)
    for wrong, field in (
        (replace(new, place=3), "seat"),
        (replace(new, begins_on=date(2029, 12, 31), ends_on=date(2030, 1, 5)), "begins_on"),
        (replace(new, place=2, ends_on=date(2030, 1, 3)), "ends_on"),
        (replace(new, place=2, ends_on=date(2025, 1, 1)), "ends_on"),
        (replace(new, place=2, office=Office.CHAIR), "office"),
        (replace(new, place=2, holder=" "), "holder"),
    ):
        with pytest.raises(Invalid) as refusal:
            services.seat(clerk, wrong, at=MONDAY)
        assert list(refusal.value.fields) == [field]
    assert session.scalar(select(func.count()).select_from(CommitteeSeat)) == 1
    found = seats(TODAY)
    assert len(found) == sum(SEATS.values()) == 11
    assert [seat.member.holder for seat in found if seat.member] == ["นางสมศรี ใจดี"]


def test_a_contract_hangs_on_its_budget_and_milestones_on_the_contract(
    inside: Town, project: ProjectLine
) -> None:
    clerk = inside.actor(Role.CLERK)
    planned = plans.a_plan(clerk, plans.item())
    grant = Grant(plans.FIRST_YEAR, 40_000_000, "เทศบัญญัติ หน้า 12")
    _item, money = deciding.put_in_budget(clerk, planned.id, 1, grant, seen=None, at=MONDAY)
    first = services.save_milestone(clerk, project.id, plan(), at=MONDAY)
    new = ContractPlan("12/2570", TITLE, budget_id=money.id)
    wrong = replace(new, budget_id=money.id + 99)
    with pytest.raises(Invalid) as refusal:
        services.save_contract(clerk, project.id, wrong, at=MONDAY)
    assert list(refusal.value.fields) == ["paid_from"]
    contract = services.save_contract(clerk, project.id, new, at=MONDAY)
    second = services.save_milestone(clerk, project.id, plan(weight=5), at=MONDAY)
    line = chain.line_of((Kind.CONTRACT, contract.id), None)
    kinds = [Kind.PLAN_ITEM, Kind.BUDGET_LINE, Kind.CONTRACT, Kind.MILESTONE]
    assert [place.kind for place in line] == kinds
    assert chain.later((Kind.CONTRACT, contract.id)) == [
        (Kind.MILESTONE, first.id),
        (Kind.MILESTONE, second.id),
    ]
    known = (contract.id, contract.version)
    services.save_contract(clerk, project.id, replace(new, budget_id=None), at=MONDAY, known=known)
    assert chain.earlier((Kind.CONTRACT, contract.id)) == []
    assert boards.budget_of(contract.id) is None
