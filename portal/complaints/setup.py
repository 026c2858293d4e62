"""What a new municipality gets: the thirty categories, fitted to its kind."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from portal.complaints import preset as thirty
from portal.complaints.models import MATTER, Category
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.municipalities.profiles import Profile
from portal.municipalities.queries import unit_ids
from portal.response_times import services as times

NOBODY = Bilingual("", "")


def preset(profile: Profile, *, at: datetime) -> None:
    """Write the categories of this kind of municipality and standards; the units must be there."""
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
                outside_owner_th=owner.th,
                outside_owner_en=owner.en,
                traffy_types=list(category.traffy_types),
                position=resolved.position,
            )
        )
    session.flush()
    ids = {code: id_ for id_, code in session.execute(select(Category.id, Category.code))}
    times.begin_with(MATTER, thirty.standards(ids), at)
