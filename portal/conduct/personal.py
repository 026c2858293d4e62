"""Personal duties: what accuses people, and how to reach whoever told it.

Nothing is handed out by account or address: we do not know who told what, and whoever asks for
an address could be after the person who told it. They read their matter with number and code.
"""

from __future__ import annotations

from datetime import datetime

from portal.conduct.services import forgetting
from portal.foundation.personal import Copy, Gone, Kept, Limit, Subject

KEEPS = (Kept.CONDUCT,)
COLUMNS = {
    "conduct_matter": ("accused", "text", "happened", "place", "evidence"),
    "conduct_contact": ("name", "phone", "email"),
    "conduct_step": ("note", "actor_id"),
    "conduct_key": ("person_id",),
    "conduct_opening": ("person_id",),
    "conduct_recipients": ("person_ids", "named_by"),
}
NOT_PERSONAL: dict[str, str] = {}


def export(_subject: Subject) -> Copy:
    """Nothing: who told what is not known here by account or address."""
    return Copy()


def erase(_subject: Subject, _ground: str, _at: datetime) -> list[Gone]:
    """Nothing at once: a matter goes whole, when its time is over."""
    return []


def expire(limit: Limit, at: datetime) -> list[Gone]:
    """Take away whole matters that were decided before the limit; no number of theirs is named."""
    gone = forgetting.expire(limit.before, limit.most, dry=limit.dry, at=at)
    fields = COLUMNS["conduct_matter"] + COLUMNS["conduct_contact"]
    return [Gone("conduct_matter", fields, (), len(gone))] if gone else []
