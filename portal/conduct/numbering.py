"""The number of a matter about conduct: the municipality's letters with a mark of its own.

`ขกจ 2569/000012` in Thai, `KKC 2026/000012` in English. It is never mistaken for a complaint's.
"""

from __future__ import annotations

from portal.complaints import numbering
from portal.complaints.numbering import Number
from portal.foundation.i18n import Bilingual

MARKS = Bilingual("จ", "C")


def formatted(letters: Bilingual, year: int, running: int, language: str) -> str:
    """The number as printed in this language."""
    marked = letters.in_(language) + MARKS.in_(language)
    return numbering.formatted(marked, year, running, language)


def parsed(text: str, letters: Bilingual) -> Number | None:
    """The number a person typed, or None when it is none or another municipality's."""
    return numbering.parsed(text, letters.th + MARKS.th, letters.en + MARKS.en)
