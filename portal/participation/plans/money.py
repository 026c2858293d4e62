"""Money in satang, exactly: read as people and spreadsheets write it, and written again. Pure."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.thai import arabic_digits

MOST_BAHT: Final = 10**11
NOTHING: Final = frozenset({"", "-", "–", "—"})
_WRITTEN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?")
_TRAILING = re.compile(r"\.(\d{2})0+$")


def satang(typed: str) -> int:
    """An amount in baht as satang: Thai or other digits, commas, two places; a dash is nothing.

    Raises `Invalid` in words: negative money, more than two places, too much, no number at all.
    """
    text = arabic_digits(typed).replace("บาท", "").replace("฿", "")
    text = _TRAILING.sub(r".\1", text.replace("\u00a0", " ").strip())
    if text in NOTHING:
        return 0
    if re.fullmatch(r"[-−–(]\s*[\d,.]+\)?", text):
        raise Invalid(lazy("This is less than nothing. Money cannot be negative."))
    if re.fullmatch(r"[\d,]+\.\d{3,}", text):
        raise Invalid(lazy("There are more than two places after the point."))
    if not _WRITTEN.fullmatch(text):
        raise Invalid(lazy("This is no amount of money. Write baht like 500000 or 500,000.50."))
    amount = Decimal(text.replace(",", ""))
    if amount > MOST_BAHT:
        raise Invalid(lazy("This is more than a plan can hold."))
    return int((amount * 100).to_integral_value(ROUND_HALF_UP))


def plain(amount: int) -> str:
    """Satang as baht for a file: `500000`, `12.50`."""
    return f"{amount // 100}.{amount % 100:02}" if amount % 100 else str(amount // 100)


def shown(amount: int) -> str:
    """Satang as baht for people: `500,000`, `12.50`; a dash for nothing."""
    if not amount:
        return "–"
    return f"{amount // 100:,}.{amount % 100:02}" if amount % 100 else f"{amount // 100:,}"
