"""From a text to the tokens it is indexed by."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from itertools import chain, pairwise
from typing import Final

from portal.foundation.fulltext.synonyms import MATTERS, OTHER_WORDS
from portal.foundation.thai import clusters

Word = tuple[str, ...]
"""A known word in pieces."""
Groups = tuple[tuple[str, ...], ...]
"""Words that mean the same, group by group."""
EVERYONE: Final = "p"
STAFF: Final = "s"
PIECE: Final = "x"
MATTER: Final = "y"

MOST_PIECES: Final = 3000
"""Pieces indexed of one text: all of a form's 5,000 characters, the beginning of a longer one."""
_MOST_STAFF_PIECES: Final = 1000
MOST_POSITIONS: Final = 255
"""PostgreSQL keeps no more places of one lexeme; SQLite is held to the same."""
_LONGEST_PIECE: Final = 40  # characters; PostgreSQL refuses lexemes over 2 KiB
_FILLER: Final = "z"  # a token no query holds: keeps the place of a piece that is left out

_own: ContextVar[Groups | None] = ContextVar("own", default=None)
_ask: list[Callable[[int], Groups | None]] = []


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
    return f"{audience}{int(municipality_id)}"


def tokens(municipality_id: int, words: str, staff_words: str, *, public: bool) -> list[str]:
    """A text's tokens in order, each at most as often as both databases can keep."""
    audience = EVERYONE if public else STAFF
    with words_of(municipality_id):
        found = [
            *_prefixed(prefix(audience, municipality_id), words, MOST_PIECES),
            *_prefixed(prefix(STAFF, municipality_id), staff_words, _MOST_STAFF_PIECES),
        ]
    if len(found) <= MOST_POSITIONS:
        return found
    seen: dict[str, int] = {}
    for place, token in enumerate(found):
        seen[token] = seen.get(token, 0) + 1
        if seen[token] > MOST_POSITIONS:
            found[place] = _FILLER
    return found


def _prefixed(start: str, words: str, most: int) -> list[str]:
    """The text's pieces, then its matters, then a gap that no phrase can cross."""
    found = pieces(words[: most * 10])[:most]
    of_piece, of_matter = start + PIECE, start + MATTER
    return [
        *[of_piece + piece for piece in found],
        *[of_matter + matter for matter in sorted(matters_in(found))],
        _FILLER,
    ]


def matters_in(found: Sequence[str]) -> set[str]:
    """The matters a text speaks of."""
    return {matter for _, _, matters in known_words(found) for matter in matters}


def known_words(found: Sequence[str]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Every known word in these pieces: where it begins and ends, and what it means.

    Known words overlap; one that lies inside another word by accident is left out.
    """
    vocabulary = _vocabulary(_own.get())
    begun = chain(
        enumerate(map(vocabulary.get, found)),
        enumerate(map(vocabulary.get, pairwise(found))),
    )
    words = [
        (start, start + len(word), matters)
        for start, known in begun
        if known
        for word, matters in known
        if tuple(found[start : start + len(word)]) == word
    ]
    if not words:
        return words
    others = [(start, end) for start, end, matters in words if not matters]
    return [
        (start, end, matters)
        for start, end, matters in words
        if matters and not any(first <= start and end <= last for first, last in others)
    ]


@contextmanager
def words_of(municipality_id: int) -> Iterator[None]:
    """Know the words by the list of this municipality while it lasts."""
    kept = _own.set(_ask[0](municipality_id) if _ask else None)
    try:
        yield
    finally:
        _own.reset(kept)


def register(ask: Callable[[int], Groups | None]) -> None:
    """Say who knows the municipalities' own lists; None means the list that is shipped."""
    _ask[:] = [ask]


def shipped() -> Groups:
    """The list that is shipped: words of one matter each."""
    return tuple(MATTERS.values())


def _matters(groups: Groups | None) -> dict[str, tuple[str, ...]]:
    """Each group under its key; a shipped one keeps its key, so that the index stays good."""
    if groups is None:
        return MATTERS
    keys = {names: key for key, names in MATTERS.items()}
    return {keys.get(names) or _key(names): names for names in groups}


def _key(names: tuple[str, ...]) -> str:
    return "w" + hashlib.blake2b("|".join(names).encode(), digest_size=8).hexdigest()


@lru_cache(maxsize=64)
def _vocabulary(
    groups: Groups | None,
) -> dict[object, tuple[tuple[Word, tuple[str, ...]], ...]]:
    """All words with their matters (none for the other words).

    By their first piece when they have but one, else by their first two: few words share those.
    """
    meant: dict[Word, tuple[str, ...]] = {tuple(pieces(word)): () for word in OTHER_WORDS}
    for matter, names in _matters(groups).items():
        for name in names:
            word = tuple(pieces(name))
            meant[word] = (*meant.get(word, ()), matter)
    vocabulary: dict[object, tuple[tuple[Word, tuple[str, ...]], ...]] = {}
    for word, matters in meant.items():
        key = word[0] if len(word) == 1 else word[:2]
        vocabulary[key] = (*vocabulary.get(key, ()), (word, matters))
    return vocabulary


def as_tsvector(found: list[str]) -> str:
    """`'p7xท่':1,4 'p7xอ':2`. Tokens hold letters and digits only, so quoting is safe."""
    places: dict[str, list[str]] = {}
    for place, token in enumerate(found, 1):
        if token != _FILLER:
            places.setdefault(token, []).append(str(place))
    return " ".join(f"'{token}':{','.join(at)}" for token, at in places.items())
