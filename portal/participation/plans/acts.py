"""What staff do with plans, as the log calls it, and who may."""

from __future__ import annotations

from typing import Final

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy
from portal.foundation.policy import Role

SETS: Final = frozenset({Role.CLERK, Role.HEAD, Role.ADMINISTRATOR})
"""Who writes the plan, takes files in and publishes drafts."""
CHECKS: Final = SETS | {Role.OFFICER, Role.DISPATCHER}
"""Who checks feasibility and answers comments."""
SEES: Final = CHECKS | {Role.MAYOR}

BEGUN = Act("plans.begun", lazy("Plan begun"))
ITEM_SAVED = Act("plans.item", lazy("Item of a plan saved"))
ITEM_WITHDRAWN = Act("plans.withdrawn", lazy("Item of a plan withdrawn"))
ADOPTED = Act("plans.adopted", lazy("Plan announced"))
CHECKED = Act("plans.checked", lazy("Feasibility of a plan’s item checked"))
BUDGETED = Act("plans.budgeted", lazy("Item of a plan put into a year’s budget"))
IMPORTED = Act("plans.imported", lazy("Items of a plan taken over from a file"))
LINKED = Act("plans.linked", lazy("Item of a plan linked with an idea"))
