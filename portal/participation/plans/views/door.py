"""The blueprint of these pages, and what each of them begins with."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from portal.foundation.errors import NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import STAFF, Actor
from portal.foundation.web import actor, room
from portal.participation.plans import acts, money, queries
from portal.participation.plans.queries import PlanLine
from portal.participation.plans.terms import POWER_WORDS, STATE_WORDS, VERDICT_WORDS
from portal.participation.projects import policy
from portal.participation.projects import queries as projects
from portal.participation.projects.queries import ProjectLine
from portal.participation.projects.terms import ProjectForm

blueprint = room("plans", "portal.participation.plans")
blueprint.add_app_template_filter(money.shown, "satang")


@blueprint.app_template_global("plan_words")
def plan_words() -> dict[str, object]:
    """What states, verdicts and powers are called."""
    return {"state": STATE_WORDS, "verdict": VERDICT_WORDS, "power": POWER_WORDS}


@dataclass(frozen=True, slots=True)
class Spot:
    """The project of an address, and its plan if one was begun."""

    project: ProjectLine
    plan: PlanLine | None

    @property
    def begun(self) -> PlanLine:
        """The plan; raises `NotFound` where there is none."""
        if self.plan is None:
            raise NotFound(lazy("This project has no plan yet."))
        return self.plan

    def address(self, endpoint: str, **values: object) -> str:
        """The address of another page of this plan."""
        return url_for(f"plans.{endpoint}", number=self.project.number, **values)  # type: ignore[arg-type]

    def may_write(self, who: Actor) -> bool:
        """Whether this person may change the plan."""
        is_theirs = who.role in acts.SETS and policy.may_change(who, self.project.unit_id)
        return is_theirs and self.project.closed_at is None

    def may_check(self, who: Actor) -> bool:
        """Whether this person may check whether items can be done."""
        return who.role in acts.CHECKS and self.project.closed_at is None


def spot(number: int) -> Spot:
    """The project of an address with its plan.

    Raises `NotFound` where this person may not see it, or it makes no development plan.
    """
    found = projects.project(number)
    if not (found.is_published or actor().role in STAFF):
        raise NotFound(lazy("There is no such project."))
    if found.form is not ProjectForm.DEVELOPMENT_PLAN:
        raise NotFound(lazy("This project makes no development plan."))
    return Spot(found, queries.plan_of(found.id))
