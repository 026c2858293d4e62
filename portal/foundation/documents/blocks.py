"""What a document consists of, before anybody knows what it will look like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

NO_LANGUAGE = "zxx"
"""Of what is no language: seals, keys, addresses. Its digits stay as they are (ISO 639-2)."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text and its language, for readers that speak: typed words keep the one they were in."""

    text: str
    language: str = ""
    """Empty: that of the document."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title. Level 3 stands below one of level 2."""

    text: str
    level: int = 2
    language: str = ""
    """Empty: that of the document."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text; its line breaks are kept."""

    words: Words


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they are, one beside the other."""

    lines: Sequence[tuple[str, Words]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head that comes again on each page. `numeric` columns stand to the right."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart: what each bar is, its length from 0 to 1, and its number in words.

    The numbers stand beside the bars as text, so nothing is told by a picture alone.
    """

    head: Sequence[str]
    """Over the names and over the numbers."""
    rows: Sequence[tuple[str, float, str]]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a history: when, what was done and by whom, and what was said."""

    at: str
    what: str
    by: str = ""
    notes: Sequence[Words] = ()


@dataclass(frozen=True, slots=True)
class Moments:
    """A history, in the order of its steps."""

    steps: Sequence[Step]


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG, the words for whoever cannot see it, and those below it."""

    content: bytes
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures, two beside each other."""

    pictures: Sequence[Picture]


Block = Heading | Paragraph | Facts | Table | Bars | Moments | Pictures


@dataclass(frozen=True, slots=True)
class Memo:
    """The head of an official memorandum (บันทึกข้อความ): labels with what stands behind them.

    The four lines are those of the form: office, number and date, subject, addressee.
    """

    title: str
    office: tuple[str, str]
    number: tuple[str, str]
    date: tuple[str, str]
    subject: tuple[str, str]
    to: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `title` also names it in the reader's window."""

    title: str
    language: str
    made_at: datetime
    memo: Memo | None = None
    above: str = ""
    """Whose document it is, above the title; the memo's head says so itself."""
    blocks: Sequence[Block] = field(default_factory=tuple)
    foot: str = ""
    """At the foot of each page, before its number."""
    across: str = ""
    """Faint across each page: who made a copy that is not for everyone."""
    page: str = "%(page)s/%(pages)s"
    """How a page is numbered, in the document's language."""
    is_framed: bool = False
    """A certificate: one sheet across, in a frame, its words in the middle."""
    thai_numerals: bool = False
    """Write ๐๑๒ for 012, in all words and page numbers."""
