"""How alike two texts are, by runs of readable pieces. Pure.

Thai has no spaces between words, so texts are compared by runs of three readable pieces (character
clusters): a slip of the keyboard or another order of sentences changes little.
"""

from __future__ import annotations

import hashlib
from typing import Final

from portal.foundation import thai

RUN: Final = 3
"""Readable pieces that are compared together."""
LONGEST: Final = 1200
"""Letters of a text that are compared; the beginning says what it is about."""
FEWEST: Final = 8
"""Fewer runs than this say too little: the likeness of so short a text counts less."""
SKETCH: Final = 48
"""Runs kept of a text to find what is like it among thousands: those with the lowest numbers, so
that two texts that share many runs share many of these, too (a bottom-k sketch)."""
_BYTES: Final = 7
"""A number of a run fits any database's signed 64 bits."""

Runs = frozenset[str]


def runs_of(text: str) -> Runs:
    """The runs of three pieces in a text; a shorter text is one run."""
    pieces = thai.clusters(text[:LONGEST])
    if len(pieces) < RUN:
        return frozenset({"".join(pieces)}) if pieces else frozenset()
    return frozenset(map("".join, zip(pieces, pieces[1:], pieces[2:], strict=False)))


def words_alike(first: Runs, second: Runs) -> float:
    """Twice what both have over all that they have (Dice), 0 to 1; 1 only for the same runs."""
    if not first or not second:
        return 0.0
    share = 2 * len(first & second) / (len(first) + len(second))
    if first == second:
        return share
    return share * min(1.0, min(len(first), len(second)) / FEWEST)


def sketch_of(runs: Runs) -> list[int]:
    """Up to `SKETCH` numbers that stand for these runs in an index, lowest first."""
    return sorted(map(_number, runs))[:SKETCH]


def _number(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=_BYTES).digest())
