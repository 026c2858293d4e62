"""How many people live here, by group."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, select

from portal.foundation.database import session
from portal.reports.models import Population, PopulationGroup


@dataclass(frozen=True, slots=True)
class Living:
    """Registered residents of one day."""

    as_of: date | None = None
    """None where no table was loaded."""
    source: str = ""
    people: int = 0
    by_age: Counter[str] = field(default_factory=Counter)
    by_sex: Counter[str] = field(default_factory=Counter)
    by_area: Counter[str] = field(default_factory=Counter)
    """By the area's id as text; empty for those whose area is not told."""


@dataclass(frozen=True, slots=True)
class PopulationLine:
    """A table that was loaded."""

    id: int
    as_of: date
    source: str
    loaded_at: datetime
    people: int
    groups: int


def living(last: date, area_id: int | None = None) -> Living:
    """The residents of the newest table up to this day, else of the first after it.

    With an area only its own; where the table tells no areas there is then nobody to count by.
    """
    row = _table(last)
    if row is None:
        return Living()
    asked = select(
        PopulationGroup.area_id,
        PopulationGroup.age,
        PopulationGroup.sex,
        PopulationGroup.people,
    ).where(PopulationGroup.population_id == row.id)
    if area_id is not None:
        asked = asked.where(PopulationGroup.area_id == area_id)
    found = Living(row.as_of, row.source)
    n = 0
    for area, age, sex, people in session.execute(asked):
        n += people
        found.by_age[age] += people
        found.by_sex[sex] += people
        found.by_area[str(area or "")] += people
    return Living(row.as_of, row.source, n, found.by_age, found.by_sex, found.by_area)


def tables() -> list[PopulationLine]:
    """Every table, the newest first."""
    rows = session.execute(
        select(Population, func.sum(PopulationGroup.people), func.count())
        .join(PopulationGroup, PopulationGroup.population_id == Population.id)
        .group_by(*Population.__table__.columns)
        .order_by(Population.as_of.desc())
    )
    return [
        PopulationLine(row.id, row.as_of, row.source, row.loaded_at, int(people), groups)
        for row, people, groups in rows
    ]


def _table(last: date) -> Population | None:
    before = select(Population).where(Population.as_of <= last)
    after = select(Population).where(Population.as_of > last)
    return session.scalar(before.order_by(Population.as_of.desc()).limit(1)) or session.scalar(
        after.order_by(Population.as_of).limit(1)
    )
