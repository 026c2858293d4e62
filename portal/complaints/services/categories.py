"""Categories that come with another register's rows."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select

from portal.complaints.importing.reading import PastComplaint
from portal.complaints.lifecycle import Visibility
from portal.complaints.models import Category
from portal.complaints.queries import choices
from portal.foundation.database import session

FALLBACK = "other"


def add_missing(known: dict[str, Category], rows: Iterable[PastComplaint]) -> None:
    """Make the categories these rows bring and `known` (by code) lacks, and put them into it.

    They belong to the unit of "other matters", are looked at before they are public, and nobody
    can choose them for a new complaint.
    """
    wanted = {row.category_code: row.new_category for row in rows if row.new_category}
    missing = {code: title for code, title in wanted.items() if code and code not in known}
    if not missing:
        return
    position = session.scalar(select(func.max(Category.position))) or 0
    for place, (code, title) in enumerate(missing.items(), position + 1):
        known[code] = Category(
            code=code,
            title_th=title,
            title_en=title,
            unit_id=known[FALLBACK].unit_id,
            visibility=Visibility.REVIEW.value,
            is_active=False,
            position=place,
        )
        session.add(known[code])
    session.flush()
    for code in missing:
        session.refresh(known[code])
        session.expunge(known[code])
    choices.forget_choices()
