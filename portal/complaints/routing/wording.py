"""A rule as its page shows it: whom it takes and where it goes, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.complaints.queries import choices
from portal.complaints.queries.said import Said, said
from portal.complaints.routing.forms import clock_time
from portal.complaints.routing.matching import HOURS_WORDS, Hours, Rule
from portal.foundation.i18n import Lazy, lazy
from portal.places import queries as places
from portal.response_times.forms.calendar import WEEKDAYS

GONE = lazy("no longer there")


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule of the list."""

    rule: Rule
    title: Said
    takes: tuple[tuple[Lazy, str], ...]
    """Each condition: what it is about, and what it asks for."""
    unit: object
    person: Said | None
    fired: int
    warnings: tuple[Lazy, ...]


def lines(
    rules: Iterable[Rule],
    fired: Mapping[int, int],
    warnings: Mapping[int, list[Lazy]],
    names: Mapping[int, str],
) -> list[RuleLine]:
    """The rules in words; `names` are of those who can be given work."""
    return [
        RuleLine(
            rule,
            said(rule.title),
            tuple(_takes(rule)),
            unit.title.here if (unit := choices.unit(rule.unit_id)) else GONE,
            said(names[person]) if (person := rule.officer_id or 0) in names else None,
            fired.get(rule.id, 0),
            tuple(warnings.get(rule.id, ())),
        )
        for rule in rules
    ]


def _takes(rule: Rule) -> Iterable[tuple[Lazy, str]]:
    if rule.categories:
        found = (choices.category(one) for one in sorted(rule.categories))
        yield lazy("Categories"), _joined(line.title.here if line else str(GONE) for line in found)
    if rule.areas:
        known = {area.id: area.title.here for area in places.areas()}
        named = (known.get(one, str(GONE)) for one in sorted(rule.areas))
        yield lazy("Areas"), _joined(named)
    if rule.hours is Hours.OWN:
        yield lazy("Time of filing"), _own_hours(rule)
    elif rule.hours is not Hours.ALWAYS:
        yield lazy("Time of filing"), str(HOURS_WORDS[rule.hours])
    if rule.keywords:
        yield lazy("Words in the text"), _joined(rule.keywords)


def _own_hours(rule: Rule) -> str:
    days = _joined(str(WEEKDAYS[number - 1]) for number in sorted(rule.weekdays))
    return str(
        lazy(
            "%(days)s from %(since)s to %(until)s",
            days=days,
            since=clock_time(rule.since),
            until=clock_time(rule.until),
        )
    )


def _joined(words: Iterable[str]) -> str:
    return ", ".join(words)
