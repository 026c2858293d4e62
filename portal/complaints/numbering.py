"""The register number people quote and the tracking code they type beside it.

One complaint, one number, written for the reader: `ขก 2569/000123` in Thai, `KK 2026/000123` in
English. Both are read back, with Thai or Arabic digits, either year, with or without zeros.
"""

from __future__ import annotations

import hmac
import re
import secrets
from dataclasses import dataclass
from typing import Final

from portal.foundation.dates import BUDDHIST_ERA, year_shown
from portal.foundation.thai import normalise

_WIDTH: Final = 6
_FIRST_BUDDHIST_YEAR: Final = 2400
_YEARS: Final = range(1900, 2201)
_TYPED: Final = re.compile(
    r"(?P<letters>[a-z\u0e01-\u0e4e. ]*?)[ .:#-]*"
    r"(?P<year>\d{4})(?:[ /.\u2013-]+0*(?P<running>\d{1,9})|(?P<whole>\d{6}))"
)
_LONGEST_TYPED: Final = 60

ALPHABET: Final = "34679CDFGHJKMNPQRTVWXY"
"""No two of these look or sound alike on paper (no 0 O, 1 I L, 2 Z, 5 S, 8 B), and without vowels
they make no words. Six of them are one of 113 million."""
CODE_LENGTH: Final = 6


@dataclass(frozen=True, slots=True)
class Number:
    """A register number without its letters: the Common Era year and the running number."""

    year_ce: int
    running: int


def formatted(letters: str, year_ce: int, running: int, language: str) -> str:
    """The number as printed: `letters` in the script of `language`, six digits or more."""
    return f"{letters} {year_shown(year_ce, language)}/{running:0{_WIDTH}d}"


def parsed(text: str, letters_th: str, letters_en: str) -> Number | None:
    """The number a person typed, or None when it is none or bears another municipality's letters.

    The letters may be of either script or left out; a year from 2400 on is Buddhist.
    """
    typed = normalise(text).strip()
    match = _TYPED.fullmatch(typed) if len(typed) <= _LONGEST_TYPED else None
    if match is None or _bare(match["letters"]) not in {"", _bare(letters_th), _bare(letters_en)}:
        return None
    year, running = int(match["year"]), int(match["running"] or match["whole"])
    year_ce = year - BUDDHIST_ERA if year >= _FIRST_BUDDHIST_YEAR else year
    return Number(year_ce, running) if year_ce in _YEARS and running else None


def _bare(letters: str) -> str:
    return normalise(letters).replace(" ", "").replace(".", "")


def new_code() -> str:
    """A fresh tracking code; unguessable, to be typed together with the number."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def same_code(typed: str, kept: str) -> bool:
    """Whether a typed code is the kept one; case, spaces and dashes do not count.

    Takes the same time wherever the two differ. Where none is kept, nothing is the same.
    """
    return bool(_code(kept)) and hmac.compare_digest(_code(typed), _code(kept))


def _code(text: str) -> bytes:
    return re.sub(r"[^a-z0-9]", "", normalise(text[:_LONGEST_TYPED])).encode()
