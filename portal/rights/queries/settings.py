"""What a municipality has set about personal data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.foundation.personal import Kept
from portal.rights.models import PrivacySettings
from portal.rights.terms import DEFAULT_MONTHS

NOTHING = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class Set:
    """What holds now: set here, or the default."""

    months: Mapping[Kept, int]
    officer_name: str = ""
    officer_phone: str = ""
    officer_email: str = ""
    recipients: Bilingual = NOTHING
    measures: Bilingual = NOTHING
    names_openers: bool = False
    version: int = 0
    changed: Mapping[str, object] = field(default_factory=dict)


def now() -> Set:
    """What holds now."""
    row = session.scalars(select(PrivacySettings)).first()
    if row is None:
        return Set(dict(DEFAULT_MONTHS))
    months = {kind: int(row.months.get(kind.value, n)) for kind, n in DEFAULT_MONTHS.items()}
    return Set(
        months=months,
        officer_name=row.officer_name,
        officer_phone=row.officer_phone,
        officer_email=row.officer_email,
        recipients=Bilingual(row.recipients_th, row.recipients_en),
        measures=Bilingual(row.measures_th, row.measures_en),
        names_openers=row.names_openers,
        version=row.version,
    )


def names_openers() -> bool:
    """Whether people are told by name who opened their contact."""
    return bool(session.scalar(select(PrivacySettings.names_openers)))
