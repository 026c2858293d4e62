"""What comes round for reports from the field."""

from __future__ import annotations

from datetime import datetime

from portal.field import services


def forget_reports(at: datetime) -> None:
    """Forget which forms were taken long ago."""
    services.forget_old(at)
