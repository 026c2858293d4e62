"""Things tests need to begin with. Makers go through verbs: nothing that could not happen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from config import Config
from portal.accounts import services as accounts
from portal.complaints import services as complaints
from portal.foundation import database, tenancy
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import STAFF, Actor, Role, visitor
from portal.municipalities import queries as municipalities
from portal.municipalities.kinds import Kind
from portal.municipalities.profiles import Details
from portal.operations import setup

SLUG = "khonkaen"
PASSWORD = "a long password for tests"
SECRET = "a secret for tests, long enough for all"
FOUNDED = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
"""Monday, 23 November 2026, 10.00 in Bangkok: an ordinary working morning."""
ENDLESS = timedelta(days=400)
UNHURRIED = ("staff_idle", "staff_longest")
"""Limits that only their own tests keep."""
TWINS = frozenset({"127.0.0.1", "localhost"})
"""Where the twins of the outside stand."""
IN_A_UNIT = frozenset({Role.OFFICER, Role.HEAD})
UNIT = "works"


def config(instance_dir: Path, **settings: Any) -> Config:
    """The settings of a portal under test."""
    return Config(
        secret_key=SECRET,
        instance_dir=instance_dir,
        testing=True,
        **(
            {"second_factor_roles": frozenset(), "outgoing_inside": TWINS, "filing_limits": False}
            | dict.fromkeys(UNHURRIED, ENDLESS)
            | settings
        ),
    )


def details(slug: str = SLUG, kind: str = Kind.CITY, **changes: Any) -> Details:
    """What is written down about a municipality for tests."""
    given: dict[str, Any] = {
        "title": Bilingual("เทศบาลนครขอนแก่น", "Khon Kaen City"),
        "letters": Bilingual("ขก", "KK"),
        "phone": "0 4322 1202",
        "address": Bilingual("ถนนประชาสำราญ ขอนแก่น 40000", "Pracha Samran Road, Khon Kaen 40000"),
        **changes,
    }
    return Details(slug=slug, kind=kind, **given)


def municipality(slug: str = SLUG, kind: str = Kind.CITY, **changes: Any) -> int:
    """A municipality from the preset with its staff, kept for good; its id.

    Needs an application context, outside of any transaction.
    """
    founded = setup.found(details(slug, kind, **changes), at=FOUNDED)
    with tenancy.acting_for(founded), database.writing():
        for role in sorted(STAFF):
            unit_id = municipalities.unit_ids()[UNIT] if role in IN_A_UNIT else None
            person = accounts.NewPerson(email(role), name(role), role, unit_id, PASSWORD)
            accounts.add(person, FOUNDED)
    return founded


def email(role: Role) -> str:
    """The e-mail of the one member of staff with this role."""
    return f"{role.value}@example.com"


def name(role: Role) -> str:
    """Their name."""
    return f"สมหมาย {role.value.title()}"


def filing(text: str = "ไฟถนนดับหน้าโรงเรียน", **changes: Any) -> complaints.Filing:
    """What somebody tells the municipality."""
    place = complaints.Place(landmark="หน้าตลาดบางลำภู")
    return complaints.Filing(**{"form_id": uuid4(), "text": text, "place": place, **changes})


def complaint(
    text: str = "ไฟถนนดับหน้าโรงเรียน",
    *,
    at: datetime = MONDAY,
    by: Actor | None = None,
    **changes: Any,
) -> complaints.Receipt:
    """A complaint somebody filed, inside the municipality of the moment."""
    reporter = by or visitor(tenancy.municipality_id())
    return complaints.file(reporter, filing(text, **changes), at)
