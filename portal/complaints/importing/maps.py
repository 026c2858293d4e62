"""The map of a file: which column is what, and what its words mean here."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from portal.complaints.lifecycle import Closing, Hold, Kind, State
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy

PRESETS = Path(__file__).parent
NEEDED = ("number", "filed")
KNOWN = frozenset(
    {
        "number",
        "text",
        "types",
        "lat",
        "lon",
        "landmark",
        "filed",
        "resolve_by",
        "state",
        "acknowledged",
        "resolved",
        "resolved_basis",
        "last_activity",
        "reply",
        "stars",
        "reopened",
        "language",
        "channel",
        "kind",
        "priority",
        "phone",
        "name",
        "email",
        "merged_with",
        "split_from",
    }
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word for a state means: the state, and the reason where the state has one."""

    state: State
    reason: str | None = None


class Unknown(StrEnum):
    """What becomes of a type for which the map names no category."""

    NONE = "none"
    OTHER = "other"
    CREATE = "create"


CONDUCT = "conduct"
"""What maps and files call a matter that accuses somebody."""


@dataclass(frozen=True, slots=True)
class ImportMap:
    """A file's columns and words, checked."""

    source: str
    zone: ZoneInfo
    day_first: bool
    columns: dict[str, str]
    trusted_basis: frozenset[str]
    states: dict[str, Meaning]
    kinds: dict[str, Kind | None]
    """None: it accuses somebody and is not taken in as a complaint."""
    categories: dict[str, str]
    unknown_types: Unknown


def preset(name: str) -> ImportMap:
    """A map that comes with the portal: `traffy`, `register`, `portal` or `boston`."""
    return read(PRESETS / f"{name}.toml")


def read(path: Path) -> ImportMap:
    """Read a map; raises `Invalid` naming what cannot be used."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise Invalid(
            lazy("The map %(file)s cannot be read: %(why)s", file=path.name, why=str(error))
        ) from error
    columns = {str(key): str(value) for key, value in table.get("columns", {}).items()}
    strange = set(columns) - KNOWN
    missing = set(NEEDED) - set(columns)
    if strange or missing:
        raise Invalid(
            lazy(
                "The map %(file)s has columns that are not known (%(strange)s)"
                " or lacks needed ones (%(missing)s).",
                file=path.name,
                strange=", ".join(sorted(strange)) or "–",
                missing=", ".join(sorted(missing)) or "–",
            )
        )
    return ImportMap(
        source=str(table.get("source") or path.stem)[:20],
        zone=_zone(str(table.get("time_zone", "Asia/Bangkok")), path),
        day_first=bool(table.get("day_first", True)),
        columns=columns,
        trusted_basis=frozenset(map(str, table.get("trusted_basis", ()))),
        states={str(word): _meaning(word, at, path) for word, at in _of(table, "states")},
        kinds={str(word): _kind(word, at, path) for word, at in _of(table, "kinds")},
        categories={str(word): str(code) for word, code in _of(table, "categories")},
        unknown_types=_unknown(str(table.get("unknown_types", Unknown.OTHER)), path),
    )


def _of(table: dict[str, Any], name: str) -> list[tuple[str, Any]]:
    return list(table.get(name, {}).items())


def _zone(name: str, path: Path) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise _unusable(path, "time_zone", name) from error


def _unknown(said: str, path: Path) -> Unknown:
    try:
        return Unknown(said)
    except ValueError as error:
        raise _unusable(path, "unknown_types", said) from error


def _meaning(word: str, said: object, path: Path) -> Meaning:
    state, _, reason = str(said).partition(":")
    try:
        meaning = Meaning(State(state), reason or None)
        if meaning.state is State.ON_HOLD:
            Hold(reason)
        if meaning.state is State.CLOSED:
            Closing(reason)
    except ValueError as error:
        raise _unusable(path, word, str(said)) from error
    return meaning


def _kind(word: str, said: object, path: Path) -> Kind | None:
    if said == CONDUCT:
        return None
    try:
        return Kind(str(said))
    except ValueError as error:
        raise _unusable(path, word, str(said)) from error


def _unusable(path: Path, word: str, said: str) -> Invalid:
    return Invalid(
        lazy(
            "The map %(file)s says “%(word)s” is “%(said)s”, which is nothing known here.",
            file=path.name,
            word=word,
            said=said,
        )
    )
