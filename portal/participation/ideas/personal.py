"""Personal duties of ideas: who proposed, supported and said what."""

from __future__ import annotations

from datetime import datetime

from portal.foundation.personal import Copy, Gone, Kept, Limit, Subject
from portal.participation.ideas.queries import personal as queries
from portal.participation.ideas.services import expiring, forgetting

KEEPS: tuple[Kept, ...] = (Kept.CONTACT, Kept.WORDS)
COLUMNS: dict[str, tuple[str, ...]] = {
    "idea": (
        *("title", "text", "public_text", "searched", "landmark", "lat", "lon"),
        *("person_id", "email"),
    ),
    "idea_support": ("person_id",),
    "idea_comment": ("person_id", "text", "public_text"),
    "idea_answer": ("person_id",),
    "idea_merge": ("person_id",),
    "idea_flag": ("words",),
    "idea_hiding": ("person_id", "decider_id", "appeal_words"),
}
NOT_PERSONAL: dict[str, str] = {}


def export(subject: Subject) -> Copy:
    """Give ideas, comments and supports."""
    return Copy(queries.records(subject.person_id, subject.addresses))


def erase(subject: Subject, _ground: str, at: datetime) -> list[Gone]:
    """Take the name off; words that everyone has read stay, masked, as part of a public matter."""
    return forgetting.forget(subject.person_id, subject.addresses, at)


def expire(limit: Limit, _at: datetime) -> list[Gone]:
    """Take away what is older than its limit, or tell what would go."""
    return expiring.expire(limit)
