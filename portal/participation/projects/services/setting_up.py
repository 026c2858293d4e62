"""Make a project, change it, set its stages, publish it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from portal.foundation import audit, database, tenancy
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, Outdated, OutOfOrder
from portal.foundation.i18n import Bilingual, Lazy, lazy
from portal.foundation.policy import Actor
from portal.municipalities import services as municipalities
from portal.participation.projects import acts, policy, queries, stages
from portal.participation.projects.models import Project, Stage
from portal.participation.projects.patterns import PATTERNS
from portal.participation.projects.queries import ProjectLine, StageLine
from portal.participation.projects.terms import (
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    MOST_STAGES,
    Influence,
    Phase,
    ProjectForm,
    Tool,
    Who,
)

CORRECT = lazy("There is something to correct")
WRITE_BOTH = lazy("Write it in Thai and in English")


@dataclass(frozen=True, slots=True)
class Details:
    """What is said about a project. `influence` None: the one usual for its form."""

    title: Bilingual
    summary: Bilingual
    influence: Influence | None = None
    area_id: int | None = None
    unit_id: int | None = None
    officer_id: int | None = None


@dataclass(frozen=True, slots=True)
class StagePlan:
    """A stage as it is to be. `id` names the stage that it was, None for a new one."""

    tool: Tool
    title: Bilingual
    starts_at: datetime
    ends_at: datetime
    who: Who
    id: int | None = None


def create_from_template(
    actor: Actor, form: ProjectForm, details: Details, first_day: date, at: datetime
) -> ProjectLine:
    """Make a project of a usual form whose stages begin on this day. Nobody else sees it yet."""
    if not policy.may_set_up(actor) or not policy.may_change(actor, details.unit_id):
        raise Forbidden(lazy("You do not have permission to set projects up."))
    _check(details)
    pattern = PATTERNS[form]
    database.lock(f"project:{tenancy.municipality_id()}")
    number = (session.scalar(select(func.max(Project.number))) or 0) + 1
    row = Project(number=number, form=form.value, created_at=at, is_published=False)
    _write(row, details, details.influence or pattern.influence)
    session.add(row)
    session.flush()
    plans = [
        StagePlan(one.tool, one.title, *one.moments(first_day), one.who) for one in pattern.stages
    ]
    _lay(row.id, plans)
    audit.note(acts.MADE, acts.KIND, row.id, by=actor, at=at, form=form.value)
    return queries.project_by_id(row.id)


def change(actor: Actor, project_id: int, details: Details, *, seen: int, at: datetime) -> None:
    """Say something else about a project. A published one keeps the influence it promised."""
    row = loaded(actor, project_id, seen)
    if not policy.may_change(actor, details.unit_id):
        raise Forbidden(lazy("You can give projects to your own unit only."))
    _check(details)
    influence = details.influence or Influence(row.influence)
    if row.is_published and influence.value != row.influence:
        kept = lazy("The promise was published and stays as it is")
        raise Invalid(CORRECT, fields={"influence": kept})
    _write(row, details, influence)
    _changed(row)
    audit.note(acts.CHANGED, acts.KIND, row.id, by=actor, at=at)


def set_stages(
    actor: Actor, project_id: int, plans: Sequence[StagePlan], *, seen: int, at: datetime
) -> None:
    """Set all stages of a project. They are put in order of their start.

    Once published, what has begun keeps tool, start and people, what is over stays as it was, and
    neither can be taken away: people acted on it.

    Raises:
        Invalid: `fields` maps `stage-N` (N counts from 0 in the order given) to what is wrong.
        Outdated: somebody changed the project meanwhile.

    """
    row = loaded(actor, project_id, seen)
    former = {one.id: one for one in queries.stages_of(project_id)}
    wrong = _wrong(plans)
    if row.is_published:
        wrong = {**_broken(former, plans, at), **wrong}
    if wrong:
        raise Invalid(CORRECT, fields=wrong)
    _lay(project_id, plans)
    _changed(row)
    audit.note(acts.STAGES_SET, acts.KIND, row.id, by=actor, at=at, stages=len(plans))


def publish(actor: Actor, project_id: int, *, seen: int, at: datetime) -> None:
    """Show a project to everyone. It cannot be hidden again: people may have acted."""
    row = loaded(actor, project_id, seen)
    if row.is_published:
        raise OutOfOrder(lazy("This project is published already."))
    plans = plans_of(project_id)
    wrong = _wrong(plans)
    if not plans:
        wrong["stages"] = lazy("Give the project at least one stage")
    elif max(plan.ends_at for plan in plans) <= at:
        wrong["stages"] = lazy("All its stages are over. Move at least one into the future")
    if not row.officer_id:
        wrong["officer"] = lazy("Name who owes the closing statement")
    if not row.summary_th.strip() or not row.summary_en.strip():
        wrong["summary"] = lazy("Say in both languages what the project is about")
    if wrong:
        raise Invalid(CORRECT, fields=wrong)
    row.is_published, row.published_at = True, at
    _changed(row)
    audit.note(acts.PUBLISHED, acts.KIND, row.id, by=actor, at=at)


def plans_of(project_id: int) -> list[StagePlan]:
    """Return the stages as they are, to be changed and set again."""
    return [
        StagePlan(one.tool, one.title, one.starts_at, one.ends_at, one.who, one.id)
        for one in queries.stages_of(project_id)
    ]


def loaded(actor: Actor, project_id: int, seen: int) -> Project:
    """Return the row for a change, locked; refuse who may not, and what was changed meanwhile."""
    row = session.scalar(select(Project).where(Project.id == project_id).with_for_update())
    if row is None:
        raise NotFound(lazy("There is no such project."))
    if not policy.may_change(actor, row.unit_id):
        raise Forbidden(lazy("You do not have permission to change this project."))
    if row.version != seen:
        raise Outdated(lazy("Somebody changed this project meanwhile. Look at it again."))
    if row.closed_at is not None:
        raise OutOfOrder(lazy("This project is closed."))
    return row


def _changed(row: Project) -> None:
    row.version += 1
    session.flush()
    if row.is_published:
        municipalities.show_public_change()


def _write(row: Project, details: Details, influence: Influence) -> None:
    row.title_th, row.title_en = details.title.th.strip(), details.title.en.strip()
    row.summary_th, row.summary_en = details.summary.th.strip(), details.summary.en.strip()
    row.influence = influence.value
    row.area_id, row.unit_id = details.area_id, details.unit_id
    row.officer_id = details.officer_id


def _check(details: Details) -> None:
    wrong: dict[str, object] = {}
    for name, text, longest in (
        ("title", details.title, LONGEST_TITLE),
        ("summary", details.summary, LONGEST_SUMMARY),
    ):
        for language, words in (("th", text.th), ("en", text.en)):
            if not words.strip():
                wrong[f"{name}_{language}"] = WRITE_BOTH
            elif len(words.strip()) > longest:
                wrong[f"{name}_{language}"] = lazy(
                    "Use at most %(longest)s characters.", longest=longest
                )
    if wrong:
        raise Invalid(CORRECT, fields=wrong)


def _wrong(plans: Sequence[StagePlan]) -> dict[str, object]:
    if len(plans) > MOST_STAGES:
        return {"stages": lazy("A project has at most %(most)s stages", most=MOST_STAGES)}
    wrong: dict[str, object] = {}
    for number, why in stages.clashes(plans):
        wrong.setdefault(f"stage-{number}", why)
    for number, plan in enumerate(plans):
        if not plan.title.th.strip() or not plan.title.en.strip():
            wrong.setdefault(f"stage-{number}", WRITE_BOTH)
        elif max(len(plan.title.th), len(plan.title.en)) > LONGEST_TITLE:
            longest = lazy("Use at most %(longest)s characters.", longest=LONGEST_TITLE)
            wrong.setdefault(f"stage-{number}", longest)
    return wrong


def _broken(
    former: dict[int, StageLine], plans: Sequence[StagePlan], at: datetime
) -> dict[str, object]:
    wrong: dict[str, object] = {}
    kept = {plan.id for plan in plans}
    for stage in former.values():
        if stage.id not in kept and stage.phase(at) is not Phase.BEFORE:
            wrong["stages"] = lazy(
                "“%(stage)s” has begun and cannot be taken away", stage=stage.title
            )
    for number, plan in enumerate(plans):
        before = former.get(plan.id or 0)
        why = _moved(before, plan, at) if before else _late(plan, at)
        if why is not None:
            wrong[f"stage-{number}"] = why
    return wrong


def _late(plan: StagePlan, at: datetime) -> Lazy | None:
    if plan.starts_at < at:
        return lazy("A stage added to a published project begins in the future")
    return None


def _moved(before: StageLine, plan: StagePlan, at: datetime) -> Lazy | None:
    phase = before.phase(at)
    if phase is Phase.OVER:
        same = (plan.tool, plan.starts_at, plan.ends_at, plan.who) == (
            before.tool,
            before.starts_at,
            before.ends_at,
            before.who,
        )
        return None if same else lazy("This stage is over and stays as it was")
    if phase is Phase.OPEN:
        if (plan.tool, plan.starts_at, plan.who) != (before.tool, before.starts_at, before.who):
            return lazy("This stage is open: only its title and its end can be changed")
        if plan.ends_at < at and plan.ends_at != before.ends_at:
            return lazy("The end of an open stage lies in the future")
    elif plan.starts_at < at and plan.starts_at != before.starts_at:
        return lazy("A stage that has not begun cannot begin in the past")
    return None


def _lay(project_id: int, plans: Sequence[StagePlan]) -> None:
    rows = {
        row.id: row for row in session.scalars(select(Stage).where(Stage.project_id == project_id))
    }
    for position, plan in enumerate(stages.in_order(plans), 1):
        row = rows.pop(plan.id or 0, None)
        if row is None:
            row = Stage(project_id=project_id)
            session.add(row)
        row.position, row.tool, row.who = position, plan.tool.value, plan.who.value
        row.title_th, row.title_en = plan.title.th.strip(), plan.title.en.strip()
        row.starts_at, row.ends_at = plan.starts_at, plan.ends_at
    for row in rows.values():
        session.delete(row)
    session.flush()
