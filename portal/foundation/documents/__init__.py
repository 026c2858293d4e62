"""Documents on paper: PDF in Thai or English with a text layer that says what the page shows.

A room says what stands in a document (`Document`: a head and blocks of plain text and pictures);
this module alone knows the engine, the fonts and the form. What people typed travels as data and
is never read as markup.
"""

from __future__ import annotations

from portal.foundation.documents.blocks import (
    NO_LANGUAGE,
    Bars,
    Block,
    Document,
    Facts,
    Heading,
    Memo,
    Moments,
    Paragraph,
    Picture,
    Pictures,
    Step,
    Table,
    Words,
)
from portal.foundation.documents.drawing import drawn

__all__ = [
    "NO_LANGUAGE",
    "Bars",
    "Block",
    "Document",
    "Facts",
    "Heading",
    "Memo",
    "Moments",
    "Paragraph",
    "Picture",
    "Pictures",
    "Step",
    "Table",
    "Words",
    "drawn",
]
