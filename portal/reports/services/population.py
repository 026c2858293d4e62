"""Take in the table of registered residents of one day."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from portal.foundation import audit, clock, database, thai
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.places import queries as places
from portal.reports import acts, policy, register
from portal.reports.models import Population, PopulationGroup

LONGEST_SOURCE = 200
EARLIEST = date(1990, 1, 1)


def load_population(
    officer: Actor, as_of: date | None, source: str, text: str, *, at: datetime
) -> int:
    """Keep a table; returns how many people it tells of. An earlier one of the same day goes.

    Raises `Forbidden`, and `Invalid`, naming the fields.
    """
    if officer.role not in policy.LOADERS:
        raise Forbidden(lazy("The clerk or the administrator loads the population."))
    wrong: dict[str, object] = {}
    if as_of is None or not EARLIEST <= as_of <= clock.local(at).date():
        wrong["as_of"] = lazy("Enter the day of the statistics, like 31/12/2025; not one to come")
    words = thai.cleaned(source)
    if not words or len(words) > LONGEST_SOURCE:
        wrong["source"] = lazy("Say in a line where the numbers come from")
    if wrong or as_of is None:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    groups = register.read(text, {area.code: area.id for area in places.areas() if area.code})
    database.lock("population")
    _remove(as_of)
    row = Population(as_of=as_of, source=words, loaded_at=at)
    session.add(row)
    session.flush()
    session.add_all(
        PopulationGroup(
            population_id=row.id, area_id=one.area_id, age=one.age, sex=one.sex, people=people
        )
        for one, people in sorted(
            groups.items(), key=lambda pair: (pair[0].area_id or 0, *pair[0][1:])
        )
    )
    session.flush()
    n = groups.total()
    audit.note(acts.POPULATION_LOADED, "population", row.id, by=officer, at=at, people=n)
    return n


def _remove(as_of: date) -> None:
    """Take the table of the same day away: what was loaded by mistake is loaded again."""
    row = session.scalar(select(Population).where(Population.as_of == as_of))
    if row is None:
        return
    for group in session.scalars(
        select(PopulationGroup).where(PopulationGroup.population_id == row.id)
    ):
        session.delete(group)
    session.flush()
    session.delete(row)
    session.flush()
