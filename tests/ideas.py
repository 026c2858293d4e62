"""A project that collects ideas, and people who propose, support and speak."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from portal.accounts import queries as people
from portal.accounts import services as accounts
from portal.accounts.models import Person
from portal.foundation import tenancy
from portal.foundation.database import session
from portal.foundation.policy import Actor, Role, visitor
from portal.participation.ideas import services
from portal.participation.ideas.models import Idea
from portal.participation.ideas.services import NewIdea
from portal.participation.projects.terms import Tool, Who
from tests import projects
from tests.makers import MONDAY

DAY = timedelta(days=1)
TITLE = "ทางเดินร่มรื่นจากตลาดไปโรงเรียน"
TEXT = "ปลูกต้นไม้สองข้างทาง เด็กนักเรียนเดินได้โดยไม่ต้องตากแดด"


def a_stage(who: Who = Who.SIGNED_IN, *, days: float = 30) -> int:
    """A stage of ideas that opened a day ago, in a project everyone can read; its id."""
    clerk = next(one for one in people.staff() if one.role is Role.CLERK)
    actor = Actor(Role.CLERK, tenancy.municipality_id(), clerk.id, clerk.unit_id, clerk.name)
    plan = projects.stage(Tool.IDEAS, MONDAY - DAY, days + 1, who)
    return projects.a_project(actor, plan, at=MONDAY).stages[0].id


def resident(name: str = "one") -> Actor:
    """A signed-in resident, the same for the same name."""
    email = f"{name}@example.net"
    here = tenancy.municipality_id()
    found = session.scalar(select(Person.id).where(Person.email == email))
    if found is None:
        found = accounts.add(accounts.NewPerson(email, name, Role.RESIDENT), MONDAY)
    return Actor(Role.RESIDENT, here, found, None, name)


def new(**changes: Any) -> NewIdea:
    """What somebody proposes."""
    given = {"form_id": uuid4(), "title": TITLE, "text": TEXT, "language": "th"}
    return NewIdea(**{**given, **changes})


def an_idea(stage_id: int, *, by: Actor | None = None, at: Any = MONDAY, **changes: Any) -> Idea:
    """An idea that somebody proposed."""
    who = by or resident("author")
    return services.file(who, stage_id, new(**changes), who="somebody", at=at)


def nobody() -> Actor:
    """Somebody who has not signed in."""
    return visitor(tenancy.municipality_id())
