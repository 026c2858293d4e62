"""The links of the chain."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned


class ChainLink(Owned, Base):
    """One record led to another. Who linked them stands in the log of acts.

    The ids have no foreign key: a link joins records of every tool, and one that is gone is
    passed over where the chain is shown.
    """

    __tablename__ = "chain_link"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    from_kind: Mapped[str] = mapped_column(String(16))
    from_id: Mapped[int] = mapped_column(BigInteger)
    to_kind: Mapped[str] = mapped_column(String(16))
    to_id: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("municipality_id", "from_kind", "from_id", "to_kind", "to_id"),
        Index("ix_chain_link_to", "municipality_id", "to_kind", "to_id"),
    )
