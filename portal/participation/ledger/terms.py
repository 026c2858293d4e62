"""What counts as taking part, in which of the five steps, and how much it weighs."""

from __future__ import annotations

from enum import StrEnum

from portal.foundation.i18n import Lazy, lazy
from portal.participation.projects.terms import Influence, Step


class ActKind(StrEnum):
    """One thing somebody did."""

    IDEA = "idea"
    SUPPORT = "support"
    IDEA_COMMENT = "idea_comment"
    DRAFT_COMMENT = "draft_comment"
    FORUM = "forum"
    VOTE = "vote"
    TASK = "task"
    GIFT = "gift"
    DIARY = "diary"
    FOLLOW = "follow"
    INSPECTION = "inspection"
    RATING = "rating"
    CARE = "care"


ACT_WORDS: dict[ActKind, Lazy] = {
    ActKind.IDEA: lazy("An idea proposed"),
    ActKind.SUPPORT: lazy("An idea supported"),
    ActKind.IDEA_COMMENT: lazy("A comment on an idea"),
    ActKind.DRAFT_COMMENT: lazy("A comment on a draft"),
    ActKind.FORUM: lazy("At a forum"),
    ActKind.VOTE: lazy("A ballot cast"),
    ActKind.TASK: lazy("Work on a task"),
    ActKind.GIFT: lazy("A gift received"),
    ActKind.DIARY: lazy("An entry in a diary of work"),
    ActKind.FOLLOW: lazy("Work followed"),
    ActKind.INSPECTION: lazy("An inspection report"),
    ActKind.RATING: lazy("Stars for a result"),
    ActKind.CARE: lazy("A look by caretakers"),
}
STEP_OF: dict[ActKind, Step] = {
    ActKind.IDEA: Step.THINK,
    ActKind.SUPPORT: Step.THINK,
    ActKind.IDEA_COMMENT: Step.THINK,
    ActKind.DRAFT_COMMENT: Step.PLAN,
    ActKind.FORUM: Step.PLAN,
    ActKind.VOTE: Step.PLAN,
    ActKind.TASK: Step.IMPLEMENT,
    ActKind.GIFT: Step.IMPLEMENT,
    ActKind.DIARY: Step.IMPLEMENT,
    ActKind.FOLLOW: Step.MONITOR,
    ActKind.INSPECTION: Step.MONITOR,
    ActKind.RATING: Step.BENEFIT,
    ActKind.CARE: Step.BENEFIT,
}
LEVEL_OF: dict[ActKind, Influence] = {
    ActKind.FOLLOW: Influence.INFORM,
    ActKind.RATING: Influence.CONSULT,
    ActKind.DRAFT_COMMENT: Influence.CONSULT,
    ActKind.IDEA: Influence.INVOLVE,
    ActKind.SUPPORT: Influence.INVOLVE,
    ActKind.IDEA_COMMENT: Influence.INVOLVE,
    ActKind.FORUM: Influence.INVOLVE,
    ActKind.DIARY: Influence.INVOLVE,
    ActKind.INSPECTION: Influence.COLLABORATE,
    ActKind.GIFT: Influence.COLLABORATE,
    ActKind.TASK: Influence.COLLABORATE,
    ActKind.CARE: Influence.COLLABORATE,
    ActKind.VOTE: Influence.EMPOWER,
}
"""How deep an act goes, by the five levels of the IAP2 spectrum."""
