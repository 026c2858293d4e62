"""Set a vote up: its rules, its pots, its projects. Until voting opens, and no longer."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from datetime import datetime
from typing import Final

from sqlalchemy import delete, func, or_, select

from portal.foundation import audit, database
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.participation.ballots import acts, papers, queries
from portal.participation.ballots.models import BudgetOption, BudgetPair, BudgetPot, BudgetVote
from portal.participation.ballots.papers import Option, Pot, Rules
from portal.participation.ballots.terms import (
    CHOOSING,
    MOST_MONEY,
    MOST_OPTIONS,
    MOST_POINTS,
    MOST_POTS,
)
from portal.participation.chain import services as chain
from portal.participation.chain.terms import Kind
from portal.participation.counting.results import Rule
from portal.participation.ideas.queries import chained as ideas
from portal.participation.projects import policy
from portal.participation.projects import queries as projects
from portal.participation.projects.queries import StageLine

KIND: Final = "budget_vote"
FIXED: Final = lazy("Voting has opened: rules, pots and projects can no longer be changed.")
LONGEST_OBJECTIONS: Final = 90


def begin(actor: Actor, stage: StageLine, *, at: datetime) -> None:
    """Begin a vote with the usual rules, and draw the seed of the public draw."""
    check_role(actor, stage)
    database.lock(f"ballots:{stage.id}")
    if queries.row_of(stage.id) is not None:
        return
    row = BudgetVote(stage_id=stage.id)
    _take(row, Rules(seed=secrets.token_hex(8)))
    session.add(row)
    session.flush()
    audit.note(acts.BEGUN, KIND, row.id, by=actor, at=at)


def set_rules(actor: Actor, stage: StageLine, rules: Rules, *, at: datetime) -> None:
    """Set how the vote is cast and counted.

    Raises:
        Invalid: naming the fields.
        OutOfOrder: voting has opened.

    """
    row = changeable(actor, stage, at)
    _check_rules(rules)
    _take(row, rules)
    _changed(row)
    audit.note(acts.RULES_SET, KIND, row.id, by=actor, at=at, rule=rules.rule.value)


def save_pot(actor: Actor, stage: StageLine, pot: Pot, *, at: datetime) -> None:
    """Add a pot (number 0) or change one; `Invalid` names the fields."""
    row = changeable(actor, stage, at)
    if not 0 < pot.money <= MOST_MONEY:
        raise Invalid(fields={"money": lazy("Enter an amount of baht above nothing")})
    found = _pot(row, pot.number) if pot.number else None
    if found is None:
        if _next(BudgetPot, row) > MOST_POTS:
            raise Invalid(lazy("There can be %(most)s pots at most.", most=MOST_POTS))
        found = BudgetPot(vote_id=row.id, number=_next(BudgetPot, row))
        session.add(found)
    found.title_th, found.title_en = pot.title_th, pot.title_en
    found.money, found.area_id = pot.money, pot.area_id
    _changed(row)
    audit.note(acts.POT_SAVED, KIND, row.id, by=actor, at=at, pot=found.number, money=pot.money)


def remove_pot(actor: Actor, stage: StageLine, number: int, *, at: datetime) -> None:
    """Remove a pot that pays for nothing."""
    row = changeable(actor, stage, at)
    used = select(BudgetOption.id).where(BudgetOption.vote_id == row.id, BudgetOption.pot == number)
    if session.scalar(used.limit(1)) is not None:
        raise Invalid(lazy("This pot has projects. Move them to another pot first."))
    session.delete(_pot(row, number))
    _changed(row)
    audit.note(acts.POT_REMOVED, KIND, row.id, by=actor, at=at, pot=number)


def save_option(actor: Actor, stage: StageLine, option: Option, *, at: datetime) -> None:
    """Add a project (number 0) or change one; `Invalid` names the fields."""
    row = changeable(actor, stage, at)
    _check_option(row, stage, option)
    found = _option(row, option.number) if option.number else None
    if found is None:
        number = _next(BudgetOption, row)
        if number > MOST_OPTIONS:
            raise Invalid(lazy("There can be %(most)s projects at most.", most=MOST_OPTIONS))
        found = BudgetOption(vote_id=row.id, number=number)
        session.add(found)
    elif found.pot != option.pot:
        _forget_pairs(row, found.number)
    for name, value in asdict(option).items():
        if name != "number":
            setattr(found, name, value)
    _changed(row)
    chain.forget((Kind.BALLOT_OPTION, found.id))
    if found.idea_id is not None:
        chain.link(actor, (Kind.IDEA, found.idea_id), (Kind.BALLOT_OPTION, found.id), at)
    audit.note(
        acts.OPTION_SAVED, KIND, row.id, by=actor, at=at, option=found.number, price=option.price
    )


def remove_option(actor: Actor, stage: StageLine, number: int, *, at: datetime) -> None:
    """Take a project off the paper."""
    row = changeable(actor, stage, at)
    _forget_pairs(row, number)
    gone = _option(row, number)
    chain.forget((Kind.BALLOT_OPTION, gone.id))
    session.delete(gone)
    _changed(row)
    audit.note(acts.OPTION_REMOVED, KIND, row.id, by=actor, at=at, option=number)


def add_pair(actor: Actor, stage: StageLine, one: int, other: int, *, at: datetime) -> None:
    """Let two projects of one pot exclude each other."""
    row = changeable(actor, stage, at)
    first, second = sorted((one, other))
    if first == second:
        raise Invalid(fields={"other": lazy("Choose two different projects")})
    if _option(row, first).pot != _option(row, second).pot:
        raise Invalid(fields={"other": lazy("Choose two projects of one pot")})
    known = queries.written(row, stage).pairs
    if (first, second) in known:
        raise Invalid(fields={"other": lazy("These two exclude each other already")})
    session.add(BudgetPair(vote_id=row.id, one=first, other=second))
    _changed(row)
    audit.note(acts.PAIR_ADDED, KIND, row.id, by=actor, at=at, one=first, other=second)


def remove_pair(actor: Actor, stage: StageLine, one: int, other: int, *, at: datetime) -> None:
    """Let both win."""
    row = changeable(actor, stage, at)
    session.execute(
        delete(BudgetPair).where(
            BudgetPair.vote_id == row.id, BudgetPair.one == one, BudgetPair.other == other
        )
    )
    _changed(row)
    audit.note(acts.PAIR_REMOVED, KIND, row.id, by=actor, at=at, one=one, other=other)


def check_role(actor: Actor, stage: StageLine) -> None:
    """Refuse whoever may not change the project that the vote belongs to."""
    if not policy.may_change(actor, projects.project_by_id(stage.project_id).unit_id):
        raise Forbidden(lazy("You do not have permission to do this."))


def changeable(actor: Actor, stage: StageLine, at: datetime) -> BudgetVote:
    """The vote, to be changed before it opens; later only while nothing could be voted for yet."""
    check_role(actor, stage)
    database.lock(f"ballots:{stage.id}")
    row = queries.row_of(stage.id)
    if row is None:
        raise NotFound(lazy("There is no such vote."))
    is_open = at >= stage.starts_at and not papers.problems(queries.paper_of(row, stage))
    if row.frozen_at is not None or is_open:
        raise OutOfOrder(FIXED)
    return row


def _take(row: BudgetVote, rules: Rules) -> None:
    for name, value in asdict(rules).items():
        setattr(row, name, str(value) if isinstance(value, str) else value)


def _changed(row: BudgetVote) -> None:
    row.version = (row.version or 0) + 1
    session.flush()


def _check_rules(rules: Rules) -> None:
    is_shares, has_least = rules.rule is Rule.EQUAL_SHARES, rules.rule is Rule.GREEDY_THRESHOLD
    up_to = lazy("Enter a number from 1 to %(most)s", most=MOST_POINTS)
    days = lazy("Enter a number from 1 to %(most)s", most=LONGEST_OBJECTIONS)
    choices = lazy("Enter a number from 0 to %(most)s", most=MOST_OPTIONS)
    shares = lazy("Equal Shares counts ballots that choose projects only")
    found: tuple[tuple[bool, str, object], ...] = (
        (not 0 <= rules.most <= MOST_OPTIONS, "most", choices),
        (not 1 <= rules.points <= MOST_POINTS, "points", up_to),
        (is_shares and rules.kind not in CHOOSING, "rule", shares),
        (has_least and rules.threshold < 1, "threshold", lazy("Enter the least score, above 0")),
        (rules.least_voters < 0, "least_voters", lazy("Enter 0 or more")),
        (not 1 <= rules.objection_days <= LONGEST_OBJECTIONS, "objection_days", days),
        (not rules.seed.strip(), "seed", lazy("Enter what the draw is made from")),
    )
    wrong = {name: words for is_wrong, name, words in found if is_wrong}
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)


def _check_option(row: BudgetVote, stage: StageLine, option: Option) -> None:
    pot = session.scalar(
        select(BudgetPot).where(BudgetPot.vote_id == row.id, BudgetPot.number == option.pot)
    )
    if pot is None:
        raise Invalid(fields={"pot": lazy("Choose a pot from the list")})
    if not 0 < option.price <= MOST_MONEY:
        raise Invalid(fields={"price": lazy("Enter an amount of baht above nothing")})
    if option.price > pot.money:
        words = lazy("This costs more than the pot holds (%(money)s baht)", money=f"{pot.money:,}")
        raise Invalid(fields={"price": words})
    if option.idea_id is not None and not ideas.is_of(option.idea_id, stage.project_id):
        raise Invalid(fields={"idea": lazy("Choose an idea from the list")})


def _next(kind: type[BudgetPot | BudgetOption], row: BudgetVote) -> int:
    query = select(func.max(kind.number)).where(kind.vote_id == row.id)
    return int(session.scalar(query) or 0) + 1


def _pot(row: BudgetVote, number: int) -> BudgetPot:
    query = select(BudgetPot).where(BudgetPot.vote_id == row.id, BudgetPot.number == number)
    found = session.scalar(query)
    if found is None:
        raise NotFound(lazy("There is no such pot."))
    return found


def _option(row: BudgetVote, number: int) -> BudgetOption:
    found = session.scalar(
        select(BudgetOption).where(BudgetOption.vote_id == row.id, BudgetOption.number == number)
    )
    if found is None:
        raise NotFound(lazy("There is no such project."))
    return found


def _forget_pairs(row: BudgetVote, number: int) -> None:
    session.execute(
        delete(BudgetPair).where(
            BudgetPair.vote_id == row.id,
            or_(BudgetPair.one == number, BudgetPair.other == number),
        )
    )
