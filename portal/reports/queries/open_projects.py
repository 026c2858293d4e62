"""Published projects and what belongs to them, page by page: only what everyone can read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select, tuple_

from portal.foundation.database import session
from portal.participation.ideas.models import Idea, IdeaAnswer
from portal.participation.monitoring.models import Milestone
from portal.participation.plans.models import Plan, PlanItem, PlanMoney
from portal.participation.projects.models import Project, Stage
from portal.participation.projects.terms import Tool
from portal.participation.results.models import ProjectResult
from portal.reports.open_data.terms import Line
from portal.reports.queries.open_labels import labels

SATANG = 100
After = tuple[int, ...] | None
_FIRST_ANSWER = (
    select(func.min(IdeaAnswer.answered_at))
    .where(IdeaAnswer.idea_id == Idea.id, IdeaAnswer.municipality_id == Idea.municipality_id)
    .scalar_subquery()
)
_IDEAS = (
    Idea.id,
    Project.number,
    Idea.running,
    Idea.title,
    Idea.public_text,
    Idea.language,
    Idea.category_id,
    Idea.area_id,
    Idea.created_at,
    Idea.supports,
    Idea.comments,
    Idea.answer,
    _FIRST_ANSWER,
    Idea.lat,
    Idea.lon,
)


def projects(after: After, most: int) -> Sequence[Line]:
    """Projects that were published."""
    asked = select(Project).where(Project.is_published.is_(True))
    if after is not None:
        asked = asked.where(Project.id > after[0])
    known = labels()
    return [
        Line(
            (row.id,),
            (
                row.number,
                row.form,
                row.title_th,
                row.title_en,
                row.summary_th,
                row.summary_en,
                row.influence,
                *known.area(row.area_id),
                *known.unit(row.unit_id),
                row.published_at,
                row.closed_at,
                row.closing_th,
                row.closing_en,
                f"/projects/{row.number}",
            ),
        )
        for row in session.scalars(asked.order_by(Project.id).limit(most))
    ]


def ideas(after: After, most: int) -> Sequence[Line]:
    """Ideas that lists show: neither hidden nor waiting for a look nor merged, and no author."""
    asked = (
        select(*_IDEAS)
        .join(Project, Project.id == Idea.project_id)
        .where(Idea.is_public.is_(True), Project.is_published.is_(True))
    )
    if after is not None:
        asked = asked.where(Idea.id > after[0])
    known = labels()
    return [
        Line(
            (row[0],),
            (
                *row[1:6],
                known.category(row[6])[0],
                known.area(row[7])[0],
                *row[8:],
                f"/projects/{row[1]}/ideas/{row[2]}",
            ),
        )
        for row in session.execute(asked.order_by(Idea.id).limit(most))
    ]


def plan_items(after: After, most: int) -> Sequence[Line]:
    """Items of development plans, a row for each of their years."""
    asked = (
        select(PlanItem, PlanMoney, Project.number)
        .join(Plan, Plan.id == PlanItem.plan_id)
        .join(Project, Project.id == Plan.project_id)
        .join(PlanMoney, PlanMoney.item_id == PlanItem.id)
        .where(*_of_a_tool(Tool.DRAFT))
    )
    if after is not None:
        asked = asked.where(tuple_(PlanItem.id, PlanMoney.id) > after)
    known = labels()
    rows = session.execute(asked.order_by(PlanItem.id, PlanMoney.id).limit(most))
    return [
        Line(
            (item.id, money.id),
            (
                number,
                item.running,
                item.strategy,
                item.heading,
                item.title,
                item.title_en,
                item.objective,
                item.target,
                item.indicator,
                item.result,
                item.responsible,
                known.area(item.area_id)[0],
                item.adopted_at,
                item.withdrawn_at,
                money.year,
                _baht(money.satang),
                _baht(money.approved),
                money.ordinance,
                f"/projects/{number}/plan/{item.running}",
            ),
        )
        for item, money, number in rows
    ]


def milestones(after: After, most: int) -> Sequence[Line]:
    """Milestones of works that can be followed."""
    asked = (
        select(Milestone, Project.number)
        .join(Project, Project.id == Milestone.project_id)
        .where(*_of_a_tool(Tool.MONITORING))
    )
    if after is not None:
        asked = asked.where(Milestone.id > after[0])
    return [
        Line(
            (row.id,),
            (
                number,
                row.id,
                row.title_th,
                row.title_en,
                row.weight,
                row.planned_from,
                row.planned_to,
                row.first_to,
                row.begun_on,
                row.done_on,
                row.reason_th,
                row.reason_en,
                f"/projects/{number}/monitoring",
            ),
        )
        for row, number in session.execute(asked.order_by(Milestone.id).limit(most))
    ]


def results(after: After, most: int) -> Sequence[Line]:
    """What came of projects."""
    asked = (
        select(ProjectResult, Project.number)
        .join(Project, Project.id == ProjectResult.project_id)
        .where(*_of_a_tool(Tool.RESULT))
    )
    if after is not None:
        asked = asked.where(ProjectResult.id > after[0])
    return [
        Line(
            (row.id,),
            (
                number,
                row.summary_th,
                row.summary_en,
                row.measure_th,
                row.measure_en,
                row.unit_th,
                row.unit_en,
                _hundredths(row.before),
                _hundredths(row.after),
                row.in_use_on,
                row.ours_th,
                row.ours_en,
                row.theirs_th,
                row.theirs_en,
                f"/projects/{number}/result",
            ),
        )
        for row, number in session.execute(asked.order_by(ProjectResult.id).limit(most))
    ]


def _of_a_tool(tool: Tool) -> list[ColumnElement[bool]]:
    """Of published projects with a stage for the tool: the others have no page for it."""
    stage = exists().where(
        Stage.project_id == Project.id,
        Stage.municipality_id == Project.municipality_id,
        Stage.tool == tool.value,
    )
    return [Project.is_published.is_(True), stage]


def _baht(satang: int | None) -> int | float | None:
    if satang is None:
        return None
    return satang / SATANG if satang % SATANG else satang // SATANG


def _hundredths(value: int | None) -> float | None:
    return None if value is None else value / 100


def stamp_of(*columns: ColumnElement[Any]) -> tuple[object, ...]:
    """Numbers that are others when a row comes, goes or changes, with those of the projects."""
    known = select(*columns)
    whole = select(func.count(), func.sum(Project.version), func.max(Project.published_at))
    stages = select(func.count(), func.max(Stage.id))
    return (
        *session.execute(known).one(),
        *session.execute(whole).one(),
        *session.execute(stages).one(),
        labels().print,
    )


def ideas_stamp() -> tuple[object, ...]:
    """Of ideas: also their supports, comments and answers."""
    shown = func.count().filter(or_(Idea.is_public.is_(True), Idea.id < 0))
    return stamp_of(
        func.count(Idea.id),
        shown,
        func.sum(Idea.version),
        func.sum(Idea.supports),
        func.sum(Idea.comments),
        func.max(Idea.id),
    )


def plan_stamp() -> tuple[object, ...]:
    """Of plan items: also their money."""
    money = select(func.count(), func.sum(PlanMoney.satang), func.sum(PlanMoney.approved))
    return (
        *stamp_of(func.count(PlanItem.id), func.sum(PlanItem.version)),
        *session.execute(money).one(),
    )


def milestones_stamp() -> tuple[object, ...]:
    """Of milestones."""
    return stamp_of(func.count(Milestone.id), func.sum(Milestone.version))


def results_stamp() -> tuple[object, ...]:
    """Of results."""
    return stamp_of(func.count(ProjectResult.id), func.sum(ProjectResult.version))


def projects_stamp() -> tuple[object, ...]:
    """Of projects alone."""
    return stamp_of(func.count(Project.id))
