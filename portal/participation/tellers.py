"""Which tool answers for which kind of record on the chain."""

from __future__ import annotations

from portal.participation.ballots import chained as ballot_options
from portal.participation.chain import kinds
from portal.participation.chain.kinds import Teller
from portal.participation.chain.queries import complaints
from portal.participation.chain.terms import Kind
from portal.participation.ideas.queries import chained as ideas
from portal.participation.monitoring import chained as works
from portal.participation.plans import chained as plans
from portal.participation.results import chained as results

TELLERS = {
    Kind.COMPLAINT: Teller(complaints.shown, complaints.acted),
    Kind.IDEA: Teller(ideas.shown, ideas.acted),
    Kind.BALLOT_OPTION: Teller(ballot_options.shown),
    Kind.PLAN_ITEM: Teller(plans.items),
    Kind.BUDGET_LINE: Teller(plans.budget_lines),
    Kind.CONTRACT: Teller(works.contracts),
    Kind.MILESTONE: Teller(works.milestones, works.acted),
    Kind.RESULT: Teller(results.results),
    Kind.CARETAKER: Teller(results.pacts, results.acted),
}


def register() -> None:
    """Introduce them to the chain, once for a process."""
    for kind, teller in TELLERS.items():
        kinds.register(kind, teller)
