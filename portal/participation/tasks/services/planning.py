"""Say what is to be done together, when, and what it needs; call a task off; remind of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from portal.foundation import audit, database, outbox, thai
from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import Bilingual, lazy
from portal.foundation.policy import Actor
from portal.participation.projects.queries import ProjectLine
from portal.participation.projects.terms import Tool
from portal.participation.tasks import acts
from portal.participation.tasks.events import TaskNews
from portal.participation.tasks.models import WorkGift, WorkNeed, WorkTask
from portal.participation.tasks.services import places
from portal.participation.tasks.services.loading import (
    CORRECT,
    recorded,
    refuse_older,
    standing,
    task_of,
)
from portal.participation.tasks.terms import (
    LONGEST_REASON,
    LONGEST_TASK,
    LONGEST_TEXT,
    LONGEST_TITLE,
    LONGEST_UNIT,
    MOST_PEOPLE,
    MOST_THINGS,
    REMIND_BEFORE,
    News,
)

WORDS = ("title", "details", "place", "skills")


@dataclass(frozen=True, slots=True)
class TaskPlan:
    """A task as staff enter it."""

    title: Bilingual
    details: Bilingual
    place: Bilingual
    skills: Bilingual
    starts_at: datetime | None
    ends_at: datetime | None
    people: int | None


@dataclass(frozen=True, slots=True)
class NeedPlan:
    """A thing that a task needs."""

    what: Bilingual
    unit: Bilingual
    wanted: int | None


def save_task(
    actor: Actor,
    project_id: int,
    plan: TaskPlan,
    *,
    at: datetime,
    known: tuple[int, int] | None = None,
) -> WorkTask:
    """Enter a task, or change it; `known` is the id and the version that the page showed.

    Who is on its list is told when its time or place changes; who waits gets a place where there
    are more now. Raises `Forbidden`, `NotFound`, `Outdated`, `OutOfOrder`, and `Invalid`, naming
    the fields.
    """
    project = recorded(actor, project_id)
    row = WorkTask(project_id=project_id, version=0)
    if known is not None:
        database.lock(f"work_task:{known[0]}")
        row = standing(task_of(known[0], project_id))
        refuse_older(row.version, known[1])
    starts_at, ends_at, people, stage_id = _checked(project, plan, row.id)
    was = (row.starts_at, row.ends_at, row.place_th)
    for name in WORDS:
        words: Bilingual = getattr(plan, name)
        setattr(row, f"{name}_th", thai.cleaned(words.th))
        setattr(row, f"{name}_en", thai.cleaned(words.en))
    row.starts_at, row.ends_at, row.people = starts_at, ends_at, people
    row.stage_id, row.version = stage_id, row.version + 1
    session.add(row)
    session.flush()
    audit.note(acts.TASK_SAVED, "work_task", row.id, by=actor, at=at, project=project_id)
    if known is not None and was != (row.starts_at, row.ends_at, row.place_th) and ends_at > at:
        outbox.record(TaskNews(row.id, News.MOVED.value, row.version), at)
    places.fill(row, at)
    return row


def _checked(
    project: ProjectLine, plan: TaskPlan, task_id: int | None
) -> tuple[datetime, datetime, int, int]:
    wrong: dict[str, object] = {}
    if not thai.cleaned(plan.title.th):
        wrong["title_th"] = lazy("Say in Thai what is to be done")
    if not thai.cleaned(plan.place.th):
        wrong["place_th"] = lazy("Say in Thai where people meet")
    for name in WORDS:
        most = LONGEST_TEXT if name == "details" else LONGEST_TITLE
        wrong |= dict(_too_long(name, getattr(plan, name), most))
    if plan.people is None or not 0 < plan.people <= MOST_PEOPLE:
        wrong["people"] = lazy("Enter how many people, 1 to %(most)s", most=MOST_PEOPLE)
    elif task_id is not None and plan.people < places.taken(task_id):
        n = places.taken(task_id)
        wrong["people"] = lazy("%(n)s people have a place: enter as many or more", n=n)
    stage_id, why = _stage_of(project, plan)
    if why:
        wrong["starts_on"] = why
    if wrong or plan.starts_at is None or plan.ends_at is None or plan.people is None:
        raise Invalid(CORRECT, fields=wrong)
    return plan.starts_at, plan.ends_at, plan.people, stage_id


def _stage_of(project: ProjectLine, plan: TaskPlan) -> tuple[int, object]:
    if plan.starts_at is None or plan.ends_at is None:
        return 0, lazy("Enter day and time of the beginning, and the time of the end")
    if plan.ends_at <= plan.starts_at:
        return 0, lazy("A task must end after its beginning")
    if plan.ends_at - plan.starts_at > LONGEST_TASK:
        return 0, lazy("A task lasts a day at most: enter one for each day")
    for stage in project.stages:
        is_within = stage.starts_at <= plan.starts_at and plan.ends_at <= stage.ends_at
        if stage.tool is Tool.TASKS and is_within:
            return stage.id, None
    return 0, lazy("This lies outside of the stage of work together")


def _too_long(name: str, words: Bilingual, most: int) -> Iterable[tuple[str, object]]:
    return [
        (f"{name}_{language}", lazy("Shorten the text to %(most)s characters", most=most))
        for language, text in (("th", words.th), ("en", words.en))
        if len(text) > most
    ]


def cancel_task(actor: Actor, task_id: int, why: str, *, at: datetime) -> int:
    """Call a task off, with a reason that everyone reads; returns the project.

    Everyone on its list is told. Raises `Invalid`, `Forbidden`, `NotFound`, `OutOfOrder`.
    """
    row = standing(task_of(task_id))
    recorded(actor, row.project_id)
    words = thai.cleaned(why)
    if not words or len(words) > LONGEST_REASON:
        raise Invalid(fields={"why": lazy("Tell everyone why it is called off, in a sentence")})
    if row.ends_at <= at:
        raise OutOfOrder(lazy("This task is over."))
    row.cancelled_at, row.cancelled_why, row.version = at, words, row.version + 1
    session.flush()
    audit.note(acts.TASK_CANCELLED, "work_task", row.id, by=actor, at=at, project=row.project_id)
    outbox.record(TaskNews(row.id, News.CANCELLED.value, row.version), at)
    return row.project_id


def save_need(
    actor: Actor,
    task_id: int,
    plan: NeedPlan,
    *,
    at: datetime,
    known: tuple[int, int] | None = None,
) -> WorkNeed:
    """Enter a thing that a task needs, or change it. Raises as `save_task`."""
    task = standing(task_of(task_id))
    recorded(actor, task.project_id)
    row = _need(task_id, known)
    wrong: dict[str, object] = dict(_too_long("what", plan.what, LONGEST_TITLE))
    wrong |= dict(_too_long("unit", plan.unit, LONGEST_UNIT))
    if not thai.cleaned(plan.what.th):
        wrong["what_th"] = lazy("Say in Thai what is needed")
    if plan.wanted is None or not 0 < plan.wanted <= MOST_THINGS:
        wrong["wanted"] = lazy("Enter how many are needed, one or more")
    if wrong or plan.wanted is None:
        raise Invalid(CORRECT, fields=wrong)
    row.what_th, row.what_en = thai.cleaned(plan.what.th), thai.cleaned(plan.what.en)
    row.unit_th, row.unit_en = thai.cleaned(plan.unit.th), thai.cleaned(plan.unit.en)
    row.wanted, row.version = plan.wanted, row.version + 1
    session.add(row)
    session.flush()
    audit.note(acts.NEED_SAVED, "work_need", row.id, by=actor, at=at, task=task_id)
    return row


def _need(task_id: int, known: tuple[int, int] | None) -> WorkNeed:
    if known is None:
        return WorkNeed(task_id=task_id, version=0)
    row = session.get(WorkNeed, known[0], with_for_update=True)
    if row is None or row.task_id != task_id:
        raise NotFound(lazy("There is nothing recorded under this number."))
    refuse_older(row.version, known[1])
    return row


def remove_need(actor: Actor, task_id: int, need_id: int, *, at: datetime) -> None:
    """Take a thing out that nobody has given. Raises `Forbidden`, `NotFound`, `OutOfOrder`."""
    task = task_of(task_id)
    recorded(actor, task.project_id)
    row = session.get(WorkNeed, need_id)
    if row is None or row.task_id != task_id:
        raise NotFound(lazy("There is nothing recorded under this number."))
    if session.scalar(select(WorkGift.id).where(WorkGift.need_id == need_id).limit(1)):
        raise OutOfOrder(lazy("Somebody has offered it: it stays."))
    session.delete(row)
    session.flush()
    audit.note(acts.NEED_REMOVED, "work_need", need_id, by=actor, at=at, task=task_id)


def remind(at: datetime) -> int:
    """Record which tasks begin soon and are not yet told of; returns how many."""
    rows = session.scalars(
        select(WorkTask)
        .where(
            WorkTask.starts_at > at,
            WorkTask.starts_at <= at + REMIND_BEFORE,
            WorkTask.cancelled_at.is_(None),
            or_(WorkTask.reminded_for.is_(None), WorkTask.reminded_for != WorkTask.starts_at),
        )
        .order_by(WorkTask.id)
        .with_for_update()
    ).all()
    for row in rows:
        row.reminded_for = row.starts_at
        outbox.record(TaskNews(row.id, News.SOON.value, row.version), at)
    session.flush()
    return len(rows)
