"""Thai mobile numbers, however they are written."""

from __future__ import annotations

import re

from portal.foundation import thai

LONGEST = 40
MOBILE = re.compile(r"0[689]\d{8}")
ABROAD = ("0066", "+66", "66")
"""How the country is written in front; the 0 after it is left out, or left in by mistake."""
BETWEEN = re.compile(r"[\s().\-–]")


def mobile(text: str) -> str | None:
    """A mobile number as ten digits (`0812345678`), or None where the text is none.

    Thai digits, spaces, brackets and dashes are read over; `+66 81 234 5678` is the same number.
    """
    if len(text) > LONGEST:
        return None
    digits = BETWEEN.sub("", thai.arabic_digits(text.strip()))
    for country in ABROAD:
        if digits.startswith(country):
            digits = "0" + digits.removeprefix(country).removeprefix("0")
            break
    return digits if MOBILE.fullmatch(digits) and digits.isascii() else None


def shown(number: str) -> str:
    """The same as people read it: `081 234 5678`."""
    return f"{number[:3]} {number[3:6]} {number[6:]}"
