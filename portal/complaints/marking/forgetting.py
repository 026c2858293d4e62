"""Take away what people kept for themselves: with the person, and with a complaint's words."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, or_, update

from portal.complaints.marking.models import CaseMark, CaseMention
from portal.complaints.saved_filters.models import SavedFilter
from portal.foundation.database import session
from portal.foundation.personal import Gone


def forget_person(person_id: int | None) -> list[Gone]:
    """Take away the marks, mentions and saved filters of somebody who goes."""
    if person_id is None:
        return []
    named = or_(CaseMention.person_id == person_id, CaseMention.by_person_id == person_id)
    session.execute(delete(CaseMention).where(named))
    session.execute(delete(SavedFilter).where(SavedFilter.person_id == person_id))
    marks = session.execute(delete(CaseMark).where(CaseMark.person_id == person_id))
    count: int = marks.rowcount  # type: ignore[attr-defined]
    return [Gone("case_mark", ("person_id", "remind_note"), (), count)] if count else []


def forget_words(complaint_ids: Sequence[int]) -> None:
    """Empty the notes of reminders of these complaints."""
    session.execute(
        update(CaseMark)
        .where(CaseMark.complaint_id.in_(list(complaint_ids)), CaseMark.remind_note != "")
        .values(remind_note="")
    )
