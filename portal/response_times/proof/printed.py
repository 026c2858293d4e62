"""A signed head as it stands on paper, where nobody can change it any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.response_times.proof.heads import Head
from portal.response_times.proof.signing import fingerprint

GROUP = 8
"""Signs that somebody compares at one glance."""
SHORT_GROUPS = 2


@dataclass(frozen=True, slots=True)
class PrintedHead:
    """What is printed of a head: enough to find it among the published ones, and to compare all."""

    at: datetime
    steps: int
    size: int
    """Leaves of the tree; `docs/verify.py --kept SIZE:ROOT` takes it with the root."""
    root: str
    """The whole root, in groups of eight signs."""
    short: str
    """Its beginning, for narrow places."""
    key: str
    """The fingerprint of the key that signed it."""


def printed(head: Head) -> PrintedHead:
    """A head in its printed form."""
    groups = [head.root[start : start + GROUP] for start in range(0, len(head.root), GROUP)]
    return PrintedHead(
        at=head.at,
        steps=head.steps,
        size=head.size,
        root=" ".join(groups),
        short=" ".join(groups[:SHORT_GROUPS]),
        key=fingerprint(head.key),
    )
