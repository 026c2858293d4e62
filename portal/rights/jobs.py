"""What comes round for personal data."""

from __future__ import annotations

from datetime import datetime

from portal.rights import nightly


def expire(at: datetime) -> int:
    """Let go, in every municipality, of what was kept long enough; returns how many rows went."""
    return nightly.expire(at)
