"""Note likely duplicates when they come in; confirm them, or tell them apart for good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, update

from portal.complaints import policy
from portal.complaints.duplicates import acts, queries, similarity
from portal.complaints.duplicates.models import DuplicatePair
from portal.complaints.duplicates.similarity import Likeness
from portal.complaints.lifecycle import OPEN, State, Verb
from portal.complaints.models import MATTER, Category, Complaint
from portal.complaints.queries import choices
from portal.complaints.services import merging, moving
from portal.foundation import audit, database
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor

MOST_KEPT = 3
"""Pairs kept of one new complaint; its own page shows more."""


def note(complaint_id: int, at: datetime) -> int:
    """Keep what a new complaint seems to repeat, for the list; returns how many pairs are new."""
    row = session.get(Complaint, complaint_id)
    if row is None or State(row.state) not in OPEN or row.withheld is not None:
        return 0
    known = set(
        session.scalars(
            select(DuplicatePair.first_id).where(DuplicatePair.complaint_id == complaint_id)
        )
    )
    earlier = [each for each in queries.likely_of(row) if each.id < complaint_id]
    new = [each for each in earlier[:MOST_KEPT] if each.id not in known]
    session.add_all(_pair(complaint_id, each, at) for each in new)
    session.flush()
    return len(new)


def _pair(complaint_id: int, found: Likeness, at: datetime) -> DuplicatePair:
    return DuplicatePair(
        complaint_id=complaint_id,
        first_id=found.id,
        score=found.score,
        metres=found.metres,
        words=found.words,
        same_category=found.same_category,
        found_at=at,
    )


def confirm(officer: Actor, one_id: int, other_id: int, *, seen: int, at: datetime) -> int:
    """They are one matter: the later goes on in the earlier; returns the later's id.

    `seen` is the version of the later one that the page showed. Raises what merging raises.
    """
    later_id, first_id = max(one_id, other_id), min(one_id, other_id)
    merging.merge(officer, later_id, first_id, seen=seen, at=at)
    _decide(officer, later_id, first_id, queries.MERGED, at)
    audit.note(acts.CONFIRMED, MATTER, later_id, by=officer, at=at)
    return later_id


def tell_apart(officer: Actor, one_id: int, other_id: int, *, at: datetime) -> None:
    """They are two matters: nobody is asked about this pair again.

    Raises `NotFound` and `Forbidden` by the rule of merging.
    """
    later_id, first_id = max(one_id, other_id), min(one_id, other_id)
    if later_id == first_id:
        raise NotFound(lazy("There is no such complaint."))
    for complaint_id in (first_id, later_id):
        _check(officer, complaint_id)
    _decide(officer, later_id, first_id, queries.APART, at)
    audit.note(acts.TOLD_APART, MATTER, later_id, by=officer, at=at)


def _check(officer: Actor, complaint_id: int) -> None:
    row = session.get(Complaint, complaint_id)
    units = moving.co_units(complaint_id)
    if row is None or not policy.may_read(officer, row, units):
        raise NotFound(lazy("There is no such complaint."))
    if not policy.may_work(officer, row, Verb.MERGE, units):
        raise Forbidden(lazy("You do not have permission to do this with this complaint."))


def _decide(officer: Actor, later_id: int, first_id: int, verdict: str, at: datetime) -> None:
    database.lock(f"duplicate:{later_id}:{first_id}")
    row = session.scalar(
        select(DuplicatePair).where(
            DuplicatePair.complaint_id == later_id, DuplicatePair.first_id == first_id
        )
    )
    if row is None:
        later, first = session.get_one(Complaint, later_id), session.get_one(Complaint, first_id)
        row = _pair(later_id, _likeness(later, first), at)
        session.add(row)
    row.verdict, row.decided_at, row.person_id = verdict, at, officer.person_id
    session.flush()


def _likeness(later: Complaint, first: Complaint) -> Likeness:
    """How alike two are that were found by hand, or by the case page."""
    found = None
    if None not in (later.lat, later.lon, first.lat, first.lon):
        found = similarity.compared(_matter(later), _matter(first), similarity.MOST_METRES)
    return found or Likeness(first.id, 0, 0, None, 0)


def _matter(row: Complaint) -> similarity.Matter:
    return similarity.Matter(
        row.id, row.lat or 0.0, row.lon or 0.0, row.category_id, similarity.runs_of(row.text)
    )


def set_radii(officer: Actor, metres: Mapping[int, int | None], *, at: datetime) -> None:
    """Set how near counts as the same place, by category; None is what nobody could read.

    Raises `Invalid`, naming the categories by `near_<id>`.
    """
    if officer.role not in acts.SETS_RADII:
        raise Forbidden(lazy("You do not have permission to change this."))
    least, most = similarity.LEAST_METRES, similarity.MOST_METRES
    wrong: dict[str, object] = {
        f"near_{category_id}": lazy(
            "Enter metres from %(least)s to %(most)s", least=least, most=most
        )
        for category_id, wanted in metres.items()
        if wanted is None or not least <= wanted <= most
    }
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    for category_id, wanted in metres.items():
        session.execute(
            update(Category).where(Category.id == category_id).values(near_metres=wanted)
        )
    choices.forget_choices()
    audit.note(acts.RADII_SET, "category", "", by=officer, at=at)
