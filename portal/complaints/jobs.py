"""What comes round for complaints."""

from __future__ import annotations

from datetime import datetime

from portal.complaints import services
from portal.complaints.queries import second_looks as looks
from portal.complaints.services import second_looks


def settle_due(at: datetime) -> None:
    """Settle finished complaints that nobody objected to in time."""
    services.settle_due(at)


def close_unanswered(at: datetime) -> None:
    """Close complaints whose reporter did not answer within the limit."""
    services.close_unanswered(at)


def draw_second_looks(at: datetime) -> None:
    """Draw lots for the weekly second look, when the day has come."""
    second_looks.draw_due(looks.custom(), at)
