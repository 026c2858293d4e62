"""Moments in both languages, for messages that are put into words later."""

from __future__ import annotations

from datetime import datetime

from portal.foundation import dates
from portal.foundation.i18n import Bilingual


def moment(at: datetime) -> Bilingual:
    """Day and time."""
    return Bilingual(dates.moment(at, "th"), dates.moment(at, "en"))


def deadline(at: datetime) -> Bilingual:
    """The same for an end: midnight is 24.00 of the day before."""
    return Bilingual(dates.deadline(at, "th"), dates.deadline(at, "en"))
