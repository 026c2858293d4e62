"""Signed heads: one a day for each municipality, and what must be said before it is signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from portal.foundation import clock
from portal.foundation.database import session
from portal.response_times.models import ProofHead
from portal.response_times.proof import leaves
from portal.response_times.proof.heads import Head
from portal.response_times.proof.leaves import LeafKind
from portal.response_times.proof.signing import Signer
from portal.response_times.queries import proofs
from portal.response_times.services import proving


def publish(name: str, signer: Signer, known: Sequence[Head], at: datetime) -> Head:
    """Sign a head over everything bound so far.

    `name` is the municipality's short name, `known` are the heads that were published before, as
    they are kept outside of the database. A leaf says it first where the key is another one, where
    the clock went back, and where heads are known that this database does not have: a backup was
    restored.
    """
    proving.hold_tree()
    _note_gap(known, at)
    last = proofs.latest_head()
    _note_key(signer, at)
    if last is not None and at <= last.at:
        content = {"at": leaves.moment_text(at), "before": leaves.moment_text(last.at)}
        proving.note(LeafKind.CLOCK, content)
    here = proofs.extent()
    unsigned = Head(name, here.size, proofs.tree().root().hex(), here.bound, at, signer.public)
    signature = signer.sign(unsigned.text)
    row = ProofHead(
        size=unsigned.size,
        root=unsigned.root,
        steps=unsigned.steps,
        at=at,
        municipality=name,
        key=unsigned.key,
        signature=signature,
    )
    session.add(row)
    session.flush()
    return proofs.as_head(row)


def publish_today(name: str, signer: Signer, known: Sequence[Head], at: datetime) -> Head | None:
    """The same, unless today’s head is there already; of two workers at once, one signs."""
    proving.hold_tree()
    return publish(name, signer, known, at) if is_due(at) else None


def is_due(at: datetime) -> bool:
    """Whether today's head is still to be published.

    A head that bears a later day than today's (the clock went back) makes it due, too.
    """
    last = proofs.latest_head()
    return last is None or clock.local(last.at).date() != clock.local(at).date()


def _note_gap(known: Sequence[Head], at: datetime) -> None:
    missing = proofs.lost(known)
    if not missing:
        return
    last = proofs.latest_head()
    proving.note(
        LeafKind.GAP,
        {
            "at": leaves.moment_text(at),
            "kept": {"root": last.root, "size": last.size} if last else None,
            "lost": [
                {"at": leaves.moment_text(head.at), "root": head.root, "size": head.size}
                for head in missing
            ],
        },
    )


def _note_key(signer: Signer, at: datetime) -> None:
    """A leaf names the key that signs from here on."""
    former = session.scalar(select(ProofHead.key).order_by(ProofHead.id.desc()).limit(1))
    named = proofs.of_kind(LeafKind.KEY)
    before = named[0].content["key"] if named else former
    if before == signer.public:
        return
    content: dict[str, object] = {"at": leaves.moment_text(at), "key": signer.public}
    proving.note(LeafKind.KEY, content | ({"before": before} if before else {}))
