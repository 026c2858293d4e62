"""Contracts and milestones as links of the chain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time

from flask import has_request_context, url_for
from sqlalchemy import select

from portal.foundation.clock import BANGKOK
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual, Lazy, lazy
from portal.foundation.policy import Actor
from portal.participation.chain.kinds import Reader, Shown
from portal.participation.monitoring.models import Contract, ContractDay, Milestone
from portal.participation.monitoring.queries import telling
from portal.participation.monitoring.terms import STEP_WORDS, ContractStep
from portal.participation.projects.models import Project

DONE, BEGUN, PLANNED = lazy("Work done"), lazy("Begun"), lazy("Planned")


def contracts(ids: Sequence[int], _actor: Actor | None) -> Mapping[int, Shown]:
    """What each is for, and the last step that was made."""
    rows = session.execute(
        select(Contract, Project.number)
        .join(Project, Project.id == Contract.project_id)
        .where(Contract.id.in_(ids), Project.is_published.is_(True))
    )
    reached = _reached(ids)
    found = {}
    for row, number in rows:
        step, day = reached.get(row.id, (None, None))
        found[row.id] = Shown(
            Bilingual(row.title_th, row.title_en).here,
            "" if row.title_en else "th",
            _address(number),
            STEP_WORDS[step] if step else "",
            _moment(day),
        )
    return found


def milestones(ids: Sequence[int], _actor: Actor | None) -> Mapping[int, Shown]:
    """What each is, and whether it is done."""
    rows = session.execute(
        select(Milestone, Project.number)
        .join(Project, Project.id == Milestone.project_id)
        .where(Milestone.id.in_(ids), Project.is_published.is_(True))
    )
    return {
        row.id: Shown(
            Bilingual(row.title_th, row.title_en).here,
            "" if row.title_en else "th",
            _address(number),
            state_of(row),
            _moment(row.done_on or row.begun_on or row.planned_to),
        )
        for row, number in rows
    }


def acted(ids: Sequence[int]) -> Mapping[int, Sequence[Reader]]:
    """Who follows the works these milestones belong to: they are told of them anyway."""
    rows = session.execute(
        select(Milestone.id, Milestone.project_id).where(Milestone.id.in_(ids))
    ).all()
    return {
        milestone_id: [Reader(one.email, one.language) for one in telling.followers(project_id)]
        for milestone_id, project_id in rows
    }


def state_of(row: Milestone) -> Lazy:
    """Where a milestone stands, in a word."""
    if row.done_on is not None:
        return DONE
    return BEGUN if row.begun_on is not None else PLANNED


def _reached(ids: Sequence[int]) -> dict[int, tuple[ContractStep, date]]:
    days = session.scalars(
        select(ContractDay).where(
            ContractDay.contract_id.in_(ids), ContractDay.done_on.is_not(None)
        )
    ).all()
    order = list(ContractStep)
    found: dict[int, tuple[ContractStep, date]] = {}
    for day in sorted(days, key=lambda one: order.index(ContractStep(one.step))):
        if day.done_on is not None:
            found[day.contract_id] = (ContractStep(day.step), day.done_on)
    return found


def _moment(day: date | None) -> datetime | None:
    return datetime.combine(day, time(12), BANGKOK).astimezone(UTC) if day else None


def _address(number: int) -> str | None:
    return url_for("monitoring.board", number=number) if has_request_context() else None
