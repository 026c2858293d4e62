"""Plans: items with the money of five years, checks, budgets, files taken over whole or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from portal.channels.lifecycle import Occasion
from portal.channels.models import Notice
from portal.foundation import outbox
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, Outdated, OutOfOrder
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Actor, Role
from portal.municipalities import queries as municipalities
from portal.participation.chain import queries as chain
from portal.participation.chain.terms import Kind
from portal.participation.plans import queries, rows, sheets
from portal.participation.plans.models import PlanItem, PlanMoney
from portal.participation.plans.queries import listing
from portal.participation.plans.queries.listing import Wanted
from portal.participation.plans.services import deciding, importing, linking, planning
from portal.participation.plans.services.deciding import Grant, NewCheck
from portal.participation.plans.terms import ItemState, Power, Verdict
from portal.participation.projects.queries import ProjectLine, StageLine
from portal.participation.projects.terms import ProjectForm, Tool
from tests import ideas, projects
from tests import plans as make
from tests.fixtures.portal import Town
from tests.makers import MONDAY

CHECK = NewCheck(
    Verdict.FEASIBLE, 48_000_000, Power.OWN, Bilingual("ทำได้ในอำนาจหน้าที่", "It can be done")
)


def plan_of(project_id: int) -> queries.PlanLine:
    found = queries.plan_of(project_id)
    assert found is not None
    return found


def rows_there() -> tuple[int, int]:
    """How many rows of items and of money there are."""
    return (
        session.scalar(select(func.count()).select_from(PlanItem)) or 0,
        session.scalar(select(func.count()).select_from(PlanMoney)) or 0,
    )


def test_an_item_keeps_its_money_to_the_satang_and_its_number_for_good(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    project = make.a_plan(clerk, make.item(), make.item(title="ฝายชะลอน้ำ", strategy=make.OTHER))
    plan = plan_of(project.id)
    first = queries.item(plan, 1)
    assert (first.money, first.total) == ((0, 50_000_000, 0, 0, 1_250), 50_001_250)
    assert first.title.en == "Repair the road in front of the temple"
    changed = replace(queries.written(plan, 1), money=(7, 0, 0, 0, 0))
    planning.save(clerk, project.id, changed, seen=first.version, at=MONDAY)
    assert queries.item(plan, 1).money == (7, 0, 0, 0, 0)
    with pytest.raises(Outdated):
        planning.save(clerk, project.id, changed, seen=first.version, at=MONDAY)
    planning.withdraw(clerk, project.id, 2, "ซ้ำกับโครงการของ อบจ.", seen=None, at=MONDAY)
    assert planning.save(clerk, project.id, make.item(), at=MONDAY).running == 3
    assert [one.number for one in queries.items(plan.id)] == [1, 3]
    with pytest.raises(OutOfOrder, match="withdrawn"):
        planning.save(clerk, project.id, make.item(2), at=MONDAY)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"strategy": ""}, "strategy"),
        ({"heading": ""}, "heading"),
        ({"title": ""}, "title"),
        ({"responsible": ""}, "responsible"),
        ({"title": "ก" * 301}, "title"),
        ({"area": "ที่อื่น"}, "area"),
    ],
)
def test_an_item_that_says_too_little_is_refused(
    inside: Town, changes: dict[str, str], field: str
) -> None:
    clerk = inside.actor(Role.CLERK)
    project = make.a_plan(clerk)
    with pytest.raises(Invalid) as refusal:
        planning.save(clerk, project.id, make.item(**changes), at=MONDAY)
    assert set(refusal.value.fields) == {field}
    assert rows_there() == (0, 0)


def test_a_plan_is_begun_once_for_years_that_are_some_and_by_who_may(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    project = make.a_project(clerk)
    for year in (None, 1571, 25710):
        with pytest.raises(Invalid):
            planning.begin(clerk, project.id, year, at=MONDAY)
    with pytest.raises(NotFound):
        planning.save(clerk, project.id, make.item(), at=MONDAY)
    planning.begin(clerk, project.id, 2028, at=MONDAY)
    with pytest.raises(OutOfOrder):
        planning.begin(clerk, project.id, 2028, at=MONDAY)
    for actor in (inside.actor(Role.OFFICER), inside.actor(Role.HEAD), ideas.resident()):
        with pytest.raises(Forbidden):
            planning.save(actor, project.id, make.item(), at=MONDAY)
    other = projects.a_project(clerk, projects.stage(ideas.Tool.DRAFT, MONDAY), at=MONDAY)
    with pytest.raises(NotFound, match="no development plan"):
        planning.begin(clerk, other.id, 2028, at=MONDAY)


def test_an_item_goes_from_the_draft_to_the_plan_to_the_budget(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    project = make.a_plan(clerk, make.item(), make.item(title="ฝาย"))
    plan = plan_of(project.id)
    assert queries.item(plan, 1).state is ItemState.DRAFT
    assert planning.adopt(clerk, project.id, at=MONDAY) == 2
    with pytest.raises(OutOfOrder):
        planning.adopt(clerk, project.id, at=MONDAY)
    assert queries.item(plan, 1).state is ItemState.PLANNED
    for grant, field in (
        (Grant(2022, 1, "ข้อบัญญัติ"), "year"),
        (Grant(2028, 1, "ข้อบัญญัติ"), "year"),
        (Grant(2024, 0, "ข้อบัญญัติ"), "approved"),
        (Grant(2024, -5, "ข้อบัญญัติ"), "approved"),
        (Grant(2024, 5, " "), "ordinance"),
    ):
        with pytest.raises(Invalid) as refusal:
            deciding.put_in_budget(clerk, project.id, 1, grant, seen=None, at=MONDAY)
        assert set(refusal.value.fields) == {field}
    grant = Grant(2024, 45_000_000, "ข้อบัญญัติ พ.ศ. 2567 หน้า 9")
    deciding.put_in_budget(clerk, project.id, 1, grant, seen=None, at=MONDAY)
    found = queries.item(plan, 1)
    assert found.state is ItemState.BUDGETED
    assert [one.approved for one in found.years] == [45_000_000, None]
    with pytest.raises(OutOfOrder, match="budget pays"):
        planning.withdraw(clerk, project.id, 1, "ไม่ทำแล้ว", seen=None, at=MONDAY)
    with pytest.raises(Invalid) as kept:
        planning.save(clerk, project.id, make.item(1, money=(1, 0, 0, 0, 0)), at=MONDAY)
    assert set(kept.value.fields) == {"money_2"}
    states = {
        state: [one.running for one in listing.listed(plan, Wanted(state=state), None).items]
        for state in ItemState
    }
    assert states[ItemState.BUDGETED] == [1]
    assert states[ItemState.PLANNED] == [2]
    assert not states[ItemState.DRAFT]


def test_a_check_is_published_with_its_unit_and_earlier_ones_stay(inside: Town) -> None:
    clerk, officer = inside.actor(Role.CLERK), inside.actor(Role.OFFICER)
    project = make.a_plan(clerk, make.item())
    found = queries.item(plan_of(project.id), 1)
    for wrong, field in (
        (replace(CHECK, cost=-1), "cost"),
        (replace(CHECK, reason=Bilingual("", "why")), "reason_th"),
    ):
        with pytest.raises(Invalid) as refusal:
            deciding.check(officer, project.id, 1, wrong, at=MONDAY)
        assert set(refusal.value.fields) == {field}
    with pytest.raises(Forbidden):
        deciding.check(ideas.resident(), project.id, 1, CHECK, at=MONDAY)
    deciding.check(officer, project.id, 1, CHECK, at=MONDAY)
    deciding.check(officer, project.id, 1, replace(CHECK, verdict=Verdict.CHANGED), at=MONDAY)
    newest, first = queries.checks_of(found.id)
    assert (newest.verdict, first.verdict) == (Verdict.CHANGED, Verdict.FEASIBLE)
    assert newest.unit is not None


def test_the_list_is_filtered_paged_and_summed(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    many = [make.item(title=f"โครงการที่ {place}", money=(100, 0, 0, 0, 0)) for place in range(27)]
    project = make.a_plan(clerk, *many, make.item(title="สะพานไม้", strategy=make.OTHER))
    plan = plan_of(project.id)
    first = listing.listed(plan, Wanted(), None)
    assert [one.running for one in first.items] == list(range(1, 26))
    second = listing.listed(plan, Wanted(), first.older)
    assert [one.running for one in second.items] == [26, 27, 28]
    assert listing.listed(plan, Wanted(), second.newer).items == first.items
    sums = listing.totals(plan)
    assert [(one.strategy, one.items, one.total) for one in sums] == [
        (make.STRATEGY, 27, 2700),
        (make.OTHER, 1, 50_001_250),
    ]
    assert listing.whole(sums).money == (2700, 50_000_000, 0, 0, 1_250)
    for wanted, count in (
        (Wanted(text="สะพาน"), 1),
        (Wanted(strategy=make.OTHER), 1),
        (Wanted(year=2024), 1),
        (Wanted(year=2023), 27),
        (Wanted(heading="ไม่มี"), 0),
    ):
        assert listing.whole(listing.totals(plan, wanted)).items == count


def test_a_file_begins_a_plan_and_comes_out_the_same(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    project = make.a_project(clerk)
    preview = importing.look_at(clerk, project.id, make.FILE, strategy=make.STRATEGY)
    assert (len(preview.added), preview.begins, preview.wrong) == (4, True, ())
    assert preview.total == make.FILE_TOTAL
    assert rows_there() == (0, 0), "a preview saves nothing"
    importing.take_over(clerk, project.id, make.FILE, strategy=make.STRATEGY, at=MONDAY)
    plan = plan_of(project.id)
    table = rows.table_of(queries.items(plan.id), plan.first_year, for_machines=True)
    assert sheets.write_csv(table, mark=False) == make.FILE
    form = sheets.write_csv(rows.table_of(queries.items(plan.id), plan.first_year))
    again = importing.take_over(clerk, project.id, form, at=MONDAY)
    assert (again.added, again.changed, again.same) == ((), (), 4)
    assert sheets.write_csv(rows.table_of(queries.items(plan.id), plan.first_year)) == form


def test_a_file_changes_what_it_names_and_leaves_what_it_has_no_column_for(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    project = make.a_plan(clerk, make.item(indicator="ร้อยละ 80"), make.item(title="ฝาย"))
    text = make.FILE.decode().splitlines()
    text[1] = "1,แผนงานใหม่,ชื่อใหม่,,,0,0,0,0,9,กองช่าง"
    content = "\n".join((text[0], text[1], text[4].replace("4,", ",", 1))).encode()
    done = importing.take_over(clerk, project.id, content, strategy=make.OTHER, at=MONDAY)
    assert (len(done.added), len(done.changed)) == (1, 1)
    first, second, third = queries.items(plan_of(project.id).id)
    assert (first.title, first.indicator, first.strategy) == ("ชื่อใหม่", "ร้อยละ 80", make.STRATEGY)
    assert (second.title, third.number, third.strategy) == ("ฝาย", 3, make.OTHER)


def test_a_file_with_one_bad_cell_saves_nothing(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    project = make.a_plan(clerk, make.item(), make.item())
    before = rows_there()
    bad = make.FILE.replace(b"496000", b"-496000")
    with pytest.raises(Invalid, match=r"Row 5, column “y2568”"):
        importing.take_over(clerk, project.id, bad, strategy=make.STRATEGY, at=MONDAY)
    assert rows_there() == before
    planning.withdraw(clerk, project.id, 2, "ซ้ำ", seen=None, at=MONDAY)
    with pytest.raises(Invalid, match=r"Row 3, column “ที่”: Item 2 was withdrawn"):
        importing.take_over(clerk, project.id, make.FILE, strategy=make.STRATEGY, at=MONDAY)
    with pytest.raises(Invalid, match="has no strategy"):
        importing.take_over(clerk, project.id, make.FILE.replace(b"\r\n1,", b"\r\n9,"), at=MONDAY)
    assert rows_there() == before


def test_the_operator_takes_a_file_over(town: Town, tmp_path: Path) -> None:
    with town.work():
        make.a_project(town.actor(Role.CLERK))
        slug = next(one.slug for one in municipalities.all_profiles())
    good, bad = tmp_path / "plan.csv", tmp_path / "bad.csv"
    good.write_bytes(make.FILE)
    bad.write_bytes(make.FILE.replace(b"496000", b"-1"))

    def run(file: Path, *more: str) -> tuple[int, str]:
        words = ("--municipality", slug, "--project", "1", "--strategy", make.STRATEGY, *more)
        args = ["participation", "import-plan", str(file), *words]
        done = town.app.test_cli_runner().invoke(args=args)
        return done.exit_code, done.output

    assert run(bad)[0] == 1
    assert "y2568" in run(bad)[1]
    assert run(good, "--look") == (0, "+4 ~0 =0\n3,056,000.50\n")
    assert run(good) == (0, "+4 ~0 =0\n3,056,000.50\n")
    assert run(good) == (0, "+0 ~0 =4\n–\n")
    assert run(good, "--project", "9")[0] == 1


def test_an_item_hangs_between_its_idea_and_its_budget(town: Town) -> None:
    with town.work():
        clerk = town.actor(Role.CLERK)
        project, there = collecting(clerk)
        foreign = ideas.an_idea(ideas.a_stage())
        idea = ideas.an_idea(there.id, by=ideas.resident("planner"))
        for wrong in (foreign.id, 0):
            with pytest.raises(Invalid):
                linking.link_idea(clerk, project.id, 1, wrong, at=MONDAY)
        with pytest.raises(Forbidden):
            linking.link_idea(ideas.resident(), project.id, 1, idea.id, at=MONDAY)
        assert linking.link_idea(clerk, project.id, 1, idea.id, at=MONDAY)
        assert not linking.link_idea(clerk, project.id, 1, idea.id, at=MONDAY)
        grant = Grant(make.FIRST_YEAR, 40_000_000, "เทศบัญญัติงบประมาณ หน้า 12")
        deciding.put_in_budget(clerk, project.id, 1, grant, seen=None, at=MONDAY)
        line = chain.line_of((Kind.IDEA, idea.id), None)
        assert [place.kind for place in line] == [Kind.IDEA, Kind.PLAN_ITEM, Kind.BUDGET_LINE]
        assert "400,000" in str(line[2].records[0].state)
    with town.app.app_context():
        outbox.deliver(lambda: MONDAY + timedelta(hours=1))
    with town.look():
        told = session.scalars(select(Notice).where(Notice.occasion == Occasion.CHAIN.value)).all()
        assert {one.address for one in told} == {"planner@example.net"}
        assert len(told) == 2, "in the draft plan, and in the budget"


def collecting(clerk: Actor) -> tuple[ProjectLine, StageLine]:
    """A plan of one item in a project that collected ideas before its draft, and that stage."""
    early = projects.stage(Tool.IDEAS, MONDAY - timedelta(hours=1), 0.5)
    opens = MONDAY + timedelta(days=1)
    draft = projects.stage(Tool.DRAFT, opens, 5)
    project = projects.a_project(clerk, early, draft, at=MONDAY, form=ProjectForm.DEVELOPMENT_PLAN)
    planning.begin(clerk, project.id, make.FIRST_YEAR, at=MONDAY)
    planning.save(clerk, project.id, make.item(), at=MONDAY)
    return project, project.stages[0]
