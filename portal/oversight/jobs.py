"""What is done with the log every night."""

from __future__ import annotations

from datetime import datetime

from portal.oversight import services


def forget_old(at: datetime) -> None:
    """Remove the lines of this municipality whose time is over."""
    services.forget_old(at)
