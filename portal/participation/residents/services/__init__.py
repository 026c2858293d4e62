"""Verbs on residents: seen at the counter, printed codes, likely doubles."""

from __future__ import annotations

from portal.participation.residents.services.codes import NewCodes, end_codes, print_codes, redeem
from portal.participation.residents.services.counter import (
    Seen,
    end,
    erase,
    verify,
    verify_at_counter,
)
from portal.participation.residents.services.doubles import decide

__all__ = [
    "NewCodes",
    "Seen",
    "decide",
    "end",
    "end_codes",
    "erase",
    "print_codes",
    "redeem",
    "verify",
    "verify_at_counter",
]
