"""Draws a document as a tagged PDF (PDF/UA-1) with typst.

The engine takes pictures from a folder only: they stand in one that nobody else may open, for as
long as it draws, and it can read nothing outside of it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, is_dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import Any, cast

import typst

from portal.foundation import thai
from portal.foundation.documents.blocks import NO_LANGUAGE, Block, Document, Picture
from portal.foundation.documents.lettering import FONTS, showable
from portal.foundation.errors import TooMany
from portal.foundation.i18n import lazy

FORM = Path(__file__).with_name("official.typ")
PATIENCE_SECONDS = 5.0
_TURN = BoundedSemaphore()


def drawn(document: Document) -> bytes:
    """The document as PDF. Takes tens of milliseconds of CPU; the database is not needed for it.

    One at a time in a process: documents must not keep pages waiting. Raises `TooMany` where
    too many wait for their turn.
    """
    if not _TURN.acquire(timeout=PATIENCE_SECONDS):
        raise TooMany(lazy("Many documents are being made. Please try again in a minute."))
    try:
        return _drawn(document)
    finally:
        _TURN.release()


def _drawn(document: Document) -> bytes:
    with TemporaryDirectory(prefix="document-") as folder:
        told = asdict(document) | {
            "blocks": [_block(one, Path(folder)) for one in document.blocks],
            "made_at": "",
        }
        told = _plain(told, thai_numerals=document.thai_numerals)
        drawing = typst.Compiler(_form(), root=folder, font_paths=_fonts()).compile(
            format="pdf",
            sys_inputs={"document": json.dumps(told, ensure_ascii=False)},
            pdf_standards="ua-1",
            timestamp=int(document.made_at.timestamp()),
        )
    return cast("bytes", drawing)


@cache
def _form() -> bytes:
    return FORM.read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """Ours only: what a machine happens to have must not change a document."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


def _block(block: Block, folder: Path) -> dict[str, Any]:
    return {"kind": type(block).__name__.lower(), **_told(block, folder)}


def _told(value: Any, folder: Path) -> Any:  # noqa: ANN401 - whatever blocks consist of
    """The value as JSON has it; pictures become files in the folder."""
    if isinstance(value, Picture):
        name = f"{len(list(folder.iterdir()))}.jpg"
        (folder / name).write_bytes(value.content)
        return {"file": name, "alt": value.alt, "caption": value.caption}
    if is_dataclass(value):
        return {one: _told(getattr(value, one), folder) for one in value.__dataclass_fields__}
    if isinstance(value, (list, tuple)):
        return [_told(one, folder) for one in value]
    return value


_NO_WORDS = frozenset({"kind", "file", "language"})


def _plain(value: Any, *, thai_numerals: bool) -> Any:  # noqa: ANN401 - a tree of JSON
    """The tree with words the font can show, in the numerals that are wanted."""
    if isinstance(value, str):
        shown = showable(value)
        return thai.thai_digits(shown) if thai_numerals else shown
    if isinstance(value, dict):
        as_it_is = value.get("language") == NO_LANGUAGE
        return {
            name: one
            if name in _NO_WORDS
            else _plain(one, thai_numerals=thai_numerals and not as_it_is)
            for name, one in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_plain(one, thai_numerals=thai_numerals) for one in value]
    return value
