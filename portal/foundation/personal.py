"""What every room with personal data owes people: to show it, to take it away, to let it expire.

Each such room has a `personal.py` with `COLUMNS` (what it keeps of people, by table),
`NOT_PERSONAL` (columns that only sound like it, each with its reason), and the three duties
`export`, `erase` and `expire`. The room of people's rights calls them all; a law holds
them complete.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

NOTICE: Final = "2026-11"
"""The notice that people read when they give their data now; kept beside what they gave.

Whoever changes its words gives it a new name: `tests/laws/test_personal.py` holds them together.
What a municipality had set at that moment is told by the log.
"""


class Ground(StrEnum):
    """Why the municipality may keep something about somebody (PDPA, section 24)."""

    PUBLIC_TASK = "public_task"
    CONSENT = "consent"
    LEGAL_DUTY = "legal_duty"


class Kept(StrEnum):
    """Kinds of personal data that have a retention period of their own."""

    CONTACT = "contact"
    WORDS = "words"
    PHOTOS = "photos"
    ORIGINALS = "originals"
    CONDUCT = "conduct"
    NOTICES = "notices"
    LOOKS = "looks"
    REVIEWS = "reviews"
    ACCOUNTS = "accounts"
    DELETIONS = "deletions"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose data: an account, the complaints that are theirs, the addresses they gave."""

    person_id: int | None = None
    complaint_ids: tuple[int, ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """What a room keeps of somebody: plain values for a JSON file, and files by their names."""

    records: Mapping[str, list[dict[str, object]]] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gone:
    """What went, or would go: which fields of which matters or people, and how many rows."""

    table: str
    fields: tuple[str, ...]
    subjects: tuple[int, ...] = ()
    """The matters or people they belonged to; empty where there is none to name."""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Limit:
    """What is to expire: everything of a kind that was done with before a moment, but for holds."""

    kind: Kept
    before: datetime
    ground: str
    held: frozenset[int] = frozenset()
    """Complaints that must be kept, however old."""
    most: int = 500
    """Matters in one transaction."""
    dry: bool = False
    """Only say what would go."""


def total(gone: Iterator[Gone] | list[Gone]) -> int:
    """How many rows went altogether."""
    return sum(line.count for line in gone)
