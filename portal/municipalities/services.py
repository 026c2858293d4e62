"""Found a municipality and change its profile."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update

from portal.foundation import database, tenancy
from portal.foundation.database import HERE, session
from portal.foundation.errors import Forbidden, Invalid, NotFound, Outdated
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.municipalities import policy, profiles
from portal.municipalities.kinds import unit_preset
from portal.municipalities.models import Logo, Municipality, Unit
from portal.municipalities.profiles import Details
from portal.municipalities.queries import INDEXED, WORDS, forget_profiles

LOGO = "logo"
"""The setting with the digest of the logo, so that every page knows its address."""
MOST_GROUPS, LEAST_NAMES, MOST_NAMES, LONGEST_NAME = 300, 2, 30, 40
"""Of a list of words that mean the same."""

_ONE_CHANGE_MORE = (
    update(Municipality)
    .where(Municipality.id == HERE)
    .values(public_version=Municipality.public_version + 1)
)


def create(details: Details) -> int:
    """Write down a new municipality with the units of its kind; return its id.

    An operator's verb: it has no actor, because nobody belongs to the municipality yet.

    Raises:
        Invalid: with a message per field; slug and host must not be taken.

    """
    profiles.check(details)
    _refuse_taken(details, but=None)
    municipality = Municipality(demo=details.demo, settings={})
    _write(municipality, details)
    with tenancy.acting_for(None):  # the database lets no municipality found another
        session.add(municipality)
        session.flush()
    with tenancy.acting_for(municipality.id):
        session.add_all(
            Unit(
                code=unit.code,
                title_th=unit.title.th,
                title_en=unit.title.en,
                position=position,
                is_fallback=unit.is_fallback,
            )
            for position, unit in enumerate(unit_preset(details.kind), 1)
        )
        session.flush()
    forget_profiles()
    return municipality.id


def change(actor: Actor, details: Details, *, seen: int, at: datetime) -> None:
    """Replace what is written down about the actor's municipality.

    `seen` is the version the actor saw; `details.demo` is ignored. The units stay as they are, also
    when the kind changes: they are changed one by one. `at` becomes the moment of the change.

    Raises:
        Forbidden: the actor is not this municipality's administrator.
        Outdated: somebody else changed the profile meanwhile.
        Invalid: with a message per field.

    """
    municipality_id = tenancy.municipality_id()
    if not policy.may_change(actor, municipality_id):
        raise Forbidden(lazy("Only an administrator may change this."))
    municipality = session.scalars(
        select(Municipality).where(Municipality.id == municipality_id).with_for_update()
    ).one_or_none()
    if municipality is None:
        raise NotFound(lazy("There is no such municipality here."))
    if municipality.version != seen:
        raise Outdated(lazy("Somebody else changed these details meanwhile. Please look again."))
    profiles.check(details)
    _refuse_taken(details, but=municipality_id)
    _write(municipality, details)
    municipality.version += 1
    municipality.changed_at = at
    session.flush()
    show_public_change()
    forget_profiles()


def keep_setting(name: str, value: object) -> None:
    """Keep a setting of the present municipality for the room that knows what it means.

    The verb of that room asks who may.
    """
    municipality = session.scalars(
        select(Municipality).where(Municipality.id == tenancy.municipality_id()).with_for_update()
    ).one()
    municipality.settings = {**municipality.settings, name: value}
    session.flush()
    forget_profiles()


def show_public_change() -> None:
    """Count one more change the public can see, so that kept copies of pages are renewed.

    The municipality's row stays locked until the transaction ends: call it last.
    """
    database.run(_ONE_CHANGE_MORE)


def _refuse_taken(details: Details, *, but: int | None) -> None:
    wanted: dict[str, ColumnElement[bool]] = {"slug": Municipality.slug == details.slug}
    if details.host is not None:
        wanted["host"] = Municipality.host == details.host
    taken: dict[str, object] = {
        name: lazy("Another municipality uses this already.")
        for name, same in wanted.items()
        if session.scalars(
            select(Municipality.id).where(same, Municipality.id != (but or 0))
        ).first()
    }
    if taken:
        raise Invalid(lazy("Some details of the municipality need to be changed."), fields=taken)


def _write(municipality: Municipality, details: Details) -> None:
    municipality.slug = details.slug
    municipality.host = details.host
    municipality.kind = details.kind
    municipality.title_th = details.title.th.strip()
    municipality.title_en = details.title.en.strip()
    municipality.letters_th = details.letters.th
    municipality.letters_en = details.letters.en
    municipality.colour = details.colour
    municipality.phone = details.phone.strip()
    municipality.address_th = details.address.th.strip()
    municipality.address_en = details.address.en.strip()


def keep_own_words(groups: list[list[str]] | None) -> None:
    """Search by these words from now on, None by the shipped ones; all is then indexed anew.

    Raises `Invalid` at the field `words`.
    """
    if groups is not None:
        _check_words(groups)
    keep_setting(WORDS, groups)
    keep_setting(INDEXED, 0)


def _check_words(groups: list[list[str]]) -> None:
    wrong: object = None
    if len(groups) > MOST_GROUPS:
        wrong = lazy("Use at most %(most)s lines.", most=MOST_GROUPS)
    for number, names in enumerate(groups, 1):
        if len(names) < LEAST_NAMES or len(names) > MOST_NAMES:
            wrong = lazy("Line %(n)s needs 2 to %(most)s words.", n=number, most=MOST_NAMES)
        elif any(not 1 < len(name) <= LONGEST_NAME for name in names):
            wrong = lazy(
                "A word on line %(n)s is shorter than 2 or longer than %(most)s characters.",
                n=number,
                most=LONGEST_NAME,
            )
    if wrong is not None:
        raise Invalid(lazy("There is something to correct"), fields={"words": wrong})


def put_logo(picture: bytes, *, at: datetime) -> str:
    """Keep a picture that was cleaned as the logo; returns its digest. The verb above asks who."""
    digest = hashlib.sha256(picture).hexdigest()
    row = session.scalars(select(Logo)).one_or_none()
    if row is None:
        row = Logo()
        session.add(row)
    row.digest, row.picture, row.set_at = digest, picture, at
    session.flush()
    keep_setting(LOGO, digest)
    show_public_change()
    return digest


def remove_logo() -> None:
    """Show the letters instead, as before."""
    session.execute(delete(Logo))
    keep_setting(LOGO, None)
    show_public_change()
