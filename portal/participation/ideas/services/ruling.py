"""How a stage of ideas goes: the quota, whether words are looked at first, the time to answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from portal.foundation import audit, database
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.participation.ideas import acts
from portal.participation.ideas.models import IdeaRules, IdeaSupport
from portal.participation.ideas.policy import may_set_rules
from portal.participation.ideas.queries.ruling import rules_of
from portal.participation.ideas.terms import MOST_ANSWER_DAYS, MOST_QUOTA, Rules
from portal.participation.projects import queries as projects


def set_rules(officer: Actor, stage_id: int, rules: Rules, *, at: datetime) -> None:
    """Set how a stage goes from now on; ideas keep what was promised when they came.

    Raises `Invalid`, naming the fields; a quota is never set below what somebody has given.
    """
    if not may_set_rules(officer):
        raise Forbidden(lazy("You do not have permission to set the rules of ideas."))
    projects.stage(stage_id)
    database.lock(f"idea_rules:{stage_id}")
    _check(stage_id, rules)
    former = rules_of(stage_id)
    row = session.scalar(select(IdeaRules).where(IdeaRules.stage_id == stage_id))
    if row is None:
        row = IdeaRules(stage_id=stage_id)
        session.add(row)
    row.quota, row.checks_first = rules.quota, rules.checks_first
    row.answer_days = rules.answer_days
    session.flush()
    audit.note(
        acts.RULES_SET,
        "stage",
        stage_id,
        by=officer,
        at=at,
        before=[former.quota, int(former.checks_first), former.answer_days],
        after=[rules.quota, int(rules.checks_first), rules.answer_days],
    )


def _check(stage_id: int, rules: Rules) -> None:
    wrong: dict[str, object] = {}
    if not 1 <= rules.quota <= MOST_QUOTA:
        wrong["quota"] = lazy("Enter a number from 1 to %(most)s", most=MOST_QUOTA)
    elif rules.quota < (given := _most_given(stage_id)):
        wrong["quota"] = lazy(
            "Somebody supports %(given)s ideas already. The number cannot be lower.", given=given
        )
    if not 1 <= rules.answer_days <= MOST_ANSWER_DAYS:
        wrong["answer_days"] = lazy("Enter a number from 1 to %(most)s", most=MOST_ANSWER_DAYS)
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)


def _most_given(stage_id: int) -> int:
    """The highest place that a support of the stage stands in."""
    wanted = select(func.max(IdeaSupport.slot)).where(IdeaSupport.stage_id == stage_id)
    return session.scalar(wanted) or 0
