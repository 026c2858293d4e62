"""Items of a plan, and what a year's budget gives for them, as links of the chain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import has_request_context, url_for
from sqlalchemy import select

from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Actor
from portal.participation.chain.kinds import Shown
from portal.participation.plans import money, rows
from portal.participation.plans.models import Plan, PlanItem, PlanMoney
from portal.participation.plans.terms import STATE_WORDS, ItemState
from portal.participation.projects.models import Project

MOST_OFFERED = 300


def items(ids: Sequence[int], _actor: Actor | None) -> Mapping[int, Shown]:
    """Title and where each stands; of published projects only."""
    found = session.execute(
        select(PlanItem, Project.number)
        .join(Plan, Plan.id == PlanItem.plan_id)
        .join(Project, Project.id == Plan.project_id)
        .where(PlanItem.id.in_(ids), Project.is_published.is_(True))
    ).all()
    given = set(
        session.scalars(
            select(PlanMoney.item_id).where(
                PlanMoney.item_id.in_(ids), PlanMoney.approved.is_not(None)
            )
        )
    )
    return {
        row.id: Shown(
            Bilingual(row.title, row.title_en).here,
            "" if row.title_en else "th",
            _address(number, row.running),
            STATE_WORDS[_state(row, is_given=row.id in given)],
        )
        for row, number in found
    }


def budget_lines(ids: Sequence[int], _actor: Actor | None) -> Mapping[int, Shown]:
    """Ordinance, year and amount of what was given."""
    found = session.execute(
        select(PlanMoney, PlanItem.running, Project.number)
        .join(PlanItem, PlanItem.id == PlanMoney.item_id)
        .join(Plan, Plan.id == PlanItem.plan_id)
        .join(Project, Project.id == Plan.project_id)
        .where(
            PlanMoney.id.in_(ids),
            PlanMoney.approved.is_not(None),
            Project.is_published.is_(True),
        )
    )
    return {
        row.id: Shown(
            row.ordinance,
            "th",
            _address(number, running),
            f"{rows.year_words(row.year)} · {money.shown(row.approved or 0)}",
            row.approved_at,
        )
        for row, running, number in found
    }


def may_pay(most: int = MOST_OFFERED) -> list[tuple[int, str]]:
    """Budget lines of published plans, the newest first: id, and year, item and ordinance."""
    found = session.execute(
        select(PlanMoney, PlanItem.title)
        .join(PlanItem, PlanItem.id == PlanMoney.item_id)
        .join(Plan, Plan.id == PlanItem.plan_id)
        .join(Project, Project.id == Plan.project_id)
        .where(PlanMoney.approved.is_not(None), Project.is_published.is_(True))
        .order_by(PlanMoney.approved_at.desc(), PlanMoney.id)
        .limit(most)
    )
    return [
        (row.id, f"{rows.year_words(row.year)}: {title} ({row.ordinance})") for row, title in found
    ]


def _state(row: PlanItem, *, is_given: bool) -> ItemState:
    if row.withdrawn_at is not None:
        return ItemState.WITHDRAWN
    if is_given:
        return ItemState.BUDGETED
    return ItemState.PLANNED if row.adopted_at is not None else ItemState.DRAFT


def _address(number: int, running: int) -> str | None:
    if not has_request_context():
        return None
    return url_for("plans.item", number=number, running=running)
