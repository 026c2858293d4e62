"""Binding steps into the tree: give them numbers, add their leaves, note what was lawfully erased.

Numbers are given in the transaction of the step, so they run without gaps in the order of commits.
Leaves follow later, in that order, from a job; nothing a person does waits for the tree.
"""

from __future__ import annotations

import heapq
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import bindparam, select, update

from portal.foundation import database, tenancy
from portal.foundation.database import session
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.response_times.models import ProofBook, ProofLeaf, ProofTile, ProofTree
from portal.response_times.proof import leaves, merkle, sources
from portal.response_times.proof.leaves import LeafKind
from portal.response_times.proof.sources import BoundStep
from portal.response_times.queries import proofs

AT_ONCE = 5_000
"""Leaves added in one transaction of the job."""

_GIVE = (
    update(ProofBook).values(given=ProofBook.given + bindparam("count")).returning(ProofBook.given)
)


def take_numbers(count: int = 1) -> range:
    """The next step numbers. The book stays locked until the transaction ends.

    Take them before anything that others wait for (register numbers, the municipality's row).
    """
    given = _move_book(count)
    if given is None:
        database.lock(f"proof-book:{tenancy.municipality_id()}")
        given = _move_book(count)
    if given is None:
        session.add(ProofBook(given=count))
        session.flush()
        given = count
    return range(given - count + 1, given + 1)


def take_past_numbers(count: int) -> range:
    """The same for steps that are written down long after they were made.

    A leaf says so, in public: otherwise they would look like steps that were dated back.
    """
    numbers = take_numbers(count)
    if numbers:
        note(LeafKind.PAST, {"steps": leaves.ranges(numbers)})
    return numbers


def bind(limit: int = AT_ONCE) -> int:
    """Add the leaves of the next steps; return how many steps were bound."""
    tree = _locked_tree()
    upto = min(proofs.given(), tree.steps + limit)
    if upto <= tree.steps:
        return 0
    numbers = range(tree.steps + 1, upto + 1)
    _add(tree, _leaves_of(numbers))
    tree.steps = upto
    session.flush()
    return len(numbers)


def note(kind: LeafKind, content: Mapping[str, object]) -> None:
    """Add a leaf that is no step; its content is public."""
    tree = _locked_tree()
    text = leaves.canonical({"leaf": kind.value, **content})
    _add(tree, [_Leaf(kind.value, text, os.urandom(leaves.SALT_BYTES))])
    session.flush()


def note_erasure(
    numbers: Collection[int], fields: Collection[str], ground: str, at: datetime
) -> None:
    """Note, before words are lawfully erased, that these fields of these steps will be gone.

    `fields` are of `leaves.HIDDEN`, or `leaves.WHOLE` where the steps are taken away altogether.
    The hashes of the fields are kept, so that the rest of each step stays provable, and a leaf
    says in public which fields of which step numbers were erased, why and when.

    Raises:
        Invalid: no ground, an unknown field, or a number that was never given.

    """
    known = {*leaves.HIDDEN, leaves.WHOLE}
    if not ground.strip() or not fields or not set(fields) <= known:
        raise Invalid(lazy("An erasure needs its fields and its ground."))
    while bind():
        pass
    rows = session.scalars(select(ProofLeaf).where(ProofLeaf.number.in_(sorted(set(numbers)))))
    found = {row.number: row for row in rows if row.number is not None}
    if not found or set(found) != set(numbers):
        raise Invalid(lazy("There are no steps with these numbers."))
    if leaves.WHOLE in fields:
        _forget(found.values())
    else:
        _keep_hashes(found, fields)
    note(
        LeafKind.ERASURE,
        {
            "at": leaves.moment_text(at),
            "fields": sorted(set(fields)),
            "ground": ground.strip(),
            "steps": leaves.ranges(numbers),
        },
    )


def explain(numbers: Collection[int], ground: str, at: datetime) -> None:
    """Say in public why steps are missing or dated before a head that lacks them.

    Raises:
        Invalid: no ground, or no numbers that were given.

    """
    given = proofs.given()
    if not ground.strip() or not numbers or not all(0 < n <= given for n in numbers):
        raise Invalid(lazy("An explanation needs its steps and its ground."))
    content = {
        "at": leaves.moment_text(at),
        "ground": ground.strip(),
        "steps": leaves.ranges(numbers),
    }
    note(LeafKind.EXPLANATION, content)


_LEAF_COLUMNS = (
    "position",
    "kind",
    "number",
    "matter_kind",
    "matter_id",
    "secrets",
    "content",
)


class _Leaf(NamedTuple):
    """A leaf about to be added."""

    kind: str
    content: str
    secrets: bytes
    step: BoundStep | None = None
    number: int | None = None

    def row(self, position: int) -> tuple[int | str | bytes | None, ...]:
        """The values of `_LEAF_COLUMNS`."""
        step = self.step
        said = (
            (step.number, step.matter_kind, step.matter_id) if step else (self.number, None, None)
        )
        return (position, self.kind, *said, self.secrets, self.content)

    def hash(self) -> bytes:
        return merkle.leaf_hash(leaves.as_leaf(leaves.salt_of(self.secrets), self.content))


def _leaves_of(numbers: range) -> Iterator[_Leaf]:
    """The leaves of these steps; one that is gone already gets a leaf that says so."""
    found = {step.number: step for step in _steps_between(numbers.start - 1, numbers.stop - 1)}
    random = os.urandom(leaves.SECRET_BYTES * len(numbers))
    for at, number in enumerate(numbers):
        step = found.get(number)
        secrets = random[at * leaves.SECRET_BYTES : (at + 1) * leaves.SECRET_BYTES]
        if step is None:
            text = leaves.canonical({"leaf": "missing", "step": number})
            yield _Leaf("missing", text, leaves.salt_of(secrets), number=number)
        else:
            yield _Leaf("step", leaves.step_text(step, secrets), secrets, step)


def _steps_between(after: int, upto: int) -> Iterable[BoundStep]:
    found = [source.between(after, upto) for source in sources.all_sources()]
    return heapq.merge(*found, key=attrgetter("number")) if len(found) > 1 else found[0]


def _add(tree: ProofTree, new: Iterable[_Leaf]) -> None:
    """Write leaves, and the tiles they change."""
    waiting = iter(new)
    while chunk := list(islice(waiting, AT_ONCE)):
        rows = [leaf.row(tree.size + at) for at, leaf in enumerate(chunk)]
        database.write_plain(ProofLeaf, _LEAF_COLUMNS, rows)
        _write_tiles(tree.size, [leaf.hash() for leaf in chunk])
        tree.size += len(chunk)


def _write_tiles(size: int, hashes: Sequence[bytes]) -> None:
    changed = merkle.grown(size, hashes, proofs.tile)
    for (level, position), grown in changed.items():
        key = (ProofTile.level == level, ProofTile.position == position)
        done = session.execute(update(ProofTile).where(*key).values(hashes=grown))
        if not done.rowcount:  # type: ignore[attr-defined]
            session.add(ProofTile(level=level, position=position, hashes=grown))
            session.flush()


def hold_tree() -> None:
    """Let nobody else add to the tree until the transaction ends."""
    _locked_tree()


def _locked_tree() -> ProofTree:
    asked = select(ProofTree).with_for_update().execution_options(populate_existing=True)
    tree = session.scalar(asked)
    if tree is None:
        database.lock(f"proof-tree:{tenancy.municipality_id()}")
        tree = session.scalar(asked)
    if tree is None:
        tree = ProofTree(size=0, steps=0)
        session.add(tree)
        session.flush()
    return tree


def _move_book(count: int) -> int | None:
    return database.run(_GIVE, {"count": count}).scalar_one_or_none()


def _keep_hashes(found: dict[int, ProofLeaf], fields: Collection[str]) -> None:
    """Keep what the fields' hashes are now, and forget the random bytes that went into them."""
    for first, last in leaves.ranges(found):
        for step in _steps_between(first - 1, last):
            row = found[step.number]
            kept = dict(row.kept or {})
            for field in set(fields) - set(kept):
                secret = leaves.secret_of(row.secrets, field)
                kept[field] = leaves.field_hash(secret, step.hidden[field]).hex()
                row.secrets = leaves.without_secret(row.secrets, field)
            row.kept = kept
    session.flush()


def _forget(rows: Iterable[ProofLeaf]) -> None:
    """Forget everything but the leaf's hash."""
    for row in rows:
        row.content = row.matter_id = row.kept = None
        row.secrets = b""
    session.flush()
