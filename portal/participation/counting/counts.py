"""Counts an election by the rule that was fixed for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.participation.counting import greedy
from portal.participation.counting.elections import Election
from portal.participation.counting.results import Completion, Result, Rule, Terms, Utility

KNOWN: dict[str, Terms] = {
    "greedy": Terms(Rule.GREEDY),
    "greedy-no-skip": Terms(Rule.GREEDY_STOP),
    "greedy-threshold": Terms(Rule.GREEDY_THRESHOLD),
    "equalshares": Terms(Rule.EQUAL_SHARES, completion=Completion.NONE),
    "equalshares/add1": Terms(Rule.EQUAL_SHARES, Utility.COST, Completion.ADD_ONE),
    "equalshares/greedy": Terms(Rule.EQUAL_SHARES, Utility.COST, Completion.GREEDY),
}
"""The terms behind the names of rules in published files."""


def terms_of(election: Election) -> Terms:
    """The terms that the file names, with what this portal's own files say beside the rule.

    Raises:
        Invalid: it names none that is known, or says something that cannot be read.

    """
    if election.rule not in KNOWN:
        raise Invalid(lazy("The rule “%(rule)s” is not known. Name one.", rule=election.rule))
    notes = election.notes
    try:
        return replace(
            KNOWN[election.rule],
            seed=notes.get("draw_seed", ""),
            utility=Utility(notes.get("utility", Utility.COST)),
            exclusive=tuple(frozenset(group.split("+")) for group in _parts(notes, "exclusive")),
            withdrawn=frozenset(_parts(notes, "withdrawn")),
            least_voters=int(notes.get("min_project_voters") or 0),
        )
    except ValueError as error:
        raise Invalid(lazy("What the file says of its rule cannot be read.")) from error


def _parts(notes: Mapping[str, str], name: str) -> list[str]:
    return [part for part in notes.get(name, "").split(",") if part]


def count(election: Election, terms: Terms) -> Result:
    """Count.

    Raises:
        Invalid: no ballot was cast, nothing can be paid, or the rule does not suit the ballots.

    """
    if not election.cast:
        raise Invalid(lazy("No ballot was cast, so there is nothing to count."))
    if all(project.price > election.budget for project in election.projects):
        raise Invalid(lazy("The budget is below the price of the cheapest project."))
    if terms.rule is Rule.EQUAL_SHARES:
        from portal.participation.counting import equal_shares  # noqa: PLC0415 - a large library

        return equal_shares.count(election, terms)
    return greedy.count(election, terms)
