"""Things tests need to begin with. Makers go through verbs: nothing that could not happen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from config import Config
from portal.foundation import database
from portal.foundation.i18n import Bilingual
from portal.municipalities import services as municipalities
from portal.municipalities.kinds import Kind
from portal.municipalities.profiles import Details

SLUG = "khonkaen"


def config(instance_dir: Path, **settings: Any) -> Config:
    """The settings of a portal under test."""
    return Config(
        secret_key="a secret for tests, long enough for all",
        instance_dir=instance_dir,
        testing=True,
        **settings,
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
    """A municipality from the preset, kept for good; its id. Needs an application context."""
    with database.writing():
        return municipalities.create(details(slug, kind, **changes))
