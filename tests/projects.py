"""Projects for tests, made and published by verbs, with the stages a test asks for."""

from __future__ import annotations

from datetime import datetime, timedelta

from portal.foundation.clock import local
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Actor
from portal.participation.projects import queries, services
from portal.participation.projects.queries import ProjectLine
from portal.participation.projects.services import Details, StagePlan
from portal.participation.projects.terms import ProjectForm, Tool, Who

TITLE = Bilingual("ปรับปรุงถนนหลังโรงเรียน", "The road behind the school")
SUMMARY = Bilingual("ร่วมกันวางแผนและติดตามถนนหลังโรงเรียน", "Plan and follow the road together")
LATER = timedelta(days=90)


def details(clerk: Actor, **changes: object) -> Details:
    """What is said about a project, with whoever makes it as the officer who owes its closing."""
    given = {"title": TITLE, "summary": SUMMARY, "officer_id": clerk.person_id, **changes}
    return Details(**given)  # type: ignore[arg-type]


def stage(tool: Tool, starts_at: datetime, days: float = 10, who: Who = Who.SIGNED_IN) -> StagePlan:
    """A stage of this tool, open from a moment for some days."""
    title = Bilingual(f"ขั้นตอน {tool.value}", f"Stage {tool.value}")
    return StagePlan(tool, title, starts_at, starts_at + timedelta(days=days), who)


def a_project(
    clerk: Actor,
    *plans: StagePlan,
    at: datetime,
    form: ProjectForm = ProjectForm.CONSULTATION,
    **changes: object,
) -> ProjectLine:
    """A published project with exactly these stages; with `stages`, found by their tools."""
    first = local(at + LATER).date()
    made = services.create_from_template(
        clerk, form, details(clerk, **changes), first, at - timedelta(days=1)
    )
    services.set_stages(clerk, made.id, plans, seen=made.version, at=at)
    made = queries.project_by_id(made.id)
    services.publish(clerk, made.id, seen=made.version, at=at)
    return queries.project_by_id(made.id)
