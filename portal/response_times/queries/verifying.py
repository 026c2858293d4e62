"""Does the database still say what was bound?

Compares every step with its leaf and every head with the tree, and names what is wrong.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Row, select

from portal.foundation.database import session
from portal.foundation.i18n import lazy, ngettext
from portal.response_times.models import ProofLeaf
from portal.response_times.proof import findings, leaves, merkle, sources
from portal.response_times.proof.findings import Finding
from portal.response_times.proof.heads import Head
from portal.response_times.proof.leaves import LeafKind
from portal.response_times.proof.merkle import HASH_BYTES, TILE
from portal.response_times.proof.sources import BoundStep
from portal.response_times.queries import agreement, proofs
from portal.response_times.queries.agreement import Course

SLACK = timedelta(minutes=15)
"""A step may be written this long after the moment it bears."""
AT_ONCE = 8 * TILE
Leaf = Row[tuple[int, str, int | None, bytes, str | None, dict[str, str] | None]]


def verify(known: Sequence[Head] = ()) -> Iterator[Finding]:
    """Everything that is wrong, and what a reader is to know besides.

    `known` are published heads as they are kept outside of the database.
    """
    check = _Check()
    yield from check.leaves()
    yield from agreement.heads(check.signed, check.roots)
    yield from agreement.outside(known)
    yield from check.newer()
    yield from agreement.matters(check.courses)
    yield from agreement.lawful()


@dataclass
class _Check:
    """One run over a municipality."""

    extent: proofs.Extent = field(default_factory=proofs.extent)
    signed: list[Head] = field(default_factory=proofs.heads)
    roots: dict[int, str] = field(default_factory=dict)
    courses: dict[tuple[str, int], Course] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sources = {source.kind: source for source in sources.all_sources()}
        self.past = _numbers(proofs.of_kind(LeafKind.PAST))
        erasures = proofs.of_kind(LeafKind.ERASURE)
        self.gone = _numbers(e for e in erasures if leaves.WHOLE in e.content["fields"])
        self.erased = {
            name: _numbers(e for e in erasures if name in e.content["fields"])
            for name in leaves.HIDDEN
        }
        self.explained = _numbers(proofs.of_kind(LeafKind.EXPLANATION))
        self._sizes, self._latest = _dates(self.signed)

    # ── every leaf, and the step behind it ──

    def leaves(self) -> Iterator[Finding]:
        """Compare every leaf with its hash, and every step with its leaf."""
        frontier, wanted = merkle.Frontier(), {head.size for head in self.signed}
        for first in range(0, self.extent.size, AT_ONCE):
            rows = _rows(first, first + AT_ONCE)
            numbers = [row.number for row in rows.values() if row.number is not None]
            steps = _steps(min(numbers) - 1, max(numbers)) if numbers else {}
            for position, hashed in enumerate(_hashes(first, self.extent.size), first):
                yield from self._leaf(position, hashed, rows.get(position), steps)
                frontier.add(hashed)
                if frontier.size in wanted:
                    self.roots[frontier.size] = frontier.root().hex()
        if frontier.size != self.extent.size:
            yield Finding(lazy("The tree lacks hashes: parts of it were deleted."))
        elif frontier.root() != _root():
            yield Finding(lazy("The inner hashes of the tree are not those of its leaves."))
        self.roots[frontier.size] = frontier.root().hex()

    def _leaf(
        self, position: int, hashed: bytes, row: Leaf | None, steps: Mapping[int, BoundStep]
    ) -> Iterator[Finding]:
        if row is None:
            yield Finding(lazy("Leaf %(position)s was deleted.", position=position))
            return
        if row.content is None:
            if row.number not in self.gone:
                yield Finding(lazy("The content of leaf %(position)s is gone.", position=position))
            return
        content = findings.said(row.content)
        text = leaves.as_leaf(leaves.salt_of(row.secrets), row.content)
        if merkle.leaf_hash(text) != hashed:
            yield Finding(
                lazy(
                    "Leaf %(position)s (step %(step)s) is not what was bound.",
                    position=position,
                    step=row.number or "–",
                )
            )
        if row.kind == LeafKind.STEP and row.number is not None:
            yield from self._step(row, content, steps.get(row.number), position)
        elif row.kind == LeafKind.MISSING and row.number not in self.explained:
            yield self._missing(row.number or 0)

    def _step(
        self, row: Leaf, content: Mapping[str, object], step: BoundStep | None, position: int
    ) -> Iterator[Finding]:
        number = row.number or 0
        self._follow(content, number)
        if step is None:
            if number not in self.gone:
                yield findings.deleted(number, content)
            return
        kept = {
            name: kept for name, kept in (row.kept or {}).items() if number in self.erased[name]
        }
        yield from findings.changes(step, content, row.secrets, kept)
        yield from self._late(number, str(content.get("at")), position)

    def _late(self, number: int, at: str, position: int) -> Iterator[Finding]:
        """A step in no earlier head bears no time before it."""
        if number in self.past or number in self.explained:
            return
        before = bisect_right(self._sizes, position)
        if before and leaves.moment_of(at) + SLACK < self._latest[before - 1]:
            yield findings.dated_back(number, at, leaves.moment_text(self._latest[before - 1]))

    def _missing(self, number: int) -> Finding:
        return Finding(lazy("Step %(step)s was deleted before it was bound.", step=number))

    def _follow(self, content: Mapping[str, object], number: int) -> None:
        """Remember the last that is said of each matter."""
        source = self.sources.get(str(content.get("kind")))
        if source is None:
            return
        key = (source.kind, int(str(content["matter"])))
        former = self.courses.get(key)
        ends = content.get("verb") in source.endings
        ended = str(content["at"]) if ends else (former.ended if former else None)
        self.courses[key] = Course(source, content, number in self.past, ended)

    # ── steps that no leaf binds yet ──

    def newer(self) -> Iterator[Finding]:
        """Steps since the last leaf are all there; none was written past the portal."""
        given, bound = self.extent.given, self.extent.bound
        steps = _steps(bound, given)
        for number in range(bound + 1, given + 1):
            step = steps.get(number)
            if step is None:
                if number not in self.explained:
                    yield self._missing(number)
                continue
            self._follow(leaves.step_content(step, ""), number)
            yield from self._late(number, str(step.open["at"]), self.extent.size)
        for source in self.sources.values():
            for number in source.strays(given):
                yield Finding(lazy("Step %(step)s was written past the portal.", step=number))
        if self.extent.uncovered:
            words = ngettext(
                "%(n)s step is newer than the last head and not covered yet.",
                "%(n)s steps are newer than the last head and not covered yet.",
                self.extent.uncovered,
            )
            yield Finding(words, is_wrong=False)


def _dates(signed: Sequence[Head]) -> tuple[list[int], list[datetime]]:
    """Sizes of the heads in order, and the latest moment of all heads up to each.

    Where a leaf says that the clock went back behind a head, the head counts with that moment.
    """
    clocks = {c.content["before"]: c.content["at"] for c in proofs.of_kind(LeafKind.CLOCK)}
    sizes: list[int] = []
    latest: list[datetime] = []
    for head in sorted(signed, key=lambda head: head.size):
        said = leaves.moment_text(head.at)
        at = leaves.moment_of(clocks.get(said, said))
        sizes.append(head.size)
        latest.append(max(at, latest[-1]) if latest else at)
    return sizes, latest


def _rows(first: int, end: int) -> dict[int, Leaf]:
    rows = session.execute(
        select(
            ProofLeaf.position,
            ProofLeaf.kind,
            ProofLeaf.number,
            ProofLeaf.secrets,
            ProofLeaf.content,
            ProofLeaf.kept,
        ).where(ProofLeaf.position >= first, ProofLeaf.position < end)
    )
    return {row.position: row for row in rows}


def _hashes(first: int, size: int) -> Iterator[bytes]:
    """The leaf hashes from a position on, as the tiles hold them, as many as are read at once."""
    for index in range(first // TILE, (first + AT_ONCE) // TILE):
        tile = proofs.tile(0, index)
        for at in range(min(len(tile) // HASH_BYTES, size - index * TILE)):
            yield tile[at * HASH_BYTES : (at + 1) * HASH_BYTES]


def _steps(after: int, upto: int) -> dict[int, BoundStep]:
    return {
        step.number: step
        for source in sources.all_sources()
        for step in source.between(after, upto)
    }


def _numbers(notices: Iterable[proofs.Notice]) -> set[int]:
    """The steps these leaves are about."""
    return {n for notice in notices for n in leaves.in_ranges(notice.content["steps"])}


def _root() -> bytes:
    """The root by the inner tiles; nothing where they lack hashes."""
    try:
        return proofs.tree().root()
    except ValueError:
        return b""
