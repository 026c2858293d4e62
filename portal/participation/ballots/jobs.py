"""What comes round for votes: freezing at the opening, counting after the close, forgetting."""

from __future__ import annotations

from datetime import datetime

from portal.participation.ballots.services import counting, freezing, secrecy


def freeze(at: datetime) -> None:
    """Fix the papers of votes that have opened."""
    freezing.freeze_due(at)


def count(at: datetime) -> None:
    """Count what is closed."""
    counting.count_due(at)


def unlink(at: datetime) -> None:
    """Destroy links between voters and ballots after the time for objections."""
    secrecy.unlink_due(at)
