"""Words that stay in the language they were written in, whatever the page's is."""

from __future__ import annotations

from dataclasses import dataclass

from portal.foundation.thai import language_of


@dataclass(frozen=True, slots=True)
class Said:
    """A text and its language, for `lang=`."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text


def said(text: str) -> Said:
    """The text with the language its letters tell."""
    return Said(text, language_of(text))
