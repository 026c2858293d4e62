"""What comes round for accounts."""

from __future__ import annotations

from datetime import datetime

from portal.accounts import services


def forget_sessions(at: datetime) -> None:
    """Remove sessions that are worth nothing any more."""
    services.sessions.forget_old(at)
