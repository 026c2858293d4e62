"""What is done with forums: the only writers of these tables."""

from __future__ import annotations

from portal.participation.forums.services.coming import (
    Guest,
    add_heads,
    attend,
    register,
    remove_heads,
    withdraw,
)
from portal.participation.forums.services.minuting import (
    DecisionPlan,
    link_idea,
    remove_decision,
    save_decision,
    save_minutes,
    unlink_idea,
)
from portal.participation.forums.services.planning import (
    ForumPlan,
    GroupPlan,
    cancel_forum,
    remind,
    remove_group,
    save_forum,
    save_group,
)

__all__ = [
    "DecisionPlan",
    "ForumPlan",
    "GroupPlan",
    "Guest",
    "add_heads",
    "attend",
    "cancel_forum",
    "link_idea",
    "register",
    "remind",
    "remove_decision",
    "remove_group",
    "remove_heads",
    "save_decision",
    "save_forum",
    "save_group",
    "save_minutes",
    "unlink_idea",
    "withdraw",
]
