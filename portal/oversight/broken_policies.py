"""What a browser tells of a policy that a page broke (Content Security Policy 3, section 5.3)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

LARGEST = 8 * 1024
"""Bytes of a report; a browser's has less than one thousand."""
KIND = "application/csp-report"
DIRECTIVE = re.compile(r"[a-z]{2,20}(?:-[a-z]{2,12}){0,3}")
KEYWORD = re.compile(r"[a-z][a-z-]{1,30}")
HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,70}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Broken:
    """On which page which rule was broken, and by what."""

    path: str
    """The page's path as the browser told it; to be looked up, never to be kept."""
    directive: str
    source: str
    """`inline`, `eval` and their like, or the host of what was to be loaded."""


def read(body: bytes) -> Broken | None:
    """What a report says; None where it is none."""
    try:
        told = json.loads(body)["csp-report"]
        directive = str(told.get("effective-directive") or told["violated-directive"]).split()[0]
        page, blocked = str(told["document-uri"]), str(told.get("blocked-uri", ""))
        path = urlsplit(page).path
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return None
    if not DIRECTIVE.fullmatch(directive):
        return None
    return Broken(path, directive, _source(blocked))


def _source(blocked: str) -> str:
    """A keyword or a host; of anything else, as an extension's own address, only its scheme."""
    if not blocked:
        return "inline"
    if KEYWORD.fullmatch(blocked):
        return blocked
    try:
        parts = urlsplit(blocked)
        host = parts.hostname or ""
    except ValueError:
        return "other"
    if parts.scheme in {"http", "https", "ws", "wss"}:
        return host if HOST.fullmatch(host) else "other"
    return parts.scheme if KEYWORD.fullmatch(parts.scheme) else "other"
