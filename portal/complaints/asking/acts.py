"""What staff do with categories and their questions, as the log calls it, and who may."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.errors import Forbidden
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor, Role

SETS_CATEGORIES = frozenset({Role.CLERK, Role.ADMINISTRATOR})

CATEGORY_ADDED = Act("category.added", lazy("Category added"))
CATEGORY_CHANGED = Act("category.changed", lazy("Category changed"))
CATEGORY_MOVED = Act("category.moved", lazy("Category moved in the order"))
QUESTION_ADDED = Act("question.added", lazy("Question added"))
QUESTION_CHANGED = Act("question.changed", lazy("Question changed"))
QUESTION_MOVED = Act("question.moved", lazy("Question moved in the order"))
QUESTION_REMOVED = Act("question.removed", lazy("Question taken away"))
STOP_ADDED = Act("stop.added", lazy("Stop message added"))
STOP_CHANGED = Act("stop.changed", lazy("Stop message changed"))
STOP_REMOVED = Act("stop.removed", lazy("Stop message taken away"))


def may_set(actor: Actor) -> None:
    """Let only those pass who set up the municipality; raises `Forbidden`."""
    if actor.role not in SETS_CATEGORIES:
        raise Forbidden(lazy("Only the clerk and administrators may change this."))
