"""What people do with matters about conduct: the only writers of this room's tables."""

from __future__ import annotations

from portal.conduct.services.filing import Contact, Receipt, Telling, check, file
from portal.conduct.services.following import Key, add, answer, find_by_code
from portal.conduct.services.handling import (
    accept,
    ask,
    carry_away,
    close,
    note,
    open_matter,
    reopen,
    reply,
)
from portal.conduct.services.keys import entrust, hand_over, name_recipients, withhold

__all__ = [
    "Contact",
    "Key",
    "Receipt",
    "Telling",
    "accept",
    "add",
    "answer",
    "ask",
    "carry_away",
    "check",
    "close",
    "entrust",
    "file",
    "find_by_code",
    "hand_over",
    "name_recipients",
    "note",
    "open_matter",
    "reopen",
    "reply",
    "withhold",
]
