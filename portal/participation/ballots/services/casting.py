"""Cast a ballot, and change it until the close."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select, update

from portal.complaints.numbering import ALPHABET
from portal.foundation import database
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, NotFound, OutOfOrder, SignInNeeded
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor, Role
from portal.participation.ballots import marking, queries
from portal.participation.ballots.marking import Content, Marks
from portal.participation.ballots.models import BudgetBallot, BudgetVoter
from portal.participation.ballots.papers import Paper
from portal.participation.ballots.services import freezing
from portal.participation.ballots.terms import RECEIPT_LENGTH, Channel
from portal.participation.ledger import services as ledger
from portal.participation.ledger.terms import ActKind
from portal.participation.projects.services import admit
from portal.participation.projects.terms import Tool
from portal.participation.residents import queries as residents
from portal.participation.residents.terms import Age, Sex

OVER = lazy("Voting is over. Nobody can see, add or change a ballot any more.")


@dataclass(frozen=True, slots=True)
class Stated:
    """What voters may say of themselves, for the figures."""

    age: Age | None = None
    sex: Sex | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """What came of it. The receipt is given with the first ballot only, and stays the same."""

    receipt: str | None


def cast(
    actor: Actor, stage_id: int, marks: Marks, stated: Stated = Stated(), *, at: datetime
) -> Cast:
    """Cast a ballot, or put it in the place of the former one. One person has one ballot.

    Raises:
        Invalid: naming the pots in which something is wrong.
        OutOfOrder: voting is not open.
        SignInNeeded, Forbidden: whoever it is may not vote here.

    """
    stage = admit(actor, stage_id, Tool.BALLOT, at)
    person_id = voter_of(actor)
    row = queries.row_of(stage_id)
    if row is None:
        raise NotFound(lazy("There is no such vote."))
    paper = freezing.freeze(row, stage, at)
    if row.counted_at is not None or at >= (paper.closes_at or stage.ends_at):
        raise OutOfOrder(OVER)
    area_id = area_of(person_id, at)
    content = marking.content(paper, marks, area_id)
    database.lock(f"ballot:{row.id}:{person_id}")
    voter = session.execute(
        select(BudgetVoter.id, BudgetVoter.ballot_id).where(
            BudgetVoter.vote_id == row.id, BudgetVoter.person_id == person_id
        )
    ).one_or_none()
    said: dict[str, object] = {
        "content": [list(pair) for pair in content],
        "age": stated.age.value if stated.age else "",
        "sex": stated.sex.value if stated.sex else "",
        "area_id": area_id or area_in(paper, content),
    }
    if voter is not None:
        _replace(voter.id, voter.ballot_id, said, at)
        return Cast(None)
    receipt = _first(row.id, person_id, said, at)
    ledger.count(ActKind.VOTE, row.id, stage.project_id, person_id, at)
    return Cast(receipt)


def voter_of(actor: Actor) -> int:
    """Who votes: a resident's account, never one of the staff's."""
    if actor.person_id is None:
        raise SignInNeeded(lazy("Sign in to vote."), for_residents=True)
    if actor.role is not Role.RESIDENT:
        raise Forbidden(lazy("Vote with your own account as a resident, not with the office's."))
    return actor.person_id


def area_of(person_id: int, at: datetime) -> int | None:
    """The area that a voter was verified for, if any."""
    verification = residents.verification_of(person_id, at)
    return verification.area_id if verification else None


def area_in(paper: Paper, content: Content) -> int | None:
    """The area whose projects a ballot chose; `marking` lets it be one at most."""
    pots = {paper.by_number[number].pot for number, _points in content}
    areas = [pot.area_id for pot in paper.pots if pot.number in pots and pot.area_id is not None]
    return areas[0] if areas else None


def _first(vote_id: int, person_id: int, said: dict[str, object], at: datetime) -> str:
    ballot_id = uuid4()
    receipt = "".join(secrets.choice(ALPHABET) for _ in range(RECEIPT_LENGTH))
    database.write_now(
        BudgetBallot(id=ballot_id, vote_id=vote_id, channel=Channel.ONLINE.value, **said),
        BudgetVoter(
            vote_id=vote_id,
            person_id=person_id,
            receipt=receipt,
            voted_at=at,
            ballot_id=ballot_id,
        ),
    )
    return receipt


def _replace(voter_id: int, ballot_id: object, said: dict[str, object], at: datetime) -> None:
    session.execute(update(BudgetBallot).where(BudgetBallot.id == ballot_id).values(**said))
    session.execute(update(BudgetVoter).where(BudgetVoter.id == voter_id).values(voted_at=at))
