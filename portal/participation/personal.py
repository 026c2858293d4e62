"""Personal duties of participation: each tool answers for its own tables, in its own file."""

from __future__ import annotations

from datetime import datetime

from portal.foundation.personal import Copy, Gone, Kept, Limit, Subject
from portal.participation.ballots import personal as ballots
from portal.participation.drafts import personal as drafts
from portal.participation.forums import personal as forums
from portal.participation.ideas import personal as ideas
from portal.participation.ledger import personal as ledger
from portal.participation.monitoring import personal as monitoring
from portal.participation.residents import personal as residents
from portal.participation.results import personal as results
from portal.participation.tasks import personal as tasks

PARTS = (ballots, drafts, forums, ideas, ledger, monitoring, residents, results, tasks)
KEEPS: tuple[Kept, ...] = (Kept.CONTACT, Kept.WORDS)
COLUMNS: dict[str, tuple[str, ...]] = {
    table: columns for part in PARTS for table, columns in part.COLUMNS.items()
}
NOT_PERSONAL: dict[str, str] = {
    column: why for part in PARTS for column, why in part.NOT_PERSONAL.items()
}


def export(subject: Subject) -> Copy:
    """Give what all tools keep of somebody."""
    copies = [part.export(subject) for part in PARTS]
    return Copy(
        {name: lines for copy in copies for name, lines in copy.records.items()},
        {name: file for copy in copies for name, file in copy.files.items()},
    )


def erase(subject: Subject, ground: str, at: datetime) -> list[Gone]:
    """Take away what all tools keep of somebody."""
    return [gone for part in PARTS for gone in part.erase(subject, ground, at)]


def expire(limit: Limit, at: datetime) -> list[Gone]:
    """Let go what has been kept long enough."""
    return [gone for part in PARTS for gone in part.expire(limit, at)]
