"""The tree against RFC 6962: known roots, and every proof of every small tree."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.response_times.proof import merkle

pytestmark = pytest.mark.no_database

INPUTS = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
]
"""The leaves of the reference tree of Certificate Transparency."""
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def naive(leaves: list[bytes]) -> bytes:
    """The root as the RFC's text defines it."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    left = 1
    while left * 2 < len(leaves):
        left *= 2
    return hashlib.sha256(b"\x01" + naive(leaves[:left]) + naive(leaves[left:])).digest()


def contents(count: int) -> list[bytes]:
    return [f"leaf {n}".encode() for n in range(count)]


class Kept:
    """Tiles in a dictionary, grown in any number of steps."""

    def __init__(self) -> None:
        self.tiles: dict[tuple[int, int], bytes] = {}
        self.size = 0

    def read(self, level: int, index: int) -> bytes:
        return self.tiles.get((level, index), b"")

    def add(self, leaves: list[bytes]) -> None:
        hashes = [merkle.leaf_hash(leaf) for leaf in leaves]
        self.tiles |= merkle.grown(self.size, hashes, self.read)
        self.size += len(leaves)

    def tree(self) -> merkle.Tree:
        return merkle.Tree(self.size, self.read)


def kept(count: int, at_once: int = 100) -> Kept:
    made, leaves = Kept(), contents(count)
    for start in range(0, count, at_once):
        made.add(leaves[start : start + at_once])
    return made


@pytest.mark.parametrize("size", range(1, len(INPUTS) + 1))
def test_the_root_is_that_of_the_reference_tree(size: int) -> None:
    hashes = [merkle.leaf_hash(leaf) for leaf in INPUTS[:size]]
    assert merkle.root_of(hashes).hex() == ROOTS[size - 1]


def test_a_tree_without_leaves_has_the_root_of_nothing() -> None:
    assert merkle.root_of([]) == merkle.EMPTY_ROOT == naive([])
    assert merkle.Tree(0, Kept().read).root() == merkle.EMPTY_ROOT


@pytest.mark.parametrize("count", [1, 2, 3, 7, 255, 256, 257, 511, 512, 513, 700])
def test_tiles_and_frontier_give_the_root_of_the_definition(count: int) -> None:
    leaves = contents(count)
    for at_once in (1, 100, 256, 1000):
        assert kept(count, at_once).tree().root() == naive(leaves)
    assert merkle.root_of(map(merkle.leaf_hash, leaves)) == naive(leaves)


def test_every_leaf_of_every_small_tree_is_proved() -> None:
    tree = kept(40).tree()
    leaves = contents(40)
    for size in range(1, 41):
        root = naive(leaves[:size])
        for position in range(size):
            path = tree.inclusion(position, size)
            leaf = merkle.leaf_hash(leaves[position])
            assert merkle.check_inclusion(leaf, position, size, path, root)
            assert not merkle.check_inclusion(merkle.leaf_hash(b"?"), position, size, path, root)
            assert not merkle.check_inclusion(leaf, position, size, [*path, root], root)


def test_every_two_small_trees_are_proved_to_follow_one_another() -> None:
    tree, leaves = kept(40).tree(), contents(40)
    for second in range(1, 41):
        for first in range(1, second + 1):
            path = tree.consistency(first, second)
            roots = naive(leaves[:first]), naive(leaves[:second])
            assert merkle.check_consistency(first, second, path, roots)
            other = naive([b"?", *leaves[1:first]]), roots[1]
            assert not merkle.check_consistency(first, second, path, other)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_large_trees_are_proved_by_few_hashes(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, GROWN.size))
    first = data.draw(st.integers(1, size))
    position = data.draw(st.integers(0, size - 1))
    tree = GROWN.tree()
    path = tree.inclusion(position, size)
    assert len(path) <= size.bit_length()
    leaf = tree.leaf(position)
    assert merkle.check_inclusion(leaf, position, size, path, tree.root(size))
    between = tree.consistency(first, size)
    roots = tree.root(first), tree.root(size)
    assert merkle.check_consistency(first, size, between, roots)


GROWN = kept(70_000, 9_000)


def test_a_proof_reads_few_tiles() -> None:
    read: list[tuple[int, int]] = []

    def counted(level: int, index: int) -> bytes:
        read.append((level, index))
        return GROWN.read(level, index)

    merkle.Tree(GROWN.size, counted).inclusion(12_345, GROWN.size)
    assert len(read) <= 6


def test_what_is_not_there_is_refused() -> None:
    tree = kept(10).tree()
    for position, size in ((10, 10), (-1, 5), (3, 11)):
        with pytest.raises(ValueError, match="no such leaf"):
            tree.inclusion(position, size)
    for first, second in ((0, 5), (6, 5), (5, 11)):
        with pytest.raises(ValueError, match="no two trees"):
            tree.consistency(first, second)
    with pytest.raises(ValueError, match="lacks hashes"):
        merkle.Tree(300, kept(10).read).root()


def test_one_hash_changed_changes_the_root() -> None:
    made = kept(600)
    root = made.tree().root()
    tile = made.tiles[1, 0]
    made.tiles[1, 0] = bytes([tile[0] ^ 1]) + tile[1:]
    assert made.tree().root() != root
