"""Others at the same place: the same lamp is often reported twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select

from portal.complaints import policy
from portal.complaints.lifecycle import OPEN, STATE_WORDS, State
from portal.complaints.models import Complaint
from portal.complaints.numbering import formatted
from portal.complaints.queries.said import Said
from portal.foundation import tenancy
from portal.foundation.database import session
from portal.foundation.i18n import Lazy, language
from portal.foundation.policy import Actor
from portal.municipalities import queries as municipalities
from portal.places import geometry, hexagons

NEAR_METRES = 50.0
NEAR_WEEKS = timedelta(weeks=12)
MOST_NEAR = 12
CANDIDATES = 200
ID_BITS = 28
"""Ids hold the second of arrival above these bits; a test holds this to the filing verb."""


@dataclass(frozen=True, slots=True)
class NearLine:
    """Another complaint at the same place."""

    number: str
    path: str
    title: Said
    state: State
    state_words: Lazy
    filed_at: datetime
    metres: int

    @property
    def is_open(self) -> bool:
        """Whether another can be merged with it."""
        return self.state in OPEN


def near(actor: Actor, row: Complaint, at: datetime) -> tuple[NearLine, ...]:
    """Others within 50 m in the last 12 weeks that this person may open, nearest first."""
    if row.lat is None or row.lon is None:
        return ()
    first = int((at - NEAR_WEEKS).timestamp()) << ID_BITS
    rows = session.execute(
        select(
            Complaint.year,
            Complaint.running,
            Complaint.title,
            Complaint.language,
            Complaint.state,
            Complaint.filed_at,
            Complaint.lat,
            Complaint.lon,
        )
        .where(
            Complaint.cell.in_(hexagons.near(row.lat, row.lon, NEAR_METRES)),
            Complaint.id >= first,
            Complaint.id != row.id,
            policy.readable_by(actor),
        )
        .order_by(Complaint.id.desc())
        .limit(CANDIDATES)
    )
    measured = (
        (geometry.distance(row.lat, row.lon, other.lat, other.lon), other) for other in rows
    )
    near_ones = [(metres, other) for metres, other in measured if metres <= NEAR_METRES]
    nearest = sorted(near_ones, key=lambda pair: pair[0])[:MOST_NEAR]
    return tuple(_line(other, metres) for metres, other in nearest)


def _line(other: Row[*tuple[Any, ...]], metres: float) -> NearLine:
    return NearLine(
        number=number(other.year, other.running),
        path=f"{other.year}/{other.running}",
        title=Said(other.title, other.language),
        state=State(other.state),
        state_words=STATE_WORDS[State(other.state)],
        filed_at=other.filed_at,
        metres=round(metres),
    )


def number(year: int, running: int) -> str:
    """The register number for the reader of this page."""
    profile = municipalities.profile_of(tenancy.municipality_id())
    return formatted(profile.letters.here if profile else "", year, running, language())
