"""What staff do with complaints, as the log calls it: every move of the lifecycle, and looks."""

from __future__ import annotations

from portal.complaints.lifecycle import STEPS, Verb
from portal.foundation.audit import Act
from portal.foundation.i18n import lazy

MOVES: dict[Verb, Act] = {
    verb: Act(f"complaint.{verb.value}", arrow.done) for verb, arrow in STEPS.items()
}
BLOCKED = Act("filing.blocked", lazy("Sender blocked"))
BLOCK_LIFTED = Act("filing.block_lifted", lazy("Block lifted"))
REPORTS_SETTLED = Act("misuse.settled", lazy("Readers’ reports looked at"))
CONTACT_OPENED = Act("complaint.contact_opened", lazy("Reporter’s contact opened"))
