"""How many parts an SMS is charged as."""

from __future__ import annotations

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_TWICE = frozenset("^{}\\[~]|€\f")
"""Characters that take two places in the 7-bit alphabet."""
ONE = {"gsm": 160, "ucs2": 70}
JOINED = {"gsm": 153, "ucs2": 67}


def alphabet(text: str) -> str:
    """`gsm` (7 bits) or, with a single Thai letter, `ucs2` (16 bits)."""
    return "gsm" if all(sign in GSM or sign in GSM_TWICE for sign in text) else "ucs2"


def count(text: str) -> int:
    """The number of parts (GSM 03.38, 03.40): 160 or 70 characters alone, 153 or 67 joined."""
    kind = alphabet(text)
    if kind == "gsm":
        length = sum(2 if sign in GSM_TWICE else 1 for sign in text)
    else:
        length = len(text.encode("utf-16-le")) // 2
    return 1 if length <= ONE[kind] else -(-length // JOINED[kind])
