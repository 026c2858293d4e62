"""A municipality's own text of a notice: what may stand in it, and how it is filled. Pure.

A placeholder is a name in braces: `{number}`. A line whose placeholder has nothing to tell is left
out; a line about parts is repeated for each part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from portal.channels.lifecycle import Occasion
from portal.foundation.errors import Invalid
from portal.foundation.i18n import Lazy, lazy

LONGEST = 4000
_PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")

MEANINGS: dict[str, Lazy] = {
    "office": lazy("name of the municipality"),
    "number": lazy("number of the complaint"),
    "title": lazy("first line of what was reported"),
    "category": lazy("category"),
    "code": lazy("tracking code"),
    "filed_at": lazy("when it was received"),
    "words": lazy("what the officer wrote"),
    "reason": lazy("why it was closed"),
    "answer_by": lazy("until when the reporter may answer"),
    "acknowledge_by": lazy("until when it is accepted"),
    "reply_by": lazy("until when it is answered"),
    "resolve_by": lazy("until when it is planned to be done"),
    "reopen_until": lazy("until when it can be opened again"),
    "other": lazy("number of the complaint it was merged with"),
    "part_number": lazy("number of each part"),
    "part_code": lazy("tracking code of each part"),
}
_ALWAYS = ("office", "number", "title", "category", "filed_at")
ALLOWED: dict[Occasion, tuple[str, ...]] = {
    Occasion.RECEIPT: (*_ALWAYS, "code", "acknowledge_by", "reply_by", "resolve_by"),
    Occasion.QUESTION: (*_ALWAYS, "words", "answer_by"),
    Occasion.ANSWER: (*_ALWAYS, "words", "resolve_by"),
    Occasion.RESOLVED: (*_ALWAYS, "words", "reopen_until"),
    Occasion.CLOSED: (*_ALWAYS, "words", "reason", "reopen_until"),
    Occasion.REOPENED: (*_ALWAYS, "words", "reply_by", "resolve_by"),
    Occasion.MERGED: (*_ALWAYS, "other"),
    Occasion.UNMERGED: _ALWAYS,
    Occasion.SPLIT: (*_ALWAYS, "part_number", "part_code"),
}
"""Which placeholders a text of each occasion may hold; others have no text of their own."""
NEEDED: dict[Occasion, tuple[str, ...]] = {
    Occasion.RECEIPT: ("number", "code"),
    Occasion.QUESTION: ("number", "words"),
    Occasion.ANSWER: ("number", "words"),
    Occasion.RESOLVED: ("number", "words"),
    Occasion.CLOSED: ("number", "words", "reason"),
    Occasion.REOPENED: ("number",),
    Occasion.MERGED: ("number", "other"),
    Occasion.UNMERGED: ("number",),
    Occasion.SPLIT: ("number", "part_number", "part_code"),
}
"""Without these the reader could not follow the matter, or what was written would be lost."""
OCCASION_WORDS: dict[Occasion, Lazy] = {
    Occasion.RECEIPT: lazy("Received"),
    Occasion.QUESTION: lazy("A question to the reporter"),
    Occasion.ANSWER: lazy("An answer"),
    Occasion.RESOLVED: lazy("Finished"),
    Occasion.CLOSED: lazy("Closed without a fix"),
    Occasion.REOPENED: lazy("Opened again"),
    Occasion.MERGED: lazy("Merged with another"),
    Occasion.UNMERGED: lazy("Goes on by itself again"),
    Occasion.SPLIT: lazy("Split into parts"),
}
_OF_PARTS = frozenset({"part_number", "part_code"})


def check(occasion: Occasion, text: str) -> None:
    """Refuse a text that is empty, too long, or has unknown or too few placeholders."""
    named = _PLACEHOLDER.findall(text)
    unknown = sorted({name for name in named if name not in ALLOWED[occasion]})
    missing = [name for name in NEEDED[occasion] if name not in named]
    wrong: object = None
    if not text.strip():
        wrong = lazy("Write the text, or go back to the usual one.")
    elif len(text) > LONGEST:
        wrong = lazy("Use at most %(longest)s characters.", longest=LONGEST)
    elif unknown:
        told = ", ".join(f"{{{name}}}" for name in unknown)
        wrong = lazy("There is no such placeholder here: %(names)s", names=told)
    elif "{" in _PLACEHOLDER.sub("", text) or "}" in _PLACEHOLDER.sub("", text):
        wrong = lazy("A brace is open or closed without its other half.")
    elif missing:
        told = ", ".join(f"{{{name}}}" for name in missing)
        wrong = lazy("These must stand in the text: %(names)s", names=told)
    if wrong is not None:
        raise Invalid(lazy("There is something to correct"), fields={"text": wrong})


def filled(text: str, values: Mapping[str, str], parts: Sequence[tuple[str, str]] = ()) -> str:
    """The text with its placeholders filled; what was filled in is never read for placeholders."""
    lines: list[str] = []
    for line in text.splitlines():
        named = _PLACEHOLDER.findall(line)
        if _OF_PARTS.intersection(named):
            lines += [
                _put(line, {**values, "part_number": number, "part_code": code})
                for number, code in parts
            ]
        elif all(values.get(name, "") for name in named):
            lines.append(_put(line, values))
    return tidy("\n".join(lines))


def tidy(text: str) -> str:
    """A text without rows of empty lines."""
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _put(line: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], ""), line)
