"""What the proof says, for tests about other things."""

from __future__ import annotations

from portal.foundation.database import session
from portal.response_times.queries import verifying


def tampered() -> list[str]:
    """What the proof takes for tampering, in words; everything lawful is left out."""
    session.expire_all()
    return [str(found) for found in verifying.verify([]) if found.is_wrong]
