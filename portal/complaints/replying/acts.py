"""What staff do with prepared texts and their rule, as the log calls it, and who may."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.errors import Forbidden
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor, Role

SETS_REPLIES = frozenset({Role.CLERK, Role.ADMINISTRATOR})

TEMPLATE_ADDED = Act("template.added", lazy("Reply template added"))
TEMPLATE_CHANGED = Act("template.changed", lazy("Reply template changed"))
TEMPLATE_REMOVED = Act("template.removed", lazy("Reply template taken away"))
RULE_SET = Act("asking_back.set", lazy("Rule for unanswered questions set"))


def may_set(actor: Actor) -> None:
    """Let only those pass who set up the municipality; raises `Forbidden`."""
    if actor.role not in SETS_REPLIES:
        raise Forbidden(lazy("Only the clerk and administrators may change this."))
