"""Questions from the field: where the work of today is, and what a browser may keep of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, or_, select

from portal.complaints import policy
from portal.complaints.lifecycle import STATE_WORDS, State, Visibility
from portal.complaints.models import MATTER, Complaint
from portal.complaints.queries import choices
from portal.complaints.queries.case import Found, moves
from portal.complaints.queries.neighbours import number
from portal.complaints.queries.said import Said, said
from portal.field import routes
from portal.field.outcomes import TO_VISIT, VERBS, Outcome
from portal.foundation import masking, tenancy, thai
from portal.foundation.clock import BANGKOK, local
from portal.foundation.database import session
from portal.foundation.errors import Invalid
from portal.foundation.i18n import Bilingual, Lazy, lazy
from portal.foundation.policy import Actor
from portal.municipalities import queries as municipalities
from portal.places import geometry
from portal.places import queries as places
from portal.places.coordinates import parse_coordinates
from portal.response_times.versions import Priority

COMPLAINT = MATTER
"""What a complaint is called as the owner of photos."""
MOST_STOPS = 100
"""Nobody visits more in a day; what is due first comes first."""


class Whose(StrEnum):
    """Whose work."""

    MINE = "mine"
    ALL = "all"


class Span(StrEnum):
    """How much of it."""

    TODAY = "today"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Stop:
    """One complaint as something to go to."""

    path: str
    """Year and running number, as addresses have them."""
    number: str
    version: int
    title: Said
    state: State
    state_words: Lazy
    category: Bilingual | None
    area: Bilingual | None
    landmark: Said
    point: routes.Point | None
    due_at: datetime | None
    is_urgent: bool
    is_public: bool
    is_private: bool
    metres: int | None = None
    """From where somebody said to be."""


@dataclass(frozen=True, slots=True)
class Day:
    """The stops, and whether there are more than are shown."""

    stops: tuple[Stop, ...]
    has_more: bool


COLUMNS = (
    Complaint.year,
    Complaint.running,
    Complaint.version,
    Complaint.title,
    Complaint.public_text,
    Complaint.language,
    Complaint.state,
    Complaint.category_id,
    Complaint.area_id,
    Complaint.landmark,
    Complaint.lat,
    Complaint.lon,
    Complaint.next_due_at,
    Complaint.priority,
    Complaint.is_public,
    Complaint.visibility,
)


def day(actor: Actor, whose: Whose, span: Span, at: datetime) -> Day:
    """What somebody may go to, by the next promised moment.

    Today is what is late or due before midnight, what is urgent, and what was begun.
    """
    if actor.role not in policy.WORKING:
        return Day((), has_more=False)
    limits = [
        policy.readable_by(actor),
        Complaint.is_open.is_(True),
        Complaint.state.in_(sorted(TO_VISIT)),
    ]
    if whose is Whose.MINE:
        limits.append(Complaint.officer_id == actor.person_id)
    if span is Span.TODAY:
        limits.append(_today(at))
    due = Complaint.next_due_at
    rows = session.execute(
        select(*COLUMNS)
        .where(*limits)
        .order_by(due.is_(None), due, Complaint.id)
        .limit(MOST_STOPS + 1)
    ).all()
    return Day(tuple(_stop(row) for row in rows[:MOST_STOPS]), len(rows) > MOST_STOPS)


def _today(at: datetime) -> ColumnElement[bool]:
    midnight = datetime.combine(local(at).date() + timedelta(days=1), time(), BANGKOK)
    return or_(
        Complaint.next_due_at < midnight,
        Complaint.state == State.IN_PROGRESS.value,
        Complaint.priority == Priority.URGENT,
    )


def _stop(row: Row[*tuple[Any, ...]]) -> Stop:
    category = choices.category(row.category_id)
    return Stop(
        path=f"{row.year}/{row.running}",
        number=number(row.year, row.running),
        version=row.version,
        title=Said(_first_line(row.public_text) if row.is_public else row.title, row.language),
        state=State(row.state),
        state_words=STATE_WORDS[State(row.state)],
        category=category.title if category else None,
        area=choices.area_title(row.area_id),
        landmark=said(row.landmark),
        point=None if row.lat is None or row.lon is None else (row.lat, row.lon),
        due_at=row.next_due_at,
        is_urgent=row.priority == Priority.URGENT,
        is_public=row.is_public,
        is_private=row.visibility == Visibility.PRIVATE,
    )


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]


def by_distance(stops: Sequence[Stop], here: routes.Point) -> tuple[Stop, ...]:
    """The same stops, nearest first; what has no point comes last, as it stood."""
    measured = [
        replace(stop, metres=round(geometry.distance(*here, *stop.point)))
        for stop in stops
        if stop.point is not None
    ]
    measured.sort(key=lambda stop: stop.metres or 0)
    return (*measured, *(stop for stop in stops if stop.point is None))


def where(typed: str, stops: Sequence[Stop]) -> routes.Point:
    """The point that somebody typed: coordinates, an area, or the landmark of a stop.

    Raises:
        Invalid: nothing is called so, in words.

    """
    try:
        found = parse_coordinates(typed)
    except Invalid:
        point = _named(_plain(typed), stops)
    else:
        point = (found.lat, found.lon)
    if point is None:
        raise Invalid(
            fields={
                "near": lazy(
                    "No area of the municipality and no place on this list is called so. Type one"
                    " of them, or coordinates like 16.4322, 102.8236."
                )
            }
        )
    return point


def _named(name: str, stops: Sequence[Stop]) -> routes.Point | None:
    if not name:
        return None
    for area in places.areas():
        titles = {_plain(area.title.th), _plain(area.title.en)}
        if area.shape is not None and any(name in title for title in titles):
            return geometry.centroid(area.shape)
    named = (stop.point for stop in stops if stop.point and name in _plain(stop.landmark.text))
    of_area = (
        stop.point
        for stop in stops
        if stop.point and stop.area and name in {_plain(stop.area.th), _plain(stop.area.en)}
    )
    return next(named, None) or next(of_area, None)


def _plain(text: str) -> str:
    return " ".join(thai.arabic_digits(text).casefold().split())


def outcomes(actor: Actor, found: Found) -> tuple[Outcome, ...]:
    """What may be said of a visit now, by this person."""
    possible = moves(actor, found)
    return tuple(outcome for outcome in Outcome if VERBS[outcome] in possible)


def outcomes_of(state: State) -> tuple[Outcome, ...]:
    """What may be said of a visit in a state, by somebody whose work it is."""
    return tuple(o for o in Outcome if o is not Outcome.BEGUN or state is not State.IN_PROGRESS)


def to_keep(stop: Stop, known: routes.MapAddresses) -> dict[str, object] | None:
    """What a browser may keep of a stop for the time without a connection: nothing of private ones.

    What the public does not read either, a browser does not keep: of other complaints it has
    number, category and area, and where it is.
    """
    if stop.is_private:
        return None
    kept: dict[str, object] = {
        "path": stop.path,
        "number": stop.number,
        "version": stop.version,
        "category": stop.category.here if stop.category else "",
        "area": stop.area.here if stop.area else "",
        "point": list(stop.point) if stop.point else None,
        "way": known.to(stop.point) if stop.point else "",
        "outcomes": [outcome.value for outcome in outcomes_of(stop.state)],
    }
    if stop.is_public:
        kept |= {
            "text": stop.title.text,
            "language": stop.title.language,
            "landmark": masking.masked(stop.landmark.text),
            "landmark_language": stop.landmark.language,
        }
    return kept


def maps() -> routes.MapAddresses:
    """Which map ways open in here."""
    profile = municipalities.profile_of(tenancy.municipality_id())
    kept = profile.settings.get(routes.SETTING, {}) if profile else {}
    return routes.MapAddresses(kept.get("one", routes.ONE), kept.get("many", routes.MANY))
