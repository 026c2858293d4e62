"""From what a person typed to the expression a database searches by."""

from __future__ import annotations

import re
from typing import Final

from portal.foundation.fulltext.wording import (
    EVERYONE,
    MATTER,
    PIECE,
    STAFF,
    known_words,
    pieces,
    prefix,
    words_of,
)
from portal.foundation.thai import normalise

Phrase = tuple[str, ...]  # pieces one behind the other, or one matter; each with its sign
Alternative = tuple[Phrase, ...]  # all of these phrases
Part = tuple[Alternative, ...]  # any of these alternatives

_LONGEST_QUERY: Final = 300
_MOST_PARTS: Final = 12
_LONGEST_PHRASE: Final = 60
_WORDS_JOINED: Final = 3  # "street light", "pedestrian zebra crossing"
_QUOTED_OR_BARE: Final = re.compile(r'"([^"]*)"|([^\s"]+)')
_QUOTATION_MARKS: Final = re.compile("[\u201c-\u201f\u00ab\u00bb\uff02]")


def expression(municipality_id: int, query: str, *, public: bool, postgresql: bool) -> str | None:
    """The query in the database's own syntax, or None when it holds nothing to search for."""
    with words_of(municipality_id):
        parts = _parts(query)
    if not parts:
        return None
    audiences = (EVERYONE,) if public else (EVERYONE, STAFF)
    prefixes = [prefix(audience, municipality_id) for audience in audiences]
    if postgresql:
        return _joined(parts, prefixes, "'{}'", " <-> ", (" & ", " | "))
    return _joined(parts, prefixes, "{}", " ", (" AND ", " OR "))


def _joined(
    parts: list[Part], prefixes: list[str], quoted: str, then: str, words: tuple[str, str]
) -> str:
    """Parts joined by AND; a part is any of its alternatives; each phrase under any prefix."""
    both, either = words
    around = '"{}"' if then == " " else "({})"

    def phrase(asked_for: Phrase) -> str:
        asked = (
            around.format(then.join(quoted.format(start + sign) for sign in asked_for))
            for start in prefixes
        )
        return f"({either.join(asked)})"

    def part(alternatives: Part) -> str:
        ways = (f"({both.join(map(phrase, alternative))})" for alternative in alternatives)
        return f"({either.join(ways)})"

    return both.join(map(part, parts))


def _parts(query: str) -> list[Part]:
    """What the query asks for, part by part; words that make one synonym together are one part."""
    found: list[Part] = []
    bare: list[Phrase] = []
    marked = _QUOTATION_MARKS.sub('"', normalise(query[:_LONGEST_QUERY]))
    for match in _QUOTED_OR_BARE.finditer(marked):
        asked = tuple(PIECE + piece for piece in pieces(match[0])[:_LONGEST_PHRASE])
        if asked and match[1] is None:
            bare.append(asked)
        elif asked:
            found += _with_synonyms(bare)
            bare = []
            found.append(((asked,),))
    found += _with_synonyms(bare)
    return found[:_MOST_PARTS]


def _with_synonyms(words: list[Phrase]) -> list[Part]:
    """Each word, or words that are a synonym together, with all that means the same."""
    found: list[Part] = []
    at = 0
    while at < len(words):
        most = min(_WORDS_JOINED, len(words) - at)
        counts = (count for count in range(most, 1, -1) if _meant(_together(words, at, count)))
        taken = next(counts, 1)
        ways = _alternatives(_together(words, at, taken))
        if taken > 1:  # whoever types two words also means texts that hold them apart
            ways.append(tuple(words[at : at + taken]))
        found.append(tuple(ways))
        at += taken
    return found


def _together(words: list[Phrase], at: int, count: int) -> Phrase:
    return tuple(piece for word in words[at : at + count] for piece in word)


def _meant(phrase: Phrase) -> tuple[str, ...]:
    """The matters that these pieces as a whole are a name of."""
    whole = (0, len(phrase))
    return next((meant for start, end, meant in _known(phrase) if (start, end) == whole), ())


def _alternatives(phrase: Phrase) -> list[Alternative]:
    """The phrase itself; then the matter it names, or the matters and words it is made of."""
    ways: list[Alternative] = [(phrase,)]
    if meant := _meant(phrase):
        ways += [((MATTER + matter,),) for matter in meant]
    elif len(combined := _combined(phrase)) > 1:
        ways.append(combined)
    return ways


def _combined(phrase: Phrase) -> Alternative:
    """The phrase taken apart: its known words as matters, what is between as phrases.

    Empty when a lone letter would be left, which stands nearly everywhere.
    """
    found: list[Phrase] = []
    at = 0
    for start, end, matters in sorted(_known(phrase), key=lambda word: (word[0], -word[1])):
        if start >= at:
            found += [phrase[at:start], (MATTER + matters[0],)]
            at = end
    found.append(phrase[at:])
    whole = tuple(piece for piece in found if piece)
    return () if any(len("".join(piece)) <= len(PIECE) + 1 for piece in whole) else whole


def _known(phrase: Phrase) -> list[tuple[int, int, tuple[str, ...]]]:
    return known_words([piece.removeprefix(PIECE) for piece in phrase])
