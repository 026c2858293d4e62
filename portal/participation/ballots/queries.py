"""What is known of a vote. Nothing here counts anything while the vote is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from portal.foundation.database import session
from portal.foundation.errors import NotFound
from portal.foundation.i18n import lazy
from portal.participation.ballots import papers, tallying
from portal.participation.ballots.models import (
    BudgetBallot,
    BudgetOption,
    BudgetPair,
    BudgetPot,
    BudgetRun,
    BudgetVote,
    BudgetVoter,
)
from portal.participation.ballots.papers import Option, Paper, Pot, Rules
from portal.participation.ballots.publishing import Published, blanked
from portal.participation.ballots.tallying import PotResult
from portal.participation.ballots.terms import BallotKind
from portal.participation.counting.results import Completion, Rule, Utility
from portal.participation.projects import queries as projects
from portal.participation.projects.queries import StageLine
from portal.participation.projects.terms import Tool
from portal.places import queries as places


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A project that was withdrawn after the paper was frozen."""

    number: int
    at: datetime
    because: str


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote with its paper, frozen or as it stands."""

    id: int
    stage: StageLine
    paper: Paper
    hash: str
    """Of the frozen paper, or of what it would be were it frozen now."""
    frozen_at: datetime | None
    paper_done_at: datetime | None
    counted_at: datetime | None
    unlinked_at: datetime | None
    withdrawn: tuple[Withdrawal, ...]
    version: int

    @property
    def closes_at(self) -> datetime:
        """When the last ballot can be cast; fixed with the paper."""
        return self.paper.closes_at or self.stage.ends_at

    @property
    def objections_until(self) -> datetime | None:
        """When it is forgotten whose ballot is whose; none before the count."""
        if self.counted_at is None:
            return None
        return self.counted_at + timedelta(days=self.paper.rules.objection_days)

    def withdrawal(self, number: int) -> Withdrawal | None:
        """When and why a project was withdrawn; none where it was not."""
        return next((one for one in self.withdrawn if one.number == number), None)


@dataclass(frozen=True, slots=True)
class Run:
    """One computation of the winners."""

    number: int
    at: datetime
    because: str
    withdrawn: tuple[int, ...]
    ballots_hash: str
    result_hash: str
    pots: tuple[PotResult, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """What somebody has voted so far, while they may change it."""

    content: Sequence[Sequence[int]]
    age: str
    sex: str


def row_of(stage_id: int) -> BudgetVote | None:
    """The vote of a stage, if one was begun."""
    return session.scalar(select(BudgetVote).where(BudgetVote.stage_id == stage_id))


def stage_of(number: int, stage_id: int) -> StageLine:
    """The ballot stage of a project; `NotFound` where it is none."""
    stage, project = projects.stage(stage_id), projects.project(number)
    if stage.project_id != project.id or stage.tool is not Tool.BALLOT:
        raise NotFound(lazy("There is no such vote."))
    return stage


def vote(stage: StageLine) -> Vote:
    """The vote of a stage; `NotFound` where none was begun."""
    row = row_of(stage.id)
    if row is None:
        raise NotFound(lazy("There is no such vote."))
    paper = paper_of(row, stage)
    withdrawn = session.execute(
        select(BudgetOption.number, BudgetOption.withdrawn_at, BudgetOption.withdrawn_because)
        .where(BudgetOption.vote_id == row.id, BudgetOption.withdrawn_at.is_not(None))
        .order_by(BudgetOption.withdrawn_at, BudgetOption.number)
    )
    return Vote(
        id=row.id,
        stage=stage,
        paper=paper,
        hash=row.frozen_hash or papers.fingerprint(papers.canonical(paper)),
        frozen_at=row.frozen_at,
        paper_done_at=row.paper_done_at,
        counted_at=row.counted_at,
        unlinked_at=row.unlinked_at,
        withdrawn=tuple(Withdrawal(n, at, why) for n, at, why in withdrawn if at is not None),
        version=row.version,
    )


def paper_of(row: BudgetVote, stage: StageLine) -> Paper:
    """The frozen paper, or the one that stands in the tables."""
    return papers.read(row.frozen) if row.frozen else written(row, stage)


def written(row: BudgetVote, stage: StageLine) -> Paper:
    """The paper that stands in the tables."""
    pots = session.scalars(
        select(BudgetPot).where(BudgetPot.vote_id == row.id).order_by(BudgetPot.number)
    )
    options = session.scalars(
        select(BudgetOption).where(BudgetOption.vote_id == row.id).order_by(BudgetOption.number)
    )
    pairs = session.execute(
        select(BudgetPair.one, BudgetPair.other)
        .where(BudgetPair.vote_id == row.id)
        .order_by(BudgetPair.one, BudgetPair.other)
    )
    return Paper(
        rules=_rules(row),
        pots=tuple(
            Pot(pot.number, pot.title_th, pot.title_en, pot.money, pot.area_id) for pot in pots
        ),
        options=tuple(_option(option) for option in options),
        pairs=tuple((one, other) for one, other in pairs),
        closes_at=stage.ends_at,
    )


def _rules(row: BudgetVote) -> Rules:
    return Rules(
        kind=BallotKind(row.kind),
        most=row.most,
        points=row.points,
        rule=Rule(row.rule),
        utility=Utility(row.utility),
        completion=Completion(row.completion),
        threshold=row.threshold,
        least_voters=row.least_voters,
        seed=row.seed,
        takes_paper=row.takes_paper,
        objection_days=row.objection_days,
    )


def _option(row: BudgetOption) -> Option:
    return Option(
        number=row.number,
        pot=row.pot,
        title_th=row.title_th,
        title_en=row.title_en,
        price=row.price,
        text_th=row.text_th,
        text_en=row.text_en,
        place=row.place,
        idea_id=row.idea_id,
        category_id=row.category_id,
    )


def own(vote_id: int, person_id: int) -> Own | None:
    """What somebody voted; ask only while the vote is open."""
    found = session.execute(
        select(BudgetBallot.content, BudgetBallot.age, BudgetBallot.sex)
        .join(BudgetVoter, BudgetVoter.ballot_id == BudgetBallot.id)
        .where(BudgetVoter.vote_id == vote_id, BudgetVoter.person_id == person_id)
    ).one_or_none()
    return Own(found.content, found.age, found.sex) if found else None


def has_voted(vote_id: int, person_id: int) -> bool:
    """Whether somebody's ballot is in."""
    query = select(BudgetVoter.id).where(
        BudgetVoter.vote_id == vote_id, BudgetVoter.person_id == person_id
    )
    return session.scalar(query) is not None


def runs(vote_id: int) -> list[Run]:
    """Every computation, the first one first."""
    rows = session.scalars(
        select(BudgetRun).where(BudgetRun.vote_id == vote_id).order_by(BudgetRun.number)
    )
    return [
        Run(
            row.number,
            row.at,
            row.because,
            tuple(row.withdrawn),
            row.ballots_hash,
            row.result_hash,
            tallying.from_json(row.result),
        )
        for row in rows
    ]


def receipts(vote_id: int) -> list[str]:
    """The codes of all receipts in the order of the alphabet; ask only after the count."""
    query = select(BudgetVoter.receipt).where(BudgetVoter.vote_id == vote_id)
    return list(session.scalars(query.order_by(BudgetVoter.receipt)))


def published(vote_id: int) -> list[Published]:
    """All ballots as everybody may read them; ask only after the count."""
    titles = {area.id: area.title.th for area in places.every_area()}
    rows = session.execute(
        select(
            BudgetBallot.id,
            BudgetBallot.content,
            BudgetBallot.age,
            BudgetBallot.sex,
            BudgetBallot.area_id,
        ).where(BudgetBallot.vote_id == vote_id)
    )
    return blanked(
        Published(ballot_id, content, age, sex, titles.get(area_id or 0, ""))
        for ballot_id, content, age, sex, area_id in rows
    )


def channels(vote_id: int) -> dict[str, int]:
    """How many ballots came which way; ask only after the count."""
    rows = session.execute(
        select(BudgetBallot.channel, func.count())
        .where(BudgetBallot.vote_id == vote_id)
        .group_by(BudgetBallot.channel)
    )
    return {row[0]: row[1] for row in rows}
