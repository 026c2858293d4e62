"""The ballot paper with its rules: one plain value, written in one way, so that it has one hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from portal.foundation.i18n import Bilingual, Lazy, lazy
from portal.participation.ballots.terms import CHOOSING, BallotKind
from portal.participation.counting.results import Completion, Rule, Terms, Utility


@dataclass(frozen=True, slots=True)
class Pot:
    """Money for the whole town, or for one area."""

    number: int
    title_th: str
    title_en: str
    money: int
    """Baht."""
    area_id: int | None = None

    @property
    def title(self) -> Bilingual:
        """Its name."""
        return Bilingual(self.title_th, self.title_en)


@dataclass(frozen=True, slots=True)
class Option:
    """A project that can be voted for. Its number stands on the paper and in every file."""

    number: int
    pot: int
    title_th: str
    title_en: str
    price: int
    """Baht."""
    text_th: str = ""
    text_en: str = ""
    place: str = ""
    idea_id: int | None = None
    category_id: int | None = None

    @property
    def title(self) -> Bilingual:
        """Its name."""
        return Bilingual(self.title_th, self.title_en)

    @property
    def text(self) -> Bilingual:
        """What it is."""
        return Bilingual(self.text_th, self.text_en)


@dataclass(frozen=True)
class Rules:
    """How the vote is cast and counted."""

    kind: BallotKind = BallotKind.APPROVAL
    most: int = 3
    """Projects a ballot may choose or rank in one pot; 0 for any number."""
    points: int = 10
    """Points a ballot may give in one pot."""
    rule: Rule = Rule.GREEDY
    utility: Utility = Utility.COST
    completion: Completion = Completion.ADD_ONE
    threshold: int = 0
    """The least score, where the rule has one."""
    least_voters: int = 0
    """Below so many voters no project wins, whatever the rule."""
    seed: str = ""
    """Of the public draw."""
    takes_paper: bool = False
    objection_days: int = 15


@dataclass(frozen=True)
class Paper:
    """Everything that is fixed when voting opens."""

    rules: Rules
    pots: tuple[Pot, ...]
    options: tuple[Option, ...]
    pairs: tuple[tuple[int, int], ...] = ()
    """Projects of which only one can win."""
    closes_at: datetime | None = None

    @cached_property
    def by_number(self) -> Mapping[int, Option]:
        """The projects by their numbers."""
        return {option.number: option for option in self.options}

    def of(self, pot: Pot) -> tuple[Option, ...]:
        """The projects that this pot can pay for."""
        return tuple(option for option in self.options if option.pot == pot.number)

    def ranks(self, pot: Pot) -> int:
        """How many projects of a pot a ranked ballot can name."""
        there = len(self.of(pot))
        return min(self.rules.most or there, there)

    def terms(self, pot: Pot, withdrawn: Sequence[int] = ()) -> Terms:
        """The rule that counts a pot."""
        numbers = {option.number for option in self.of(pot)}
        rules = self.rules
        return Terms(
            rule=rules.rule,
            utility=rules.utility,
            completion=rules.completion,
            seed=rules.seed,
            exclusive=tuple(
                frozenset(map(str, pair)) for pair in self.pairs if numbers.issuperset(pair)
            ),
            withdrawn=frozenset(str(number) for number in withdrawn if number in numbers),
            least_voters=rules.least_voters,
        )


def canonical(paper: Paper) -> str:
    """The paper as JSON, always the same for the same paper: what the hash is made of."""
    said = asdict(paper)
    said["closes_at"] = paper.closes_at.isoformat() if paper.closes_at else None
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(written: str) -> str:
    """The SHA-256 of a paper as it was written."""
    return hashlib.sha256(written.encode()).hexdigest()


@lru_cache(maxsize=32)
def read(written: str) -> Paper:
    """A paper from what `canonical` wrote."""
    said: dict[str, Any] = json.loads(written)
    rules = said["rules"]
    closes_at = said["closes_at"]
    return Paper(
        rules=replace(
            Rules(**rules),
            kind=BallotKind(rules["kind"]),
            rule=Rule(rules["rule"]),
            utility=Utility(rules["utility"]),
            completion=Completion(rules["completion"]),
        ),
        pots=tuple(Pot(**pot) for pot in said["pots"]),
        options=tuple(Option(**option) for option in said["options"]),
        pairs=tuple((one, other) for one, other in said["pairs"]),
        closes_at=datetime.fromisoformat(closes_at) if closes_at else None,
    )


def problems(paper: Paper) -> tuple[Lazy, ...]:
    """Why voting cannot open with this paper; nothing where it can."""
    return tuple(_problems(paper))


def _problems(paper: Paper) -> Iterator[Lazy]:
    if not paper.pots:
        yield lazy("There is no pot: say how much money there is.")
    for pot in paper.pots:
        yield from _of_pot(paper, pot)
    rules = paper.rules
    if rules.rule is Rule.EQUAL_SHARES and rules.kind not in CHOOSING:
        yield lazy("Equal Shares counts ballots that choose projects, without points or ranks.")
    if rules.rule is Rule.GREEDY_THRESHOLD and not rules.threshold:
        yield lazy("This rule needs the least score.")


def _of_pot(paper: Paper, pot: Pot) -> Iterator[Lazy]:
    there = paper.of(pot)
    if not there:
        yield lazy("“%(pot)s” has no projects.", pot=pot.title)
    elif all(option.price > pot.money for option in there):
        yield lazy(
            "“%(pot)s” holds less than its cheapest project costs: raise it, or add a cheaper one.",
            pot=pot.title,
        )
