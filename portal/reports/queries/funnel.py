"""How far each idea has come along the chain, and on which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlalchemy import select

from portal.foundation.clock import local
from portal.foundation.database import session
from portal.participation.chain.models import ChainLink
from portal.participation.chain.terms import Kind, Record
from portal.participation.monitoring.models import ContractDay
from portal.participation.monitoring.terms import ContractStep
from portal.participation.plans.models import PlanItem, PlanMoney
from portal.participation.results.models import ProjectResult

Days = Mapping[Kind, Mapping[int, date]]


def reached(idea_ids: Collection[int]) -> dict[int, dict[Kind, list[int]]]:
    """What came of each idea: the records of every kind, over any number of links."""
    onward: dict[Record, list[Record]] = defaultdict(list)
    links = session.execute(
        select(ChainLink.from_kind, ChainLink.from_id, ChainLink.to_kind, ChainLink.to_id)
    )
    for from_kind, from_id, to_kind, to_id in links:
        onward[Kind(from_kind), from_id].append((Kind(to_kind), to_id))
    return {one: _walk((Kind.IDEA, one), onward) for one in idea_ids if (Kind.IDEA, one) in onward}


def _walk(start: Record, onward: Mapping[Record, Iterable[Record]]) -> dict[Kind, list[int]]:
    found: dict[Record, None] = {}
    edge = [start]
    while edge:
        record = edge.pop()
        for one in onward.get(record, ()):
            if one not in found:
                found[one] = None
                edge.append(one)
    kinds: dict[Kind, list[int]] = defaultdict(list)
    for kind, id_ in found:
        kinds[kind].append(id_)
    return kinds


def planned_on() -> dict[int, date]:
    """The day each item came into an announced plan."""
    rows = session.execute(
        select(PlanItem.id, PlanItem.adopted_at).where(
            PlanItem.adopted_at.is_not(None), PlanItem.withdrawn_at.is_(None)
        )
    )
    return {id_: local(at).date() for id_, at in rows if at is not None}


def budgeted_on() -> dict[int, date]:
    """The day each budget line was approved."""
    rows = session.execute(
        select(PlanMoney.id, PlanMoney.approved_at).where(PlanMoney.approved_at.is_not(None))
    )
    return {id_: local(at).date() for id_, at in rows if at is not None}


def contract_days(step: ContractStep) -> dict[int, date]:
    """The day each contract came to this step."""
    rows = session.execute(
        select(ContractDay.contract_id, ContractDay.done_on).where(
            ContractDay.step == step.value, ContractDay.done_on.is_not(None)
        )
    )
    return {id_: day for id_, day in rows if day is not None}


def used_since() -> dict[int, date]:
    """Since when each result is used."""
    rows = session.execute(
        select(ProjectResult.id, ProjectResult.in_use_on).where(
            ProjectResult.in_use_on.is_not(None)
        )
    )
    return {id_: day for id_, day in rows if day is not None}
