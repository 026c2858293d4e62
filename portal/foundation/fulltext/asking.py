"""From what a person typed to the expression a database searches by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from portal.foundation.fulltext.synonyms import GROUPS
from portal.foundation.fulltext.wording import EVERYONE, STAFF, pieces, prefix
from portal.foundation.thai import normalise

Phrase = tuple[str, ...]
Alternative = tuple[Phrase, ...]  # all of these phrases
Part = tuple[Alternative, ...]  # any of these alternatives

_LONGEST_QUERY: Final = 300
_MOST_PARTS: Final = 12
_LONGEST_PHRASE: Final = 60
_MOST_ALTERNATIVES: Final = 30
_WORDS_JOINED: Final = 3  # "street light", "pedestrian zebra crossing"
_QUOTED_OR_BARE: Final = re.compile(r'"([^"]*)"|([^\s"]+)')
_QUOTATION_MARKS: Final = re.compile("[\u201c-\u201f\u00ab\u00bb\uff02]")


def expression(municipality_id: int, query: str, *, public: bool, postgresql: bool) -> str | None:
    """The query in the database's own syntax, or None when it holds nothing to search for."""
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
            around.format(then.join(quoted.format(start + piece) for piece in asked_for))
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
        asked = tuple(pieces(match[0])[:_LONGEST_PHRASE])
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
        taken = next(
            (
                count
                for count in range(min(_WORDS_JOINED, len(words) - at), 1, -1)
                if sum(words[at : at + count], ()) in _meanings()
            ),
            1,
        )
        together: Phrase = sum(words[at : at + taken], ())
        ways = [(way,) for way in _alternatives(together)]
        # Whoever types two words also means texts that hold them apart.
        found.append((*ways, tuple(words[at : at + taken])) if taken > 1 else tuple(ways))
        at += taken
    return found


def _alternatives(phrase: Phrase) -> list[Phrase]:
    """The phrase itself first, then the same with one known word in it said in other words.

    Inside a phrase only Thai stands for Thai: nobody writes English without a space.
    """
    meanings = _meanings()
    found = [phrase]
    if phrase in meanings:
        found += meanings[phrase]
    else:
        for start, end in _known_words(phrase):
            others = (word for word in meanings[phrase[start:end]] if not word[0].isascii())
            found += ((*phrase[:start], *word, *phrase[end:]) for word in others)
    return list(dict.fromkeys(found))[:_MOST_ALTERNATIVES]


def _known_words(phrase: Phrase) -> Iterator[tuple[int, int]]:
    """Where the phrase holds known Thai words: from the left, the longest each time."""
    meanings = _meanings()
    start = 0
    while start < len(phrase) - 1:
        ends = range(len(phrase), start + 1, -1)
        end = next((end for end in ends if phrase[start:end] in meanings), None)
        if end is not None and not phrase[start].isascii():
            yield start, end
        start = end or start + 1


@lru_cache(maxsize=1)
def _meanings() -> dict[Phrase, tuple[Phrase, ...]]:
    """Each known word, in pieces, and all words of its groups."""
    meanings: dict[Phrase, tuple[Phrase, ...]] = {}
    for group in GROUPS:
        members = tuple(tuple(pieces(word)) for word in group)
        for member in members:
            meanings[member] = tuple(dict.fromkeys(meanings.get(member, ()) + members))
    return meanings
