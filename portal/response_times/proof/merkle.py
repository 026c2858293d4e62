"""A Merkle tree that only grows, after RFC 6962 (section 2.1), kept in tiles.

A tile holds 256 hashes. Tiles of level 0 hold leaf hashes; a hash of level n + 1 is the root of a
full tile of level n. Any hash inside the tree is then found from one tile, and a proof reads as
many tiles as the tree is high in steps of 256.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence

HASH_BYTES = 32
TILE_BITS = 8
TILE = 1 << TILE_BITS
EMPTY_ROOT = hashlib.sha256(b"").digest()
"""The root of a tree without leaves."""

Tiles = Callable[[int, int], bytes]
"""Gives the bytes of a tile by level and index: the hashes it holds so far, one after another."""


def leaf_hash(content: bytes) -> bytes:
    """The hash of a leaf: SHA-256 of 0x00 and its content."""
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two hashes below: SHA-256 of 0x01 and both."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """A tree of which only the right edge is remembered: enough to grow and to give the root."""

    def __init__(self) -> None:
        self.size = 0
        self._edge: list[bytes] = []

    def add(self, hashed: bytes) -> None:
        """Add a leaf by its hash."""
        size, self.size = self.size, self.size + 1
        while size & 1:
            hashed = node_hash(self._edge.pop(), hashed)
            size >>= 1
        self._edge.append(hashed)

    def root(self) -> bytes:
        """The root of what was added so far."""
        if not self._edge:
            return EMPTY_ROOT
        edge = reversed(self._edge)
        root = next(edge)
        for hashed in edge:
            root = node_hash(hashed, root)
        return root


def root_of(hashes: Iterable[bytes]) -> bytes:
    """The root over these leaf hashes."""
    frontier = Frontier()
    for hashed in hashes:
        frontier.add(hashed)
    return frontier.root()


class Tree:
    """The first `size` leaves of a tree whose tiles can be read."""

    def __init__(self, size: int, tiles: Tiles) -> None:
        self.size = size
        self._tiles = tiles
        self._read: dict[tuple[int, int], bytes] = {}

    def root(self, size: int | None = None) -> bytes:
        """The root over the first `size` leaves, over all of them if not said."""
        size = self.size if size is None else size
        return self._hash(0, size) if size else EMPTY_ROOT

    def leaf(self, position: int) -> bytes:
        """The hash of the leaf at this position, counted from 0."""
        return self._node(0, position)

    def inclusion(self, position: int, size: int) -> list[bytes]:
        """The hashes that lead from a leaf to the root over the first `size` leaves.

        Raises:
            ValueError: the tree has no such leaf, or is not as large.

        """
        if not 0 <= position < size <= self.size:
            raise ValueError("There is no such leaf in a tree of this size.")
        return list(self._path(position, 0, size))

    def consistency(self, first: int, second: int) -> list[bytes]:
        """The hashes that show that the first leaves of the larger tree are the smaller tree.

        Raises:
            ValueError: the sizes do not follow one another, or the tree is not as large.

        """
        if not 0 < first <= second <= self.size:
            raise ValueError("There are no two trees of these sizes, one inside the other.")
        return list(self._subproof(first, 0, second, whole=True))

    def _path(self, position: int, start: int, size: int) -> Iterator[bytes]:
        if size == 1:
            return
        left = _left(size)
        if position < start + left:
            yield from self._path(position, start, left)
            yield self._hash(start + left, size - left)
        else:
            yield from self._path(position, start + left, size - left)
            yield self._hash(start, left)

    def _subproof(self, first: int, start: int, size: int, *, whole: bool) -> Iterator[bytes]:
        if first == size:
            if not whole:
                yield self._hash(start, size)
            return
        left = _left(size)
        if first <= left:
            yield from self._subproof(first, start, left, whole=whole)
            yield self._hash(start + left, size - left)
        else:
            yield from self._subproof(first - left, start + left, size - left, whole=False)
            yield self._hash(start, left)

    def _hash(self, start: int, size: int) -> bytes:
        """The root over `size` leaves from `start` on, as RFC 6962 cuts them."""
        if not size & (size - 1):
            return self._node(size.bit_length() - 1, start // size)
        left = _left(size)
        return node_hash(self._hash(start, left), self._hash(start + left, size - left))

    def _node(self, height: int, index: int) -> bytes:
        """The root of a full subtree of 2**height leaves."""
        level, inside = divmod(height, TILE_BITS)
        first = index << inside
        tile = self._tile(level, first >> TILE_BITS)
        offset = (first & (TILE - 1)) * HASH_BYTES
        part = tile[offset : offset + (HASH_BYTES << inside)]
        if len(part) != HASH_BYTES << inside:
            raise ValueError("The tree lacks hashes.")
        return fold(part)

    def _tile(self, level: int, index: int) -> bytes:
        key = (level, index)
        if key not in self._read:
            self._read[key] = self._tiles(level, index)
        return self._read[key]


def fold(hashes: bytes) -> bytes:
    """The root over hashes that stand one after another; their number is a power of two."""
    row = [hashes[at : at + HASH_BYTES] for at in range(0, len(hashes), HASH_BYTES)]
    while len(row) > 1:
        row = [node_hash(row[at], row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]


def grown(size: int, new: Sequence[bytes], tiles: Tiles) -> dict[tuple[int, int], bytes]:
    """The tiles that change or begin when leaf hashes are added to a tree of `size` leaves."""
    changed: dict[tuple[int, int], bytes] = {}
    level, adding = 0, b"".join(new)
    while adding:
        index, filled = divmod(size, TILE)
        whole = (tiles(level, index)[: filled * HASH_BYTES] if filled else b"") + adding
        step = TILE * HASH_BYTES
        parts = [whole[at : at + step] for at in range(0, len(whole), step)]
        changed |= {(level, index + n): part for n, part in enumerate(parts)}
        adding = b"".join(fold(part) for part in parts if len(part) == step)
        level, size = level + 1, index
    return changed


def check_inclusion(
    leaf: bytes, position: int, size: int, path: Sequence[bytes], root: bytes
) -> bool:
    """Whether this path leads from the leaf hash to the root (RFC 9162, section 2.1.3.2)."""
    if not 0 <= position < size:
        return False
    at, last, found = position, size - 1, leaf
    for other in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(other, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, other)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def check_consistency(
    first: int, second: int, path: Sequence[bytes], roots: tuple[bytes, bytes]
) -> bool:
    """Whether the smaller tree is the beginning of the larger one (RFC 9162, section 2.1.4.2)."""
    if first == second:
        return not path and roots[0] == roots[1]
    if not 0 < first < second or not path:
        return False
    known = list(path) if first & (first - 1) else [roots[0], *path]
    at, last = first - 1, second - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = known[0]
    for other in known[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node_hash(other, old), node_hash(other, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, other)
        at, last = at >> 1, last >> 1
    return last == 0 and (old, new) == roots


def _left(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1
