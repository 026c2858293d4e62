"""Which alerts there are, and what has become public that they ask for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select

from portal.alerts.models import Alert, AlertFind, AlertLook
from portal.alerts.terms import CADENCE_WORDS, LOOKED_BACK, MOST_IN_ONE, Cadence
from portal.complaints import policy
from portal.complaints.models import Complaint
from portal.complaints.numbering import formatted
from portal.complaints.queries import choices
from portal.complaints.queries.public import Wanted, conditions
from portal.foundation import tenancy
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual, Lazy, _, language
from portal.municipalities import queries as municipalities
from portal.places import geometry

LOOKED_AT_ONCE = 500
FEED_ROWS = 50


@dataclass(frozen=True, slots=True)
class AlertLine:
    """An alert in words, for its owner."""

    id: int
    where: str
    category: str
    cadence: Lazy
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class News:
    """A complaint that has become public, as far as alerts care."""

    complaint_id: int
    recorded_at: datetime
    category_id: int | None
    area_id: int | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class NewsLine:
    """A public complaint as a message or a feed names it, in the language of the moment."""

    complaint_id: int
    year: int
    running: int
    number: str
    title: str
    title_language: str
    category: str
    area: str
    state: str
    filed_at: datetime
    changed_at: datetime


def of_email(email: str) -> list[AlertLine]:
    """The confirmed alerts of an address, oldest first."""
    rows = session.scalars(
        select(Alert)
        .where(Alert.email == email, Alert.confirmed_at.is_not(None))
        .order_by(Alert.id)
    )
    return [line(row) for row in rows]


def count_of(email: str) -> int:
    """How many alerts an address has confirmed."""
    asked = select(func.count()).where(Alert.email == email, Alert.confirmed_at.is_not(None))
    return session.scalar(asked) or 0


def asked(alert_id: int) -> AlertLine | None:
    """An alert in words; None where it is gone."""
    row = session.get(Alert, alert_id)
    return line(row) if row else None


def line(row: Alert) -> AlertLine:
    """An alert in words, in the language of the moment."""
    return AlertLine(
        id=row.id,
        where=where_of(row),
        category=_title(row.category_id) or _("All categories"),
        cadence=CADENCE_WORDS[Cadence(row.cadence)],
        is_confirmed=row.confirmed_at is not None,
    )


def where_of(row: Alert) -> str:
    """Where an alert looks, in words."""
    if row.lat is not None and row.lon is not None and row.radius is not None:
        point = f"{row.lat:.5f}, {row.lon:.5f}"
        return _("Within %(metres)s metres of %(point)s", metres=f"{row.radius:,}", point=point)
    area = choices.area_title(row.area_id)
    return area.here if area else _("The whole municipality")


def _title(category_id: int | None) -> str:
    known = choices.category(category_id)
    return known.title.here if known else ""


def confirmed() -> list[Alert]:
    """Every alert that is in force."""
    return list(session.scalars(select(Alert).where(Alert.confirmed_at.is_not(None))))


def news(alerts: Sequence[Alert], at: datetime) -> list[News]:
    """What has become public and was compared with no alert yet, oldest first."""
    since = max(min(alert.confirmed_at for alert in alerts if alert.confirmed_at), at - LOOKED_BACK)
    rows = session.execute(
        select(
            Complaint.id,
            Complaint.recorded_at,
            Complaint.category_id,
            Complaint.area_id,
            Complaint.lat,
            Complaint.lon,
        )
        .where(
            policy.public(),
            Complaint.id >= first_id_of(at - LOOKED_BACK),
            Complaint.recorded_at >= since,
            Complaint.id.not_in(select(AlertLook.complaint_id)),
        )
        .order_by(Complaint.id)
        .limit(LOOKED_AT_ONCE)
    )
    return [News(*row) for row in rows]


def first_id_of(at: datetime) -> int:
    """The least id that a complaint filed at this moment can have: ids grow with the moment."""
    return int(at.timestamp()) << 28


def matches(alert: Alert, one: News) -> bool:
    """Whether this alert asks for this complaint: registered since it began, category and place."""
    if alert.confirmed_at is None or one.recorded_at < alert.confirmed_at:
        return False
    if alert.category_id not in {None, one.category_id}:
        return False
    if alert.lat is None or alert.lon is None or alert.radius is None:
        return alert.area_id in {None, one.area_id}
    if one.lat is None or one.lon is None:
        return False
    return geometry.distance(alert.lat, alert.lon, one.lat, one.lon) <= alert.radius


def untold(cadence: Cadence, before: datetime | None) -> list[Alert]:
    """Alerts of this cadence with something to tell; not those told since `before`."""
    waiting = select(AlertFind.alert_id).where(AlertFind.told_at.is_(None))
    wanted = select(Alert).where(Alert.cadence == cadence.value, Alert.id.in_(waiting))
    if before is not None:
        wanted = wanted.where(or_(Alert.told_at.is_(None), Alert.told_at < before))
    return list(session.scalars(wanted.order_by(Alert.id)))


def found_for(alert_id: int) -> list[int]:
    """The ids of complaints found and not yet told, oldest first."""
    rows = select(AlertFind.complaint_id).where(
        AlertFind.alert_id == alert_id, AlertFind.told_at.is_(None)
    )
    return list(session.scalars(rows.order_by(AlertFind.complaint_id)))


def still_public(complaint_ids: Sequence[int]) -> list[NewsLine]:
    """Those of them that anyone may read now, in the language of the moment."""
    chosen = select(Complaint).where(policy.public(), Complaint.id.in_(complaint_ids))
    return _lines(session.scalars(chosen.order_by(Complaint.id).limit(MOST_IN_ONE)))


def feed(category_id: int | None, area_id: int | None) -> list[NewsLine]:
    """The newest public complaints of a category and an area, newest first."""
    wanted = Wanted(category_id=category_id, area_id=area_id)
    chosen = select(Complaint).where(policy.public(), *conditions(wanted))
    return _lines(session.scalars(chosen.order_by(Complaint.id.desc()).limit(FEED_ROWS)))


def _lines(rows: Iterable[Complaint]) -> list[NewsLine]:
    profile = municipalities.profile_of(tenancy.municipality_id())
    letters = profile.letters.here if profile else ""
    return [
        NewsLine(
            complaint_id=row.id,
            year=row.year,
            running=row.running,
            number=formatted(letters, row.year, row.running, language()),
            title=row.title,
            title_language=row.language,
            category=_title(row.category_id),
            area=_here(choices.area_title(row.area_id)),
            state=row.state,
            filed_at=row.filed_at,
            changed_at=row.changed_at,
        )
        for row in rows
    ]


def _here(title: Bilingual | None) -> str:
    return title.here if title else ""


def kept_of(person_id: int | None, addresses: Sequence[str]) -> list[dict[str, object]]:
    """Everything kept of the alerts of a person or of these addresses."""
    rows = session.scalars(
        select(Alert).where(belonging_to(person_id, addresses)).order_by(Alert.id)
    )
    return [
        {
            "email": row.email,
            "where": where_of(row),
            "category": _title(row.category_id),
            "cadence": row.cadence,
            "asked_at": row.asked_at,
            "confirmed_at": row.confirmed_at,
            "notice_read": row.notice,
        }
        for row in rows
    ]


def belonging_to(person_id: int | None, addresses: Sequence[str]) -> ColumnElement[bool]:
    """The condition for alerts of a person or of these addresses."""
    mine = Alert.email.in_(addresses)
    return or_(mine, Alert.person_id == person_id) if person_id is not None else mine
