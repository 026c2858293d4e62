"""What differs between two dumps of a set-up, in few lines. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MOST_SHOWN = 30
NAMES = (
    "code",
    "category",
    "occasion",
    "day",
    "title_th",
    "title",
    "priority",
    "promise",
    "in_force_from",
    "language",
)
"""By which of its values an entry of a list is known again, joined."""


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each part that differs: how many entries are added, changed and gone, and some by name."""
    found = []
    for part in after:
        former, later = _entries(before.get(part)), _entries(after[part])
        added = [name for name in later if name not in former]
        gone = [name for name in former if name not in later]
        changed = [name for name in later if name in former and later[name] != former[name]]
        if added or gone or changed:
            lines = {"added": added, "changed": changed, "gone": gone}
            counts = {f"n_{kind}": len(names) for kind, names in lines.items()}
            shown = {kind: names[:MOST_SHOWN] for kind, names in lines.items()}
            found.append({"part": part, **counts, **shown})
    return found


def _entries(value: Any, path: str = "") -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """Every entry of a part by a name: of lists each element, of objects each value."""
    if isinstance(value, dict):
        found: dict[str, Any] = {}
        for key, inner in value.items():
            below = f"{path} {key}".strip()
            if isinstance(inner, list | dict) and key not in {"geometry", "properties", "boundary"}:
                found |= _entries(inner, below)
            else:
                found[below] = inner
        return found
    if isinstance(value, list):
        return {_name(element, number, path): element for number, element in enumerate(value, 1)}
    return {path: value} if value is not None else {}


def _name(element: Any, number: int, path: str) -> str:  # noqa: ANN401 - any JSON
    own = element.get("properties", element) if isinstance(element, dict) else {}
    told = [str(own[name]) for name in NAMES if name in own and own[name] != ""][:4]
    if isinstance(element, list) and element and isinstance(element[0], str):
        told = [str(element[0])]
    return " ".join([*([path] if path else []), *(told or [str(number)])])
