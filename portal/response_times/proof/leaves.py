"""What a leaf of the tree says, and in which bytes. `docs/verify.md` states the same for readers.

A leaf is sixteen random bytes and a JSON text. What may hold somebody's words (a note, details,
who did it) stands in it as one hash over three hashes, each with random bytes of its own, so that
neither the leaf nor its published content lets anybody guess them, and so that one of them can be
erased while the rest is still provable.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache

from portal.response_times.proof.sources import BoundStep

SALT_BYTES = 16
HIDDEN = ("note", "details", "actor")
"""The fields of a step that are bound by hash alone, in the order of their random bytes."""
SECRET_BYTES = SALT_BYTES * (1 + len(HIDDEN))
_PLACES = {
    field: slice(SALT_BYTES * at, SALT_BYTES * (at + 1)) for at, field in enumerate(HIDDEN, 1)
}
WHOLE = "step"
"""Named among the erased fields where the whole step is taken away."""


class LeafKind(StrEnum):
    """What a leaf is about."""

    STEP = "step"
    KEY = "key"
    ERASURE = "erasure"
    PAST = "past"
    EXPLANATION = "explanation"
    MISSING = "missing"
    GAP = "gap"
    CLOCK = "clock"


_encoder = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
_quoted = json.encoder.encode_basestring


def canonical(content: Mapping[str, object]) -> str:
    """The one text of a content: JSON, keys in order, no spaces, no escapes that need not be."""
    return _encoder.encode(content) if content else "{}"


def canonical_flat(content: Mapping[str, str | int]) -> str:
    """The same text of a content of texts and whole numbers, at a third of the cost."""
    keys = tuple(content)
    return _flat_form(keys) % tuple(
        [
            _quoted(value) if isinstance(value, str) else value
            for value in map(content.__getitem__, sorted(keys))
        ]
    )


@lru_cache(maxsize=64)
def _flat_form(keys: tuple[str, ...]) -> str:
    inside = ",".join(f"{_quoted(key)}:".replace("%", "%%") + "%s" for key in sorted(keys))
    return f"{{{inside}}}"


def moment_text(moment: datetime) -> str:
    """A moment in UTC to the microsecond: 2026-11-23T03:00:00.000000Z."""
    in_utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return f"{in_utc.isoformat(timespec='microseconds')[:-6]}Z"


def moment_of(text: str) -> datetime:
    """The moment of such a text."""
    return datetime.fromisoformat(text)


def salt_of(secrets: bytes) -> bytes:
    """The leaf's own random bytes; they are published with an open content."""
    return secrets[:SALT_BYTES]


def secret_of(secrets: bytes, field: str) -> bytes:
    """The random bytes of a hidden field; they are never published."""
    return secrets[_PLACES[field]]


def without_secret(secrets: bytes, field: str) -> bytes:
    """The same random bytes with those of one field forgotten."""
    place = _PLACES[field]
    return secrets[: place.start] + bytes(SALT_BYTES) + secrets[place.stop :]


def field_hash(secret: bytes, text: str) -> bytes:
    """The hash of one hidden field."""
    return hashlib.sha256(secret + text.encode()).digest()


def words_hash(
    secrets: bytes, hidden: Mapping[str, str], kept: Mapping[str, str] | None = None
) -> str:
    """The hash over the hidden fields, in hex; of an erased field the kept hash stands in."""
    hashes = [
        bytes.fromhex(kept[field])
        if kept and field in kept
        else hashlib.sha256(secrets[place] + hidden[field].encode()).digest()
        for field, place in _PLACES.items()
    ]
    return hashlib.sha256(b"".join(hashes)).hexdigest()


def step_content(step: BoundStep, words: str) -> dict[str, str | int]:
    """The content of a step's leaf; `words` is the hash over its hidden fields."""
    return {
        **step.open,
        "kind": step.matter_kind,
        "leaf": "step",
        "matter": str(step.matter_id),
        "step": step.number,
        "words": words,
    }


def step_text(step: BoundStep, secrets: bytes) -> str:
    """The text of a new step's leaf."""
    return canonical_flat(step_content(step, words_hash(secrets, step.hidden)))


def as_leaf(salt: bytes, content: str) -> bytes:
    """The bytes of a leaf."""
    return salt + content.encode()


def ranges(numbers: Iterable[int]) -> list[list[int]]:
    """Numbers as runs of [first, last], in order."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return runs


def in_ranges(runs: Iterable[Iterable[int]]) -> set[int]:
    """The numbers of such runs."""
    return {number for first, last in runs for number in range(first, last + 1)}
