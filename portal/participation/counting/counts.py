"""Counts an election by the rule that was fixed for it."""

from __future__ import annotations

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
}
"""The terms behind the names of rules in published files."""


def terms_of(election: Election) -> Terms:
    """The terms that the file names.

    Raises:
        Invalid: it names none that is known.

    """
    if election.rule not in KNOWN:
        raise Invalid(lazy("The rule “%(rule)s” is not known. Name one.", rule=election.rule))
    return KNOWN[election.rule]


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
