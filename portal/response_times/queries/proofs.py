"""Questions to the tree: its tiles, its heads, where steps stand in it, what anyone may see."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import bindparam, func, select

from portal.foundation.database import KEPT, session
from portal.response_times.models import ProofBook, ProofHead, ProofLeaf, ProofTile, ProofTree
from portal.response_times.proof import leaves, sources
from portal.response_times.proof.heads import Head
from portal.response_times.proof.leaves import LeafKind
from portal.response_times.proof.merkle import Tree
from portal.response_times.proof.printed import PrintedHead, printed

MOST_LEAVES = 1_000
"""Leaves in one published file."""
NOTICES = (LeafKind.ERASURE, LeafKind.EXPLANATION, LeafKind.MISSING, LeafKind.GAP, LeafKind.CLOCK)
"""Leaves that readers are to know of."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How far numbers, tree and the newest head have come."""

    given: int
    bound: int
    size: int
    head: Head | None

    @property
    def uncovered(self) -> int:
        """Steps newer than the last head."""
        return self.given - (self.head.steps if self.head else 0)


@dataclass(frozen=True, slots=True)
class Notice:
    """A public leaf that is no step."""

    position: int
    kind: LeafKind
    content: dict[str, Any]

    @property
    def at(self) -> datetime | None:
        """When it happened, where that is said."""
        said = self.content.get("at")
        return leaves.moment_of(said) if said else None

    @property
    def count(self) -> int:
        """How many steps it is about."""
        return sum(last - first + 1 for first, last in self.content.get("steps", ()))


@dataclass(frozen=True, slots=True)
class StepProof:
    """A step's leaf, and the way from it to the root of a head."""

    position: int
    hash: bytes
    salt: bytes
    content: str
    path: Sequence[bytes]
    """Empty where no head covers it yet (and in a tree of one leaf)."""
    is_covered: bool

    @property
    def said(self) -> dict[str, Any]:
        """The content by name."""
        found: dict[str, Any] = json.loads(self.content)
        return found

    @property
    def at(self) -> datetime:
        """When the step was made."""
        return leaves.moment_of(self.said["at"])


@dataclass(frozen=True, slots=True)
class MatterProof:
    """The proofs of a matter's steps against the newest head."""

    head: Head | None
    steps: Sequence[StepProof]
    waiting: int
    """Steps that were asked for and are not in the tree yet."""

    def published(self, name: str) -> dict[str, object]:
        """The same as a file; `name` is the matter’s number."""
        return {
            "matter": name,
            "head": self.head.published if self.head else None,
            "steps": [
                {
                    "position": step.position,
                    "hash": step.hash.hex(),
                    "salt": step.salt.hex(),
                    "content": step.content,
                    "covered": step.is_covered,
                    "path": [hashed.hex() for hashed in step.path],
                }
                for step in self.steps
            ],
            "waiting": self.waiting,
        }


_TILE = (
    select(ProofTile.hashes)
    .where(ProofTile.level == bindparam("level"), ProofTile.position == bindparam("position"))
    .execution_options(**KEPT)
)


def tile(level: int, position: int) -> bytes:
    """The hashes of a tile; none where there is no such tile."""
    return session.scalar(_TILE, {"level": level, "position": position}) or b""


def given() -> int:
    """The last step number that was given."""
    return session.scalar(select(ProofBook.given)) or 0


def extent() -> Extent:
    """How far the proof has come."""
    tree = session.execute(select(ProofTree.size, ProofTree.steps)).one_or_none()
    size, bound = tree or (0, 0)
    return Extent(given(), bound, size, latest_head())


def latest_printed() -> PrintedHead | None:
    """The newest signed head as it is printed on papers; None before the first."""
    head = latest_head()
    return printed(head) if head else None


def tree() -> Tree:
    """The tree as it is now."""
    return Tree(session.scalar(select(ProofTree.size)) or 0, tile)


def latest_head() -> Head | None:
    """The newest signed head: to be shown, and printed on every report that leaves the house."""
    row = session.scalar(select(ProofHead).order_by(ProofHead.id.desc()).limit(1))
    return as_head(row) if row else None


def heads(limit: int | None = None) -> list[Head]:
    """The signed heads, newest first."""
    rows = session.scalars(select(ProofHead).order_by(ProofHead.id.desc()).limit(limit))
    return [as_head(row) for row in rows]


def lost(known: Sequence[Head]) -> list[Head]:
    """Published heads that this database does not have and that no leaf has told of yet."""
    here = {(head.size, head.root, head.at) for head in heads()}
    told = {
        (told["size"], told["root"], leaves.moment_of(told["at"]))
        for notice in of_kind(LeafKind.GAP)
        for told in notice.content["lost"]
    }
    return [head for head in known if (head.size, head.root, head.at) not in here | told]


def as_head(row: ProofHead) -> Head:
    """The row as it was signed."""
    return Head(row.municipality, row.size, row.root, row.steps, row.at, row.key, row.signature)


def notices(limit: int = 50) -> list[Notice]:
    """What readers are to know of, newest first."""
    return _notices(NOTICES, limit)


def of_kind(kind: LeafKind) -> list[Notice]:
    """Every leaf of a kind that is no step, newest first."""
    return _notices((kind,), None)


def _notices(kinds: Collection[LeafKind], limit: int | None) -> list[Notice]:
    rows = session.execute(
        select(ProofLeaf.position, ProofLeaf.kind, ProofLeaf.content)
        .where(ProofLeaf.kind.in_([kind.value for kind in kinds]))
        .order_by(ProofLeaf.position.desc())
        .limit(limit)
    )
    return [
        Notice(position, LeafKind(kind), json.loads(content or "{}"))
        for position, kind, content in rows
    ]


def count_leaves() -> int:
    """How many leaves there are rows for."""
    return session.scalar(select(func.count()).select_from(ProofLeaf)) or 0


def published(first: int, last: int) -> list[dict[str, object]]:
    """The leaves from one position to another as anyone may have them.

    A hash each; random bytes and content only where the content is public.
    """
    rows = session.execute(
        select(
            ProofLeaf.position,
            ProofLeaf.kind,
            ProofLeaf.number,
            ProofLeaf.secrets,
            ProofLeaf.content,
        )
        .where(ProofLeaf.position >= first, ProofLeaf.position <= last)
        .order_by(ProofLeaf.position)
    ).all()
    shown = _shown([row.number for row in rows if row.kind == LeafKind.STEP and row.content])
    whole, found = tree(), []
    known = {row.position: row for row in rows}
    for position in range(first, min(last, whole.size - 1) + 1):
        line: dict[str, object] = {"hash": whole.leaf(position).hex()}
        row = known.get(position)
        is_open = row is not None and (row.kind != LeafKind.STEP or row.number in shown)
        if row is not None and is_open and row.content is not None:
            line |= {"salt": leaves.salt_of(row.secrets).hex(), "content": row.content}
        found.append(line)
    return found


def _shown(numbers: Collection[int]) -> set[int]:
    if not numbers:
        return set()
    return {n for source in sources.all_sources() for n in source.shown(numbers)}


def proof_of(numbers: Collection[int]) -> MatterProof:
    """The proofs of these steps: of those the caller may show, no others are asked for."""
    head, whole = latest_head(), tree()
    rows = session.execute(
        select(ProofLeaf.position, ProofLeaf.secrets, ProofLeaf.content).where(
            ProofLeaf.number.in_(list(numbers)), ProofLeaf.content.is_not(None)
        )
    ).all()  # in order below: SQLite would read every leaf in order to save sorting a few
    size = min(head.size, whole.size) if head else 0
    steps = [
        StepProof(
            position=row.position,
            hash=whole.leaf(row.position),
            salt=leaves.salt_of(row.secrets),
            content=row.content or "",
            path=whole.inclusion(row.position, size) if row.position < size else (),
            is_covered=row.position < size,
        )
        for row in sorted(rows, key=attrgetter("position"))
    ]
    return MatterProof(head, steps, len(set(numbers)) - len(steps))
