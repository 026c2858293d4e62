"""Whose portal is this? Profiles are kept in the process for a few seconds."""

from __future__ import annotations

import time
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from portal.foundation import database
from portal.foundation.database import HERE, session
from portal.foundation.i18n import Bilingual
from portal.municipalities.kinds import Kind, words
from portal.municipalities.models import Logo, Municipality, Unit
from portal.municipalities.profiles import Profile, may_be_host, may_be_slug

__all__ = [
    "Profile",
    "UnitLine",
    "all_profiles",
    "every_unit",
    "fallback_unit_id",
    "forget_profiles",
    "groups_of",
    "logo",
    "only_profile",
    "own_words",
    "profile_by",
    "profile_of",
    "public_version",
    "unit_ids",
    "units",
]

KEPT_SECONDS = 5.0
WORDS = "words"
"""The setting that holds a municipality's own list of words."""
INDEXED = "words_indexed"
"""The setting that says up to which complaint the index knows the list; None when all do."""
MOST_KEPT = 10_000
"""Unknown hosts and slugs are remembered too, so the memory is bounded."""

_FALLBACK = select(Unit.id).where(Unit.is_fallback).order_by(Unit.position).limit(1)
_PUBLIC_VERSION = select(Municipality.public_version).where(Municipality.id == HERE)

_kept: dict[tuple[str, str | int], tuple[float, Profile | None]] = {}


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit as lists and choices show it."""

    id: int
    code: str
    title: Bilingual
    is_fallback: bool
    is_closed: bool = False


def profile_by(host: str, slug: str) -> Profile | None:
    """Return the municipality with this host name, else the one with this slug, else None."""
    found = _remembered("host", host) if may_be_host(host) else None
    if found is None and may_be_slug(slug):
        found = _remembered("slug", slug)
    return found


def only_profile() -> Profile | None:
    """Return the municipality of an install that has exactly one, else None."""
    return _remembered("only", "")


def profile_of(municipality_id: int) -> Profile | None:
    """Return the profile of the municipality with this id, for work outside of a request."""
    return _remembered("id", municipality_id)


def all_profiles() -> list[Profile]:
    """Return every municipality, by slug; read afresh."""
    rows = session.scalars(select(Municipality).order_by(Municipality.slug))
    return [_profile(row) for row in rows]


def public_version() -> int:
    """Return the number that grows with each change the public can see; read afresh."""
    return int(database.run(_PUBLIC_VERSION).scalar_one())


def units() -> list[UnitLine]:
    """Return the units that work can be given to, in their order."""
    return [unit for unit in every_unit() if not unit.is_closed]


def every_unit() -> list[UnitLine]:
    """Return every unit, also those that were closed: for their names."""
    rows = session.execute(
        select(
            Unit.id, Unit.code, Unit.title_th, Unit.title_en, Unit.is_fallback, Unit.closed_at
        ).order_by(Unit.position, Unit.id)
    )
    return [
        UnitLine(id_, code, Bilingual(th, en), last, closed is not None)
        for id_, code, th, en, last, closed in rows
    ]


def logo(digest: str) -> bytes | None:
    """Return the picture with this digest, if it is the municipality's logo."""
    return session.scalar(select(Logo.picture).where(Logo.digest == digest))


def unit_ids() -> dict[str, int]:
    """Return the id of each unit by its code, also of those that were closed."""
    return {unit.code: unit.id for unit in every_unit()}


def fallback_unit_id() -> int:
    """Return the unit that answers for what no other unit does (สำนักปลัด)."""
    return int(database.run(_FALLBACK).scalar() or 0)


def own_words(municipality_id: int) -> list[list[str]] | None:
    """Return the words that mean the same here, group by group; None for the shipped list."""
    profile = profile_of(municipality_id)
    return profile.settings.get(WORDS) if profile else None


def groups_of(municipality_id: int) -> tuple[tuple[str, ...], ...] | None:
    """Return the same, for the search."""
    own = own_words(municipality_id)
    return tuple(tuple(names) for names in own) if own is not None else None


def forget_profiles() -> None:
    """Read every profile afresh from now on, in this process."""
    _kept.clear()


def _remembered(by: str, value: str | int) -> Profile | None:
    at = time.monotonic()
    kept = _kept.get((by, value))
    if kept is not None and kept[0] > at:
        return kept[1]
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    profile = _read(by, value)
    _kept[by, value] = (at + KEPT_SECONDS, profile)
    return profile


def _read(by: str, value: str | int) -> Profile | None:
    if by == "only":
        rows = session.scalars(select(Municipality).limit(2)).all()
        return _profile(rows[0]) if len(rows) == 1 else None
    columns: dict[str, ColumnElement[bool]] = {
        "host": Municipality.host == value,
        "slug": Municipality.slug == value,
        "id": Municipality.id == value,
    }
    row = session.scalars(select(Municipality).where(columns[by])).one_or_none()
    return _profile(row) if row else None


def _profile(row: Municipality) -> Profile:
    return Profile(
        id=row.id,
        slug=row.slug,
        host=row.host,
        kind=Kind(row.kind),
        title=Bilingual(row.title_th, row.title_en),
        letters=Bilingual(row.letters_th, row.letters_en),
        words=words(row.kind),
        colour=row.colour,
        phone=row.phone,
        address=Bilingual(row.address_th, row.address_en),
        demo=row.demo,
        version=row.version,
        settings=dict(row.settings),
    )
