"""Who follows a complaint, and how it goes on for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, false, func, or_, select

from portal.complaints.following.models import CaseFollower
from portal.complaints.lifecycle import OPEN, STATE_WORDS, State, Visibility
from portal.complaints.models import Complaint
from portal.complaints.queries.neighbours import number
from portal.complaints.queries.said import Said, said
from portal.foundation.database import session
from portal.foundation.i18n import Lazy

Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class Follower:
    """Somebody to be told: where, in which language, and the code that ends it."""

    id: int
    email: str
    language: str
    code: str


@dataclass(frozen=True, slots=True)
class Added:
    """What a follower added to what was reported, for the desk."""

    words: Said
    photos: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Followed:
    """A complaint as its follower sees it: only what anyone may read."""

    id: int
    code: str
    email: str
    year: int
    running: int
    number: str
    title: Said | None
    state: State
    state_words: Lazy
    is_public: bool
    merged_into: str
    """The number of the complaint in which it goes on, where it was merged."""


def followers_of(complaint_id: int) -> list[Follower]:
    """Who follows it, or one that was merged with it, and gave an address; each address once."""
    ids = select(Complaint.id).where(
        or_(Complaint.id == complaint_id, Complaint.first_id == complaint_id)
    )
    rows = session.scalars(
        select(CaseFollower)
        .where(CaseFollower.complaint_id.in_(ids), CaseFollower.email != "")
        .order_by(CaseFollower.id)
    )
    found: dict[str, Follower] = {}
    for row in rows:
        found.setdefault(row.email, Follower(row.id, row.email, row.language, row.code))
    return list(found.values())


def may_be_told(complaint_id: int) -> bool:
    """Whether followers may still hear of it: nothing that was taken from the public is told."""
    row = session.execute(
        select(
            Complaint.is_public, Complaint.first_id, Complaint.withheld, Complaint.visibility
        ).where(Complaint.id == complaint_id)
    ).one_or_none()
    if row is None or row.withheld is not None or row.visibility == Visibility.PRIVATE:
        return False
    return bool(row.is_public or row.first_id)


def count_of(complaint_id: int) -> int:
    """How many follow it, or one that was merged with it."""
    ids = select(Complaint.id).where(
        or_(Complaint.id == complaint_id, Complaint.first_id == complaint_id)
    )
    wanted = select(func.count()).where(CaseFollower.complaint_id.in_(ids))
    return session.scalar(wanted) or 0


def added_to(complaint_id: int) -> list[Added]:
    """What its followers added, and those of complaints merged with it; the newest first."""
    ids = select(Complaint.id).where(
        or_(Complaint.id == complaint_id, Complaint.first_id == complaint_id)
    )
    rows = session.scalars(
        select(CaseFollower)
        .where(
            CaseFollower.complaint_id.in_(ids),
            or_(CaseFollower.words != "", CaseFollower.photos > 0),
        )
        .order_by(CaseFollower.id.desc())
    )
    return [Added(said(row.words), row.photos, row.followed_at) for row in rows]


def by_id(follower_id: int) -> Followed | None:
    """One following as its follower sees it."""
    row = session.execute(
        select(CaseFollower, Complaint)
        .join(Complaint, Complaint.id == CaseFollower.complaint_id)
        .where(CaseFollower.id == follower_id)
    ).one_or_none()
    if row is None:
        return None
    follower, complaint = row
    first = session.get(Complaint, complaint.first_id) if complaint.first_id else None
    shown = first or complaint
    state = State(shown.state)
    return Followed(
        id=follower.id,
        code=follower.code,
        email=follower.email,
        year=shown.year,
        running=shown.running,
        number=number(complaint.year, complaint.running),
        title=Said(shown.title, shown.language) if shown.is_public else None,
        state=state,
        state_words=STATE_WORDS[state],
        is_public=shown.is_public,
        merged_into=number(first.year, first.running) if first else "",
    )


def can_be_followed(complaint: Complaint) -> bool:
    """Whether it is open and anyone may read it."""
    return complaint.is_public and State(complaint.state) in OPEN


def records(person_id: int | None, addresses: Sequence[str]) -> list[Record]:
    """Everything kept of a follower, for their own copy."""
    rows = session.scalars(
        select(CaseFollower).where(belonging_to(person_id, addresses)).order_by(CaseFollower.id)
    )
    return [
        {
            "complaint_id": row.complaint_id,
            "email": row.email,
            "language": row.language,
            "words": row.words,
            "followed_at": row.followed_at.isoformat(),
        }
        for row in rows
    ]


def belonging_to(person_id: int | None, addresses: Sequence[str]) -> ColumnElement[bool]:
    """The rows of a person or of these addresses; none where neither is known."""
    mine: list[ColumnElement[bool]] = []
    if person_id is not None:
        mine.append(CaseFollower.person_id == person_id)
    if addresses:
        mine.append(CaseFollower.email.in_([address.lower() for address in addresses]))
    return or_(*mine) if mine else false()
