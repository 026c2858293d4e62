"""The demo's forums: those that were held with their decisions, and those to come."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from portal.accounts import queries as people
from portal.foundation import clock, tenancy
from portal.foundation.clock import BANGKOK
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Actor, Role
from portal.participation.forums import services
from portal.participation.forums.queries import board, room
from portal.participation.forums.queries.board import ForumLine
from portal.participation.forums.services import DecisionPlan, ForumPlan, GroupPlan, Guest
from portal.participation.forums.terms import How
from portal.participation.projects import queries as projects
from portal.participation.projects.queries import ProjectLine, StageLine
from portal.participation.projects.terms import Tool
from portal.participation.residents.terms import Age, Sex

HALL = Bilingual("ศาลาประชาคมชุมชน", "The community hall")
AGENDA = Bilingual(
    "ชี้แจงความเป็นมาของโครงการ\nรับฟังข้อเสนอของชุมชน\nจัดลำดับความสำคัญ",
    "Where the project stands\nWhat the community proposes\nWhat comes first",
)
GROUPS = (
    (Bilingual("ผู้แทนครัวเรือน", "Representatives of households"), 40),
    (Bilingual("ผู้แทนกลุ่มอาชีพและผู้ค้า", "Representatives of trades"), 12),
    (Bilingual("อาสาสมัครสาธารณสุขประจำหมู่บ้าน", "Village health volunteers"), 8),
)
CAME = (
    (0, Age.OLDER, Sex.FEMALE, 14),
    (0, Age.TO_59, Sex.MALE, 11),
    (0, Age.TO_44, Sex.FEMALE, 9),
    (1, Age.TO_59, Sex.FEMALE, 7),
    (2, Age.OLDER, Sex.FEMALE, 6),
    (2, Age.TO_59, Sex.MALE, 5),
)
MINUTES = Bilingual(
    "เปิดประชุมเวลา 09.00 น. ที่ประชุมรับทราบความเป็นมาของโครงการ\n"
    "ผู้เข้าร่วมเสนอให้แยกช่วงงานเพื่อให้เข้าออกบ้านได้ตลอดเวลา และขอให้มีไฟเตือนในเวลากลางคืน\n"
    "ปิดประชุมเวลา 11.40 น.",
    "Opened at 9:00. The forum took note of where the project stands.\n"
    "People asked to build in parts, so that every house can be reached, and for lights at night.\n"
    "Closed at 11:40.",
)
DECISIONS = (
    DecisionPlan(
        Bilingual("ให้แบ่งงานเป็นสองช่วง ช่วงหน้าโรงเรียนก่อน", "Two parts, the school first"),
        How.HANDS,
        *(39, 6, 7),
    ),
    DecisionPlan(
        Bilingual("ให้ตั้งตัวแทนชุมชนติดตามงานสามคน", "Three residents follow the works"),
        How.CONSENT,
    ),
)


def begin(clerk: Actor, at: datetime) -> None:
    """Record them in every stage of forums that has begun; not a second time."""
    for project in projects.every():
        for stage in project.stages:
            if _is_bare(project, stage, at):
                _record(clerk, project, stage, at)


def _is_bare(project: ProjectLine, stage: StageLine, at: datetime) -> bool:
    has_begun = stage.tool is Tool.FORUM and stage.starts_at <= at
    return has_begun and project.closed_at is None and not board.forums(project.id)


def _record(clerk: Actor, project: ProjectLine, stage: StageLine, at: datetime) -> None:
    title = Bilingual(f"ประชุม{project.title.th}", f"Forum: {project.title.in_('en')}")
    held = _add(clerk, project, stage, (title, 3), at)
    if held is not None:
        _hold(clerk, board.forum(project.id, held), at)
    if stage.ends_at > at:
        second = Bilingual("ประชุมรับฟังความเห็นเพิ่มเติม", "A second forum on what is missing")
        days = (clock.local(at).date() - clock.local(stage.starts_at).date()).days + 4
        coming = _add(clerk, project, stage, (second, days), at)
        found = next((one for one in people.demo_people() if one.role is Role.RESIDENT), None)
        if coming is not None and found is not None and stage.starts_at <= at:
            me = Actor(Role.RESIDENT, tenancy.municipality_id(), found.id, None)
            guest = Guest("นางสมศรี ใจดี", None, Age.TO_59, Sex.FEMALE)
            services.register(me, coming, guest, at=at)


def _add(
    clerk: Actor,
    project: ProjectLine,
    stage: StageLine,
    what: tuple[Bilingual, int],
    at: datetime,
) -> int | None:
    """Enter a forum so many days after the stage began; None where it has no room there."""
    first = clock.local(stage.starts_at).date()
    day = first + timedelta(days=what[1])
    start, end = (datetime.combine(day, time(hour), BANGKOK) for hour in (9, 12))
    if not (stage.starts_at <= start and end <= stage.ends_at):
        return None
    announced = min(first, clock.local(at).date())
    plan = ForumPlan(what[0], HALL, AGENDA, start, end, None, announced)
    forum = services.save_forum(clerk, project.id, plan, at=stage.starts_at)
    for title, seats in GROUPS:
        services.save_group(clerk, forum.id, GroupPlan(title, seats), at=stage.starts_at)
    return forum.id


def _hold(clerk: Actor, line: ForumLine, at: datetime) -> None:
    if line.ends_at > at:
        return
    groups = [one.id for one in room.groups(line.id)]
    for group, age, sex, n in CAME:
        guest = Guest("", groups[group], age, sex)
        services.add_heads(clerk, line.id, guest, n, at=line.ends_at)
    for decision in DECISIONS:
        services.save_decision(clerk, line.id, decision, at=line.ends_at)
    published = line.ends_at + timedelta(days=4)
    if published <= at:
        services.save_minutes(clerk, line.id, MINUTES, seen=line.version, at=published)
