"""What a new municipality gets: the thirty categories, fitted to its kind."""

from __future__ import annotations

from datetime import datetime

from portal.complaints import preset as thirty
from portal.complaints.models import Category
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.municipalities.profiles import Profile
from portal.municipalities.queries import unit_ids

NOBODY = Bilingual("", "")


def preset(profile: Profile, *, at: datetime) -> None:  # noqa: ARG001 - every room's is called alike
    """Write the categories of this kind of municipality; its units must be there."""
    units = unit_ids()
    for resolved in thirty.for_kind(profile.kind):
        category = resolved.category
        owner = category.outside_owner or NOBODY
        session.add(
            Category(
                code=category.code,
                title_th=category.title.th,
                title_en=category.title.en,
                unit_id=units[resolved.lead_unit],
                co_unit_ids=[units[code] for code in resolved.co_units],
                visibility=category.visibility,
                acknowledge_hours=category.acknowledge_hours,
                resolve_working_days=category.resolve_working_days,
                outside_owner_th=owner.th,
                outside_owner_en=owner.en,
                traffy_types=list(category.traffy_types),
                position=resolved.position,
            )
        )
    session.flush()
