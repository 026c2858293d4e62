"""Whether two texts name the same person: in doubt they do."""

from __future__ import annotations

import re

from portal.foundation.thai import normalise

_TITLES = re.compile(
    r"^(?:นางสาว|นาง|นาย|น\.ส\.|ด\.?ร\.|ว่าที่ร้อยตรี|ว่าที่ ร\.ต\.|คุณ|mrs?\.?|ms\.?|miss|dr\.?)\s*",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[\s,;:()\"'“”/]+")
SHORTEST = 2


def parts(name: str) -> frozenset[str]:
    """The parts of a name without titles, in small letters."""
    found = {_TITLES.sub("", part) for part in _BREAK.split(normalise(name).strip())}
    return frozenset(part for part in found if len(part) >= SHORTEST)


def shares_a_name(name: str, words: str) -> bool:
    """Whether a part of the name stands in the words, alone or grown together with others."""
    run = normalise(words)
    mine = parts(name)
    return bool(mine & parts(words)) or any(part in run for part in mine if len(part) > SHORTEST)
