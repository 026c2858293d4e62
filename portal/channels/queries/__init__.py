"""Questions about notices and calls, and the facts that messages tell."""

from __future__ import annotations

from portal.channels.queries.calling import CallLine, calls, matter_of
from portal.channels.queries.notices import (
    Outgoing,
    UndeliveredLine,
    Unreached,
    count_undelivered,
    is_due,
    kept_about,
    masked,
    outgoing,
    undelivered,
    unreached_for_a_day,
)
from portal.channels.queries.telling import Reader, Told, merged_with, open_facts, told

__all__ = [
    "CallLine",
    "Outgoing",
    "Reader",
    "Told",
    "UndeliveredLine",
    "Unreached",
    "calls",
    "count_undelivered",
    "is_due",
    "kept_about",
    "masked",
    "matter_of",
    "merged_with",
    "open_facts",
    "outgoing",
    "told",
    "undelivered",
    "unreached_for_a_day",
]
