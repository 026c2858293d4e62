"""From a text to the tokens it is indexed by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from portal.foundation.thai import clusters

EVERYONE: Final = "p"
STAFF: Final = "s"

MOST_PIECES: Final = 3000
"""Pieces indexed of one text: all of a form's 5,000 characters, the beginning of a longer one."""
_MOST_STAFF_PIECES: Final = 1000
MOST_POSITIONS: Final = 255
"""PostgreSQL keeps no more places of one lexeme; SQLite is held to the same."""
_LONGEST_PIECE: Final = 40  # characters; PostgreSQL refuses lexemes over 2 KiB
_FILLER: Final = "x"  # a token no query holds: keeps the place of a piece that is left out


def pieces(words: str) -> list[str]:
    """What a text is indexed by and a query asks for: its clusters, English plurals folded."""
    return [_piece(cluster) for cluster in clusters(words)]


@lru_cache(maxsize=16_384)
def _piece(cluster: str) -> str:
    """`lights` and `light`, `branches` and `branch`, `companies` and `company` are one piece each.

    A weak form of Harman's S-stemmer (JASIS 42, 1991) that also drops the e of such endings on both
    sides, so that it need not know which plurals had one.
    """
    if len(cluster) > 3 and cluster.isascii() and cluster.isalpha():  # noqa: PLR2004 - bus, gas
        if not cluster.endswith(("ss", "us", "is")):
            cluster = cluster.removesuffix("s")
        cluster = re.sub("ie$|y$", "i", cluster)
        cluster = re.sub("(?<=[osxz])e$|(?<=[cs]h)e$", "", cluster)
    return cluster[:_LONGEST_PIECE]


def prefix(audience: str, municipality_id: int) -> str:
    """What the tokens of a municipality begin with that this audience may read."""
    return f"{audience}{int(municipality_id)}x"


def tokens(municipality_id: int, words: str, staff_words: str, *, public: bool) -> list[str]:
    """A text's tokens in order, each at most as often as both databases can keep."""
    staff = prefix(STAFF, municipality_id)
    first = prefix(EVERYONE, municipality_id) if public else staff
    found = [
        *_prefixed(first, words, MOST_PIECES),
        _FILLER,  # no phrase goes on from one text into the other
        *_prefixed(staff, staff_words, _MOST_STAFF_PIECES),
    ]
    seen: dict[str, int] = {}
    for place, token in enumerate(found):
        seen[token] = seen.get(token, 0) + 1
        if seen[token] > MOST_POSITIONS:
            found[place] = _FILLER
    return found


def _prefixed(start: str, words: str, most: int) -> Iterator[str]:
    return (start + piece for piece in pieces(words[: most * 10])[:most])


def as_tsvector(found: list[str]) -> str:
    """`'p7xท่':1,4 'p7xอ':2`: tokens hold letters and digits only, so quoting is safe."""
    places: dict[str, list[str]] = {}
    for place, token in enumerate(found, 1):
        if token != _FILLER:
            places.setdefault(token, []).append(str(place))
    return " ".join(f"'{token}':{','.join(at)}" for token, at in places.items())
