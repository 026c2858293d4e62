"""Ballots of counted votes, page by page: without a person, a time, or what was stated."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from portal.foundation.database import session
from portal.participation.ballots import papers
from portal.participation.ballots.models import BudgetBallot, BudgetRun, BudgetVote
from portal.participation.projects.models import Project, Stage
from portal.reports.open_data.terms import Line


def ballots(after: tuple[int, ...] | None, most: int) -> Sequence[Line]:
    """A row for each project that a ballot chose; a ballot's number is its place in its vote.

    Ballots stand in the order of their ids, which are by lot. The place after which a page begins
    is the vote, the id of its last ballot, and how many of its ballots came before.
    """
    vote_id, last, seen = after or (0, -1, 0)
    found: list[Line] = []
    for id_, stage_id, number, frozen in _votes(vote_id):
        if id_ != vote_id:
            last, seen = -1, 0
        paper = papers.read(frozen)
        left = most - len({line.key for line in found})
        for ballot_id, content in _ballots(id_, last, left):
            seen += 1
            key = (id_, ballot_id.int, seen)
            found += [
                Line(key, _marked(number, stage_id, seen, paper, option, points))
                for option, points in content
            ] or [Line(key, (number, stage_id, seen, None, "", "", None, None))]
        if len({line.key for line in found}) >= most:
            break
    return found


def _marked(
    number: int, stage_id: int, ballot: int, paper: papers.Paper, option: int, points: int
) -> tuple[str | int | None, ...]:
    known = paper.by_number.get(option)
    told = (known.title_th, known.title_en, known.price) if known else ("", "", None)
    return number, stage_id, ballot, option, *told, points


def _votes(from_id: int) -> list[tuple[int, int, int, str]]:
    """Votes that were counted, from one on, in published projects."""
    rows = session.execute(
        select(BudgetVote.id, BudgetVote.stage_id, Project.number, BudgetVote.frozen)
        .join(Stage, Stage.id == BudgetVote.stage_id)
        .join(Project, Project.id == Stage.project_id)
        .where(
            BudgetVote.id >= from_id,
            BudgetVote.counted_at.is_not(None),
            BudgetVote.frozen.is_not(None),
            Project.is_published.is_(True),
        )
        .order_by(BudgetVote.id)
    )
    return [(id_, stage_id, number, frozen or "") for id_, stage_id, number, frozen in rows]


def _ballots(vote_id: int, last: int, most: int) -> list[tuple[UUID, list[list[int]]]]:
    asked = select(BudgetBallot.id, BudgetBallot.content).where(BudgetBallot.vote_id == vote_id)
    if last >= 0:
        asked = asked.where(BudgetBallot.id > UUID(int=last))
    rows = session.execute(asked.order_by(BudgetBallot.id).limit(most))
    return [(id_, content) for id_, content in rows]


def stamp() -> tuple[object, ...]:
    """How many votes were counted, how often, and what is published."""
    counted = select(func.count(), func.max(BudgetVote.counted_at)).where(
        BudgetVote.counted_at.is_not(None)
    )
    runs = select(func.count(BudgetRun.id))
    projects = select(func.count(), func.sum(Project.version))
    return (
        *session.execute(counted).one(),
        *session.execute(runs).one(),
        *session.execute(projects).one(),
    )
