"""The tree that binds every step, the numbers of the steps, and the signed heads."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, LargeBinary, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Json, Owned


class ProofBook(Owned, Base):
    """The last step number given; numbers run without gaps, in the order of commits."""

    __tablename__ = "proof_book"
    __table_args__ = (UniqueConstraint("municipality_id"),)

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    given: Mapped[int] = mapped_column(BigInteger, default=0)


class ProofTree(Owned, Base):
    """How far the tree has grown. Whoever lets it grow locks this row, never the book."""

    __tablename__ = "proof_tree"
    __table_args__ = (UniqueConstraint("municipality_id"),)

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    steps: Mapped[int] = mapped_column(BigInteger, default=0)
    """The number of the last step in it."""


class ProofTile(Owned, Base):
    """Up to 256 hashes of the tree, one after another; only the last of a level still grows."""

    __tablename__ = "proof_tile"
    __table_args__ = (UniqueConstraint("municipality_id", "level", "position"),)

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    level: Mapped[int] = mapped_column(SmallInteger)
    position: Mapped[int]
    hashes: Mapped[bytes] = mapped_column(LargeBinary)


class ProofLeaf(Owned, Base):
    """What stands behind a leaf's hash. Rows are added; erasing takes words away, never hashes."""

    __tablename__ = "proof_leaf"
    __table_args__ = (
        UniqueConstraint("municipality_id", "position"),
        UniqueConstraint("municipality_id", "number"),
        Index("ix_proof_leaf_matter", "municipality_id", "matter_kind", "matter_id"),
        Index("ix_proof_leaf_kind", "municipality_id", "kind", "position"),
    )

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    position: Mapped[int] = mapped_column(BigInteger)
    """Counted from 0."""
    kind: Mapped[str] = mapped_column(String(12))
    number: Mapped[int | None] = mapped_column(BigInteger)
    matter_kind: Mapped[str | None] = mapped_column(String(20))
    matter_id: Mapped[int | None] = mapped_column(BigInteger)
    secrets: Mapped[bytes] = mapped_column(LargeBinary)
    """Random bytes: 16 of the leaf, then 16 for each hidden field of a step."""
    content: Mapped[str | None] = mapped_column(Text)
    """The very text that was hashed; none once the whole step was lawfully taken away."""
    kept: Mapped[dict[str, Any] | None] = mapped_column(Json)
    """The hashes of fields that were lawfully erased."""


class ProofHead(Owned, Base):
    """A signed head: so many leaves had this root at this moment."""

    __tablename__ = "proof_head"
    __table_args__ = (
        UniqueConstraint("municipality_id", "at"),
        Index("ix_proof_head_size", "municipality_id", "size"),
    )

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    root: Mapped[str] = mapped_column(String(64))
    steps: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]
    municipality: Mapped[str] = mapped_column(String(40))
    """The municipality's short name when this was signed."""
    key: Mapped[str] = mapped_column(String(64))
    signature: Mapped[str] = mapped_column(String(128))
