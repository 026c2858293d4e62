"""Enter a forum and the groups it consists of; call it off; remind of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select

from portal.foundation import audit, clock, outbox, thai
from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import Bilingual, lazy
from portal.foundation.policy import Actor
from portal.participation.forums import acts
from portal.participation.forums.events import ForumNews
from portal.participation.forums.models import Forum, ForumGroup, ForumGuest
from portal.participation.forums.services.loading import (
    CORRECT,
    NOTHING,
    forum_of,
    ours,
    recorded,
    refuse_older,
    standing,
)
from portal.participation.forums.terms import (
    LONGEST_AGENDA,
    LONGEST_FORUM,
    LONGEST_REASON,
    LONGEST_TITLE,
    MOST_PEOPLE,
    REMIND_BEFORE,
    News,
)
from portal.participation.projects.queries import ProjectLine
from portal.participation.projects.terms import Tool
from portal.places import queries as places

WORDS = ("title", "place", "agenda")


@dataclass(frozen=True, slots=True)
class ForumPlan:
    """A forum as staff enter it."""

    title: Bilingual
    place: Bilingual
    agenda: Bilingual
    starts_at: datetime | None
    ends_at: datetime | None
    area_id: int | None = None
    announced_on: date | None = None


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """A group that is invited, and how many of it."""

    title: Bilingual
    seats: int | None


def save_forum(
    actor: Actor,
    project_id: int,
    plan: ForumPlan,
    *,
    at: datetime,
    known: tuple[int, int] | None = None,
) -> Forum:
    """Enter a forum, or change it; `known` is the id and the version that the page showed.

    Who registered is told when its time or place changes. Raises `Forbidden`, `NotFound`,
    `Outdated`, `OutOfOrder`, and `Invalid`, naming the fields.
    """
    project = recorded(actor, project_id)
    row = Forum(project_id=project_id, version=0)
    if known is not None:
        row = standing(forum_of(known[0], project_id))
        refuse_older(row.version, known[1])
    starts_at, ends_at, stage_id = _checked(project, plan, clock.local(at).date())
    was = (row.starts_at, row.ends_at, row.place_th)
    for name in WORDS:
        words: Bilingual = getattr(plan, name)
        setattr(row, f"{name}_th", thai.cleaned(words.th))
        setattr(row, f"{name}_en", thai.cleaned(words.en))
    row.starts_at, row.ends_at, row.stage_id = starts_at, ends_at, stage_id
    row.area_id, row.announced_on = plan.area_id, plan.announced_on
    row.version += 1
    session.add(row)
    session.flush()
    audit.note(acts.FORUM_SAVED, "forum", row.id, by=actor, at=at, project=project_id)
    if known is not None and was != (row.starts_at, row.ends_at, row.place_th) and ends_at > at:
        outbox.record(ForumNews(row.id, News.MOVED.value, row.version), at)
    return row


def _checked(project: ProjectLine, plan: ForumPlan, today: date) -> tuple[datetime, datetime, int]:
    wrong: dict[str, object] = {}
    if not thai.cleaned(plan.title.th):
        wrong["title_th"] = lazy("Say in Thai what the forum is about")
    if not thai.cleaned(plan.place.th):
        wrong["place_th"] = lazy("Say in Thai where people meet")
    for name in WORDS:
        most = LONGEST_AGENDA if name == "agenda" else LONGEST_TITLE
        wrong |= dict(_too_long(name, getattr(plan, name), most))
    if plan.area_id is not None and plan.area_id not in {one.id for one in places.areas()}:
        wrong["area"] = lazy("Choose an area from the list")
    if plan.announced_on is not None and plan.announced_on > today:
        wrong["announced_on"] = lazy("This day has not come yet: enter what has happened")
    stage_id, why = _stage_of(project, plan)
    if why:
        wrong["starts_on"] = why
    if wrong or plan.starts_at is None or plan.ends_at is None:
        raise Invalid(CORRECT, fields=wrong)
    return plan.starts_at, plan.ends_at, stage_id


def _stage_of(project: ProjectLine, plan: ForumPlan) -> tuple[int, object]:
    if plan.starts_at is None or plan.ends_at is None:
        return 0, lazy("Enter day and time of the beginning, and the time of the end")
    if plan.ends_at <= plan.starts_at:
        return 0, lazy("A forum must end after its beginning")
    if plan.ends_at - plan.starts_at > LONGEST_FORUM:
        return 0, lazy("A forum lasts a day at most: enter one for each day")
    for stage in project.stages:
        is_within = stage.starts_at <= plan.starts_at and plan.ends_at <= stage.ends_at
        if stage.tool is Tool.FORUM and is_within:
            return stage.id, None
    return 0, lazy("This lies outside of the stage of forums")


def _too_long(name: str, words: Bilingual, most: int) -> Iterable[tuple[str, object]]:
    return [
        (f"{name}_{language}", lazy("Shorten the text to %(most)s characters", most=most))
        for language, text in (("th", words.th), ("en", words.en))
        if len(text) > most
    ]


def cancel_forum(actor: Actor, forum_id: int, why: str, *, at: datetime) -> int:
    """Call a forum off, with a reason that everyone reads; returns the project.

    Everyone who registered is told. Raises `Invalid`, `Forbidden`, `NotFound`, `OutOfOrder`.
    """
    row = ours(actor, forum_id)
    words = thai.cleaned(why)
    if not words or len(words) > LONGEST_REASON:
        raise Invalid(fields={"why": lazy("Tell everyone why it is called off, in a sentence")})
    if row.ends_at <= at:
        raise OutOfOrder(lazy("This forum is over."))
    row.cancelled_at, row.cancelled_why, row.version = at, words, row.version + 1
    session.flush()
    audit.note(acts.FORUM_CANCELLED, "forum", row.id, by=actor, at=at, project=row.project_id)
    outbox.record(ForumNews(row.id, News.CANCELLED.value, row.version), at)
    return row.project_id


def save_group(
    actor: Actor,
    forum_id: int,
    plan: GroupPlan,
    *,
    at: datetime,
    known: tuple[int, int] | None = None,
) -> ForumGroup:
    """Enter a group that is invited, or change it. Raises as `save_forum`."""
    ours(actor, forum_id)
    row = _group(forum_id, known)
    wrong: dict[str, object] = dict(_too_long("title", plan.title, LONGEST_TITLE))
    if not thai.cleaned(plan.title.th):
        wrong["title_th"] = lazy("Name the group in Thai")
    if plan.seats is None or not 0 < plan.seats <= MOST_PEOPLE:
        wrong["seats"] = lazy("Enter how many people, one or more")
    if wrong or plan.seats is None:
        raise Invalid(CORRECT, fields=wrong)
    row.title_th, row.title_en = thai.cleaned(plan.title.th), thai.cleaned(plan.title.en)
    row.seats, row.version = plan.seats, row.version + 1
    session.add(row)
    session.flush()
    audit.note(acts.GROUP_SAVED, "forum_group", row.id, by=actor, at=at, forum=forum_id)
    return row


def _group(forum_id: int, known: tuple[int, int] | None) -> ForumGroup:
    if known is None:
        return ForumGroup(forum_id=forum_id, version=0)
    row = session.get(ForumGroup, known[0], with_for_update=True)
    if row is None or row.forum_id != forum_id:
        raise NotFound(NOTHING)
    refuse_older(row.version, known[1])
    return row


def remove_group(actor: Actor, forum_id: int, group_id: int, *, at: datetime) -> None:
    """Take a group out of which nobody registered. Raises `Forbidden`, `NotFound`, `OutOfOrder`."""
    ours(actor, forum_id)
    row = session.get(ForumGroup, group_id)
    if row is None or row.forum_id != forum_id:
        raise NotFound(NOTHING)
    if session.scalar(select(ForumGuest.id).where(ForumGuest.group_id == group_id).limit(1)):
        raise OutOfOrder(lazy("People of this group have registered or came: it stays."))
    session.delete(row)
    session.flush()
    audit.note(acts.GROUP_REMOVED, "forum_group", group_id, by=actor, at=at, forum=forum_id)


def remind(at: datetime) -> int:
    """Record which forums begin soon and are not yet told of; returns how many."""
    rows = session.scalars(
        select(Forum)
        .where(
            Forum.starts_at > at,
            Forum.starts_at <= at + REMIND_BEFORE,
            Forum.cancelled_at.is_(None),
            or_(Forum.reminded_for.is_(None), Forum.reminded_for != Forum.starts_at),
        )
        .order_by(Forum.id)
        .with_for_update()
    ).all()
    for row in rows:
        row.reminded_for = row.starts_at
        outbox.record(ForumNews(row.id, News.SOON.value, row.version), at)
    session.flush()
    return len(rows)
