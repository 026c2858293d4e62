"""Level the Thai tone marks of Sarabun for documents: `level_sarabun.py FROM.ttf TO.ttf`.

typst draws a glyph that stands higher or lower than its neighbours as a piece of text of its own,
and gives that piece the words of the whole cluster once more: whoever copied or searched read
ครั้รั้ง for ครั้ง. Here the anchors of marks on marks get the height the mark was drawn for, at most
a twelfth of the letter's size away, so that nothing is moved up or down any more. Needs
fontTools, which the portal does not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from fontTools.ttLib import TTFont

NEAR = 80
"""Thousandths of the size: anchors further off mean another place, and are left alone."""
TO_BASE, TO_MARK, EXTENDED = 4, 6, 9


def tables(font: TTFont) -> Iterator[Any]:
    """The tables that put marks on letters and on marks."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            inner = table.ExtSubTable if table.LookupType == EXTENDED else table
            if inner.LookupType in {TO_BASE, TO_MARK}:
                yield inner


def level(table: Any) -> int:  # noqa: ANN401 - fontTools ships no types
    """Give Thai anchors the nearest height that a mark of their class has; how many moved."""
    to_base = table.LookupType == TO_BASE
    marks = table.MarkArray if to_base else table.Mark1Array
    heights: dict[int, set[int]] = {}
    for mark in marks.MarkRecord:
        heights.setdefault(mark.Class, set()).add(mark.MarkAnchor.YCoordinate)
    names = (table.BaseCoverage if to_base else table.Mark2Coverage).glyphs
    records = table.BaseArray.BaseRecord if to_base else table.Mark2Array.Mark2Record
    moved = 0
    for name, record in zip(names, records, strict=True):
        anchors = record.BaseAnchor if to_base else record.Mark2Anchor
        for kind, anchor in enumerate(anchors):
            if anchor is None or not name.startswith("uni0E"):
                continue
            nearest = min(heights[kind], key=lambda height: abs(height - anchor.YCoordinate))
            if 0 < abs(nearest - anchor.YCoordinate) <= NEAR:
                anchor.YCoordinate = nearest
                moved += 1
    return moved


def main(source: str, target: str) -> None:
    """Read one font, level it, write the other."""
    font = TTFont(source)
    moved = sum(level(table) for table in tables(font))
    font.save(target)
    sys.stdout.write(f"{target}: {moved} anchors levelled\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
