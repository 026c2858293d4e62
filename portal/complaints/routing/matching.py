"""Which rule takes a complaint, and why the earlier ones did not: pure, for verbs and for trying.

The first active rule whose every condition holds fires. A condition that names nothing holds.
Keywords are compared by character clusters, so that Thai needs no spaces, and a keyword that is a
known word also finds its synonyms.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from functools import lru_cache

from portal.foundation import clock
from portal.foundation.fulltext.wording import known_words, matters_in, pieces
from portal.foundation.i18n import Lazy, lazy

Openings = Sequence[tuple[time, time]]
HOUR = 60
DAY = 24 * HOUR
WEEK = 7


class Hours(StrEnum):
    """At what time a rule holds."""

    ALWAYS = ""
    OFFICE = "office"
    OUTSIDE = "outside"
    OWN = "own"


HOURS_WORDS: dict[Hours, Lazy] = {
    Hours.ALWAYS: lazy("At any time"),
    Hours.OFFICE: lazy("In office hours"),
    Hours.OUTSIDE: lazy("Outside office hours"),
    Hours.OWN: lazy("On weekdays and at hours of its own"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it is asked. `number` is its place in the order, from 1."""

    id: int
    number: int
    title: str
    unit_id: int
    officer_id: int | None = None
    is_active: bool = True
    categories: frozenset[int] = frozenset()
    areas: frozenset[int] = frozenset()
    hours: Hours = Hours.ALWAYS
    weekdays: frozenset[int] = frozenset()
    since: int = 0
    until: int = 0
    keywords: tuple[str, ...] = ()
    version: int = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """What rules look at in a complaint: its words, what it is, where, and when it was filed."""

    text: str
    category_id: int | None
    area_id: int | None
    at: datetime
    is_office_open: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """What there is in the municipality now."""

    categories: frozenset[int]
    """Those that are offered."""
    areas: frozenset[int]
    units: frozenset[int]
    people: Mapping[int, int | None]
    """The unit of everybody who can be given work."""
    away: frozenset[int] = frozenset()
    has_office_hours: bool = True


@dataclass(frozen=True, slots=True)
class Passed:
    """A rule that did not fire, and why."""

    rule: Rule
    why: Lazy


@dataclass(frozen=True, slots=True)
class Outcome:
    """Which rule fired, if any, to whom it goes, and which were passed over before it."""

    rule: Rule | None = None
    unit_id: int | None = None
    officer_id: int | None = None
    passed: tuple[Passed, ...] = field(default=())
    person_missing: bool = False
    """The person it names is away or gone, so it goes to the unit."""


def fire(rules: Sequence[Rule], asked: Asked, ground: Ground) -> Outcome:
    """The first rule that holds, and why each one before it did not."""
    passed: list[Passed] = []
    for rule in rules:
        why = why_not(rule, asked, ground)
        if why is None:
            person = present(rule, ground)
            missing = person is None and rule.officer_id is not None
            return Outcome(rule, rule.unit_id, person, tuple(passed), missing)
        passed.append(Passed(rule, why))
    return Outcome(passed=tuple(passed))


def present(rule: Rule, ground: Ground) -> int | None:
    """The person of a rule, where they still work in its unit and are not away."""
    person = rule.officer_id
    if person is None or person in ground.away or ground.people.get(person) != rule.unit_id:
        return None
    return person


def why_not(rule: Rule, asked: Asked, ground: Ground) -> Lazy | None:
    """The first condition that does not hold, in words; None where all do."""
    if not rule.is_active:
        return lazy("It is switched off.")
    if rule.unit_id not in ground.units:
        return lazy("The unit it names is no longer there.")
    return _unmet(rule, asked)


def _unmet(rule: Rule, asked: Asked) -> Lazy | None:
    if rule.categories and asked.category_id not in rule.categories:
        return lazy("It is for other categories.")
    if rule.areas and asked.area_id not in rule.areas:
        return lazy("It is for other areas.")
    if not is_time(rule, asked):
        return lazy("It is for another time.")
    if rule.keywords and not any(speaks_of(asked.text, each) for each in rule.keywords):
        return lazy("None of its words is in the text.")
    return None


def is_time(rule: Rule, asked: Asked) -> bool:
    """Whether the moment of filing lies in the rule's time."""
    match rule.hours:
        case Hours.OFFICE:
            return asked.is_office_open
        case Hours.OUTSIDE:
            return not asked.is_office_open
        case Hours.OWN:
            return _in_own_hours(rule, asked.at)
    return True


def _in_own_hours(rule: Rule, at: datetime) -> bool:
    """An end before the beginning lies on the day after the one that is named."""
    local = clock.local(at)
    minute, today = local.hour * HOUR + local.minute, local.isoweekday()
    yesterday = (today - 2) % WEEK + 1
    if rule.since < rule.until:
        return today in rule.weekdays and rule.since <= minute < rule.until
    begun_today = today in rule.weekdays and minute >= rule.since
    return begun_today or (yesterday in rule.weekdays and minute < rule.until)


def is_open(week: Sequence[Openings], holidays: Collection[object], at: datetime) -> bool:
    """Whether an office with these hours is open at a moment; midnight as an end is 24.00."""
    local = clock.local(at)
    if local.date() in holidays:
        return False
    now = local.time()
    return any(
        begins <= now and (now < ends or ends == time(0)) for begins, ends in week[local.weekday()]
    )


def speaks_of(text: str, keyword: str) -> bool:
    """Whether a text holds a keyword, or another word for the same matter."""
    asked = tuple(pieces(keyword))
    found = _pieces(text)
    if not asked:
        return False
    last = len(found) - len(asked)
    if any(found[start : start + len(asked)] == asked for start in range(last + 1)):
        return True
    whole = (0, len(asked))
    meant = {m for start, end, each in known_words(asked) for m in each if (start, end) == whole}
    return bool(meant & _matters(text))


@lru_cache(maxsize=64)
def _pieces(text: str) -> tuple[str, ...]:
    return tuple(pieces(text))


@lru_cache(maxsize=64)
def _matters(text: str) -> frozenset[str]:
    return frozenset(matters_in(_pieces(text)))


def warnings(rules: Sequence[Rule], ground: Ground) -> dict[int, list[Lazy]]:
    """What is wrong with each rule, by its id: why it can never fire, or not as it says."""
    found: dict[int, list[Lazy]] = {}
    for place, rule in enumerate(rules):
        said = [*never(rule, ground), *_softer(rule, ground)]
        before = next((one for one in rules[:place] if covers(one, rule, ground)), None)
        if before is not None:
            number = before.number
            said.append(
                lazy("It never fires: rule %(number)s takes all of it before.", number=number)
            )
        if said:
            found[rule.id] = said
    return found


def never(rule: Rule, ground: Ground) -> list[Lazy]:
    """Why a rule can never fire, whatever is filed."""
    said = []
    if rule.unit_id not in ground.units:
        said.append(lazy("It never fires: the unit it names is no longer there. Choose another."))
    if rule.categories and not rule.categories & ground.categories:
        said.append(lazy("It never fires: none of its categories is offered any more."))
    if rule.areas and not rule.areas & ground.areas:
        said.append(lazy("It never fires: none of its areas is there any more."))
    if rule.hours is Hours.OFFICE and not ground.has_office_hours:
        said.append(lazy("It never fires: the office has no opening hours."))
    if rule.hours is Hours.OWN and not rule.weekdays:
        said.append(lazy("It never fires: no weekday is chosen."))
    return said


def _softer(rule: Rule, ground: Ground) -> list[Lazy]:
    if rule.officer_id is None or rule.unit_id not in ground.units:
        return []
    if rule.officer_id in ground.away:
        return [lazy("The person is away today, so it goes to the unit.")]
    if ground.people.get(rule.officer_id) != rule.unit_id:
        return [lazy("The person no longer works in this unit, so it goes to the unit.")]
    return []


def covers(first: Rule, other: Rule, ground: Ground) -> bool:
    """Whether the first takes everything that the other would take."""
    if not (first.is_active and other.is_active) or never(first, ground):
        return False
    wider = (
        (first.categories, other.categories),
        (first.areas, other.areas),
        (frozenset(first.keywords), frozenset(other.keywords)),
    )
    if any(mine and not (theirs and theirs <= mine) for mine, theirs in wider):
        return False
    return first.hours is Hours.ALWAYS or (
        (first.hours, first.since, first.until) == (other.hours, other.since, other.until)
        and first.weekdays >= other.weekdays
    )
