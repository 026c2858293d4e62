"""Save filters under a name, share them with one's unit, remove them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from portal.complaints import policy
from portal.complaints.saved_filters import acts
from portal.complaints.saved_filters.acts import LONGEST_TITLE, MOST
from portal.complaints.saved_filters.models import SavedFilter
from portal.complaints.saved_filters.queries import seen_by
from portal.foundation import audit, database
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor, Role

KIND = "saved_filter"


def save(
    officer: Actor, title: str, chosen: Mapping[str, str], *, is_shared: bool, at: datetime
) -> int:
    """Keep filters under a name; returns its id. The same name once more replaces them.

    Raises:
        Invalid: no name, no filter, too many, or there is no unit to share them with.

    """
    title = " ".join(title.split())
    if officer.role not in policy.EVERY_UNIT | policy.OWN_UNIT or officer.person_id is None:
        raise Forbidden(lazy("You do not have permission to do this."))
    if not title or len(title) > LONGEST_TITLE:
        raise Invalid(
            fields={"title": lazy("Give a name of at most %(most)s characters", most=LONGEST_TITLE)}
        )
    if not chosen:
        raise Invalid(fields={"title": lazy("Choose a filter first, then save it")})
    database.lock(f"saved-filters:{officer.municipality_id}")
    mine = SavedFilter.person_id == officer.person_id
    row = session.scalar(select(SavedFilter).where(mine, SavedFilter.title == title))
    if row is None:
        if _count(mine) >= MOST:
            raise Invalid(
                fields={"title": lazy("You have %(most)s already. Remove one first.", most=MOST)}
            )
        row = SavedFilter(person_id=officer.person_id, title=title, chosen={}, saved_at=at)
        session.add(row)
    row.chosen, row.saved_at = dict(chosen), at
    session.flush()
    audit.note(acts.SAVED, KIND, row.id, by=officer, at=at)
    if is_shared and row.unit_id is None:
        _share(officer, row, at)
    return row.id


def share(officer: Actor, filter_id: int, *, on: bool, at: datetime) -> None:
    """Let the people of one's own unit see it, or no longer."""
    row = _own(officer, filter_id)
    if on:
        _share(officer, row, at)
    else:
        row.unit_id = None
        session.flush()
        audit.note(acts.UNSHARED, KIND, row.id, by=officer, at=at)


def remove(officer: Actor, filter_id: int, at: datetime) -> None:
    """Take it away: whose it is; and of a unit's, its head."""
    row = session.scalar(select(SavedFilter).where(SavedFilter.id == filter_id, _reach(officer)))
    if row is None:
        raise NotFound(lazy("There are no such saved filters."))
    session.delete(row)
    session.flush()
    audit.note(acts.REMOVED, KIND, filter_id, by=officer, at=at)


def _reach(officer: Actor) -> ColumnElement[bool]:
    mine = SavedFilter.person_id == (officer.person_id or 0)
    return seen_by(officer) if officer.role is Role.HEAD else mine


def _share(officer: Actor, row: SavedFilter, at: datetime) -> None:
    if officer.unit_id is None:
        raise Invalid(fields={"title": lazy("You belong to no unit to share them with")})
    if _count(SavedFilter.unit_id == officer.unit_id) >= MOST:
        raise Invalid(fields={"title": lazy("Your unit shares %(most)s already.", most=MOST)})
    row.unit_id = officer.unit_id
    session.flush()
    audit.note(acts.SHARED, KIND, row.id, by=officer, at=at)


def _count(which: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count(SavedFilter.id)).where(which)) or 0


def _own(officer: Actor, filter_id: int) -> SavedFilter:
    row = session.scalar(
        select(SavedFilter).where(
            SavedFilter.id == filter_id, SavedFilter.person_id == (officer.person_id or 0)
        )
    )
    if row is None:
        raise NotFound(lazy("There are no such saved filters."))
    return row
