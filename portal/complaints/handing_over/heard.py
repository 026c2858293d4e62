"""What came from the other side, as facts beside a step of the history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from portal.complaints.handing_over.terms import HEARD_WORDS, Heard
from portal.complaints.queries.said import said
from portal.foundation.i18n import lazy


def facts(details: Mapping[str, Any]) -> Iterator[object]:
    """Who it is, what they did, and their number; of an answer passed on, whose it is."""
    if details.get("from"):
        yield lazy("Answer of:")
        yield said(details["from"])
    if details.get("body"):
        yield said(details["body"])
    if details.get("what"):
        yield HEARD_WORDS[Heard(details["what"])]
    if details.get("their_number"):
        yield lazy("Their number:")
        yield said(details["their_number"])
