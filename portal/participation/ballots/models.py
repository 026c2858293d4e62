"""Budget votes, what can be voted for, who voted, what was voted: the last two apart."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Json, Owned


class BudgetVote(Owned, Base):
    """The vote of a ballot stage: its rules, and how far it is."""

    __tablename__ = "budget_vote"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    stage_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(10))
    most: Mapped[int]
    points: Mapped[int]
    rule: Mapped[str] = mapped_column(String(20))
    utility: Mapped[str] = mapped_column(String(8))
    completion: Mapped[str] = mapped_column(String(8))
    threshold: Mapped[int]
    least_voters: Mapped[int]
    seed: Mapped[str] = mapped_column(String(64))
    takes_paper: Mapped[bool]
    objection_days: Mapped[int]
    frozen: Mapped[str | None] = mapped_column(Text)
    """The whole paper as it was when voting opened; never written again."""
    frozen_hash: Mapped[str | None] = mapped_column(String(64))
    frozen_at: Mapped[datetime | None]
    paper_done_at: Mapped[datetime | None]
    """When somebody said that every paper ballot is in."""
    counted_at: Mapped[datetime | None]
    unlinked_at: Mapped[datetime | None]
    """When it was forgotten whose ballot is whose."""
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        UniqueConstraint("municipality_id", "stage_id"),
        Index("ix_budget_vote_counted", "municipality_id", "counted_at"),
    )


class BudgetPot(Owned, Base):
    """Money for the whole town or for one area."""

    __tablename__ = "budget_pot"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    vote_id: Mapped[int] = mapped_column(ForeignKey("budget_vote.id"))
    number: Mapped[int]
    title_th: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200))
    money: Mapped[int] = mapped_column(BigInteger)
    area_id: Mapped[int | None] = mapped_column(BigInteger)

    __table_args__ = (UniqueConstraint("municipality_id", "vote_id", "number"),)


class BudgetOption(Owned, Base):
    """A project on the ballot paper."""

    __tablename__ = "budget_option"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    vote_id: Mapped[int] = mapped_column(ForeignKey("budget_vote.id"))
    number: Mapped[int]
    pot: Mapped[int]
    """The number of the pot that pays for it."""
    title_th: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200))
    text_th: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)
    price: Mapped[int] = mapped_column(BigInteger)
    place: Mapped[str] = mapped_column(String(200))
    category_id: Mapped[int | None] = mapped_column(BigInteger)
    idea_id: Mapped[int | None] = mapped_column(BigInteger)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_because: Mapped[str] = mapped_column(String(500), default="")

    __table_args__ = (
        UniqueConstraint("municipality_id", "vote_id", "number"),
        Index("ix_budget_option_idea", "municipality_id", "idea_id"),
    )


class BudgetPair(Owned, Base):
    """Two projects of which only one can win."""

    __tablename__ = "budget_pair"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    vote_id: Mapped[int] = mapped_column(ForeignKey("budget_vote.id"))
    one: Mapped[int]
    other: Mapped[int]

    __table_args__ = (UniqueConstraint("municipality_id", "vote_id", "one", "other"),)


class BudgetBallot(Owned, Base):
    """What was voted. No person, no time; its id is by lot."""

    __tablename__ = "budget_ballot"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    vote_id: Mapped[int] = mapped_column(ForeignKey("budget_vote.id"))
    content: Mapped[list[Any]] = mapped_column(Json)
    age: Mapped[str] = mapped_column(String(5), default="")
    sex: Mapped[str] = mapped_column(String(1), default="")
    area_id: Mapped[int | None] = mapped_column(BigInteger)
    channel: Mapped[str] = mapped_column(String(6))
    batch_id: Mapped[int | None] = mapped_column(BigInteger)

    __table_args__ = (Index("ix_budget_ballot_vote", "municipality_id", "vote_id", "id"),)


class BudgetVoter(Owned, Base):
    """That somebody voted, with the code of their receipt. Which ballot is theirs is forgotten."""

    __tablename__ = "budget_voter"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    vote_id: Mapped[int] = mapped_column(ForeignKey("budget_vote.id"))
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    """None where the account was erased."""
    receipt: Mapped[str] = mapped_column(String(12))
    voted_at: Mapped[datetime]
    ballot_id: Mapped[UUID | None]
    """None once the time for objections is over."""

    __table_args__ = (
        UniqueConstraint("municipality_id", "vote_id", "person_id"),
        UniqueConstraint("municipality_id", "vote_id", "receipt"),
        Index("ix_budget_voter_person", "municipality_id", "person_id"),
    )


class BudgetBatch(Owned, Base):
    """A pile of paper ballots, entered twice."""

    __tablename__ = "budget_batch"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    vote_id: Mapped[int] = mapped_column(ForeignKey("budget_vote.id"))
    number: Mapped[int]
    origin: Mapped[str] = mapped_column(String(120))
    """The polling place or box."""
    papers: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))
    opened_at: Mapped[datetime]
    first_by_id: Mapped[int | None] = mapped_column(BigInteger)
    second_by_id: Mapped[int | None] = mapped_column(BigInteger)
    third_by_id: Mapped[int | None] = mapped_column(BigInteger)
    accepted_at: Mapped[datetime | None]
    spoiled: Mapped[int] = mapped_column(default=0)

    __table_args__ = (UniqueConstraint("municipality_id", "vote_id", "number"),)


class BudgetEntry(Owned, Base):
    """One paper as somebody typed it in: the first time, the second, or at the third look."""

    __tablename__ = "budget_entry"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("budget_batch.id"))
    turn: Mapped[int]
    position: Mapped[int]
    typed: Mapped[str] = mapped_column(String(1000))

    __table_args__ = (UniqueConstraint("municipality_id", "batch_id", "turn", "position"),)


class BudgetRun(Owned, Base):
    """One computation of the winners. Never changed; a later one stands beside it."""

    __tablename__ = "budget_run"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    vote_id: Mapped[int] = mapped_column(ForeignKey("budget_vote.id"))
    number: Mapped[int]
    at: Mapped[datetime]
    because: Mapped[str] = mapped_column(String(500), default="")
    """Why it was computed again; empty for the first."""
    withdrawn: Mapped[list[Any]] = mapped_column(Json)
    ballots_hash: Mapped[str] = mapped_column(String(64))
    result: Mapped[list[Any]] = mapped_column(Json)
    result_hash: Mapped[str] = mapped_column(String(64))

    __table_args__ = (UniqueConstraint("municipality_id", "vote_id", "number"),)
