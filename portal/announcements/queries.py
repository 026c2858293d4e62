"""What stands on every page now. Read once in a few seconds and kept in the process."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.announcements.models import Emergency, SiteNotice
from portal.announcements.terms import Level
from portal.foundation import tenancy
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual

KEPT_SECONDS = 5.0
"""How late another process may learn of a notice."""
MOST_KEPT = 1000
SHOWN_PAST = 20


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A site notice."""

    id: int
    level: Level
    text: Bilingual
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class EmergencyLine:
    """An emergency: why, until when, what is held, and where to call for it."""

    id: int
    reason: Bilingual
    call: Bilingual
    held: frozenset[int]
    began_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands on every page at a moment."""

    notices: tuple[NoticeLine, ...] = ()
    emergency: EmergencyLine | None = None


NOTHING = Standing()
_kept: dict[int, tuple[float, Standing]] = {}


def standing(at: datetime) -> Standing:
    """What everyone is told now, the loudest first."""
    known = _coming(at)
    emergency = known.emergency
    if emergency is not None and not emergency.began_at <= at < emergency.ends_at:
        emergency = None
    notices = tuple(line for line in known.notices if line.starts_at <= at < line.ends_at)
    return Standing(notices, emergency) if notices or emergency else NOTHING


def emergency(at: datetime) -> EmergencyLine | None:
    """The emergency of this moment; None in calm times."""
    return standing(at).emergency


def shown(at: datetime) -> tuple[int, ...]:
    """What kept copies of pages hang on: the numbers of all that stands on every page."""
    now = standing(at)
    numbers = tuple(line.id for line in now.notices)
    return (*numbers, -now.emergency.id) if now.emergency else numbers


def forget() -> None:
    """Read afresh from now on, in this process."""
    _kept.clear()


def notices(at: datetime) -> list[NoticeLine]:
    """Those that stand or will, the next to end first; read afresh."""
    return _notices(at)


def past_notices(at: datetime) -> list[NoticeLine]:
    """The last that are over."""
    rows = session.scalars(
        select(SiteNotice)
        .where(SiteNotice.ends_at <= at)
        .order_by(SiteNotice.ends_at.desc())
        .limit(SHOWN_PAST)
    )
    return [_line(row) for row in rows]


def present(at: datetime) -> EmergencyLine | None:
    """The emergency of this moment, read afresh: for its own page."""
    return _emergency(at)


def past_emergencies(at: datetime) -> list[EmergencyLine]:
    """The last that are over."""
    rows = session.scalars(
        select(Emergency)
        .where(Emergency.ends_at <= at)
        .order_by(Emergency.ends_at.desc())
        .limit(SHOWN_PAST)
    )
    return [_emergency_line(row) for row in rows]


def _coming(at: datetime) -> Standing:
    here = tenancy.municipality_id()
    now = time.monotonic()
    kept = _kept.get(here)
    if kept is not None and kept[0] > now:
        return kept[1]
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    order = list(Level)
    lines = sorted(_notices(at), key=lambda line: (-order.index(line.level), line.id))
    read = Standing(tuple(lines), _emergency(at))
    _kept[here] = (now + KEPT_SECONDS, read)
    return read


def _notices(at: datetime) -> list[NoticeLine]:
    rows = session.scalars(
        select(SiteNotice).where(SiteNotice.ends_at > at).order_by(SiteNotice.ends_at)
    )
    return [_line(row) for row in rows]


def _emergency(at: datetime) -> EmergencyLine | None:
    row = session.scalars(
        select(Emergency).where(Emergency.ends_at > at).order_by(Emergency.id.desc()).limit(1)
    ).first()
    return _emergency_line(row) if row else None


def _line(row: SiteNotice) -> NoticeLine:
    text = Bilingual(row.text_th, row.text_en)
    return NoticeLine(row.id, Level(row.level), text, row.starts_at, row.ends_at)


def _emergency_line(row: Emergency) -> EmergencyLine:
    return EmergencyLine(
        row.id,
        Bilingual(row.reason_th, row.reason_en),
        Bilingual(row.call_th, row.call_en),
        frozenset(row.held_category_ids),
        row.began_at,
        row.ends_at,
    )
