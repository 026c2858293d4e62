"""Saved filters that somebody sees, and how many complaints each holds for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, or_, select

from portal.accounts.models import Person
from portal.complaints import policy
from portal.complaints.queries.counts import capped
from portal.complaints.queries.filters import Filters, conditions
from portal.complaints.queries.said import Said, said
from portal.complaints.saved_filters.acts import MOST
from portal.complaints.saved_filters.models import SavedFilter
from portal.foundation.database import session
from portal.foundation.policy import Actor


@dataclass(frozen=True, slots=True)
class Saved:
    """One saved set of filters."""

    id: int
    title: Said
    chosen: Mapping[str, str]
    is_mine: bool
    unit_id: int | None
    """The unit it is shared with."""
    by: Said
    """Whose it is."""


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """One's own, and those shared with one's units."""
    own = SavedFilter.person_id == (actor.person_id or 0)
    units = sorted(actor.units)
    return or_(own, SavedFilter.unit_id.in_(units)) if units else own


def saved(actor: Actor) -> list[Saved]:
    """What this person sees: their own first, each in the order in which they were saved."""
    me = actor.person_id or 0
    rows = session.execute(
        select(
            SavedFilter.id,
            SavedFilter.title,
            SavedFilter.chosen,
            SavedFilter.person_id,
            SavedFilter.unit_id,
            Person.name,
        )
        .join(Person, Person.id == SavedFilter.person_id)
        .where(seen_by(actor))
        .order_by((SavedFilter.person_id != me), SavedFilter.id)
        .limit(2 * MOST)
    )
    return [
        Saved(
            row.id,
            said(row.title),
            row.chosen,
            row.person_id == me,
            row.unit_id,
            said(row.name),
        )
        for row in rows
    ]


def counts(actor: Actor, wanted: Sequence[Filters], at: datetime) -> list[ScalarSelect[int]]:
    """How many complaints each set of filters holds for this person, to be asked in one query."""
    return [capped(policy.readable_by(actor), *conditions(each, at)) for each in wanted]


def counted(actor: Actor, wanted: Sequence[Filters], at: datetime) -> list[int]:
    """The same, asked by themselves."""
    if not wanted:
        return []
    return list(session.execute(select(*counts(actor, wanted, at))).one())
