"""What a prepared text may leave open: a fixed list, put in once and as plain words. Pure.

A value is never looked at again, so that a name in braces inside of it stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from portal.foundation.i18n import Lazy, lazy

PLACEHOLDERS: dict[str, Lazy] = {
    "number": lazy("the number of the complaint"),
    "category": lazy("its category"),
    "unit": lazy("the responsible unit"),
    "area": lazy("its area"),
    "filed": lazy("the day it was filed"),
    "due": lazy("the day that is promised next"),
    "office": lazy("the municipality"),
    "phone": lazy("its telephone"),
}
UNKNOWN_VALUE = "…"
"""Stands where the case has no such thing yet, so that the officer sees it and fills it in."""
_BRACES = re.compile(r"\{([^{}]*)\}")
_LONGEST_SHOWN = 40


def unknown(text: str) -> list[str]:
    """What stands in braces and is no placeholder; a lone brace, too."""
    found = [f"{{{name}}}" for name in _BRACES.findall(text) if name not in PLACEHOLDERS]
    rest = _BRACES.sub("", text)
    found += [brace for brace in "{}" if brace in rest]
    return [one[:_LONGEST_SHOWN] for one in dict.fromkeys(found)]


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with what is known of a case."""

    def put(match: re.Match[str]) -> str:
        if match[1] not in PLACEHOLDERS:
            return match[0]
        return values.get(match[1]) or UNKNOWN_VALUE

    return _BRACES.sub(put, text)
