"""What staff do with budget votes, as the log calls it, and who may."""

from __future__ import annotations

from typing import Final

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy
from portal.foundation.policy import Role

SETS: Final = frozenset({Role.CLERK, Role.HEAD, Role.ADMINISTRATOR})
"""Who sets a vote up, and says what happens to it afterwards."""
ENTERS: Final = frozenset({Role.DISPATCHER, Role.OFFICER, Role.HEAD, Role.CLERK})
"""Who types in paper ballots."""
SEES: Final = SETS | ENTERS

BEGUN = Act("ballots.begun", lazy("Budget vote begun"))
RULES_SET = Act("ballots.rules", lazy("Rules of a budget vote set"))
POT_SAVED = Act("ballots.pot", lazy("Pot of a budget vote saved"))
POT_REMOVED = Act("ballots.pot_removed", lazy("Pot of a budget vote removed"))
OPTION_SAVED = Act("ballots.option", lazy("Project on a ballot paper saved"))
OPTION_REMOVED = Act("ballots.option_removed", lazy("Project taken off a ballot paper"))
PAIR_ADDED = Act("ballots.pair", lazy("Two projects made to exclude each other"))
PAIR_REMOVED = Act("ballots.pair_removed", lazy("Two projects no longer exclude each other"))
FROZEN = Act("ballots.frozen", lazy("Ballot paper frozen"))
BATCH_OPENED = Act("ballots.batch", lazy("Batch of paper ballots opened"))
BATCH_ENTERED = Act("ballots.entered", lazy("Batch of paper ballots entered"))
BATCH_ACCEPTED = Act("ballots.accepted", lazy("Batch of paper ballots taken into the vote"))
PAPER_DONE = Act("ballots.paper_done", lazy("All paper ballots declared entered"))
COUNTED = Act("ballots.counted", lazy("Ballots counted"))
WITHDRAWN = Act("ballots.withdrawn", lazy("Project withdrawn from a vote"))
UNLINKED = Act("ballots.unlinked", lazy("Link between voters and ballots destroyed"))
