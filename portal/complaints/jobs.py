"""What comes round for complaints."""

from __future__ import annotations

from datetime import datetime

from portal.complaints import services


def settle_due(at: datetime) -> None:
    """Settle finished complaints that nobody objected to in time."""
    services.settle_due(at)


def close_unanswered(at: datetime) -> None:
    """Close complaints whose reporter did not answer within the limit."""
    services.close_unanswered(at)
