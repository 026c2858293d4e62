"""What staff do with drafts, as the log calls it, who may, and what is promised."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Final

from portal.foundation.audit import Act
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.policy import DESK, Role

SETS: Final = frozenset({Role.CLERK, Role.HEAD, Role.ADMINISTRATOR})
WORKS: Final = DESK
"""Who looks at comments and answers them."""
SEES: Final = DESK | SETS | {Role.MAYOR}
ANSWERED_WITHIN: Final = timedelta(days=15)
LONGEST_PARAGRAPH: Final = 5000
MOST_PARAGRAPHS: Final = 300
LONGEST_COMMENT: Final = 1000
LONGEST_REASON: Final = 2000

PUBLISHED = Act("drafts.published", lazy("Edition of a draft published"))
ANSWERED = Act("drafts.answered", lazy("Comments on a draft answered"))
LET_THROUGH = Act("drafts.let_through", lazy("Comment on a draft let through"))
HIDDEN = Act("drafts.hidden", lazy("Comment on a draft hidden"))
RESTORED = Act("drafts.restored", lazy("Comment on a draft shown again"))


class News(StrEnum):
    """What the author of a comment is told."""

    ANSWERED = "answered"
    HIDDEN = "hidden"
    RESTORED = "restored"


class Answered(StrEnum):
    """What the municipality answers to a comment."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    DECLINED = "declined"


ANSWER_WORDS: dict[Answered, Lazy] = {
    Answered.ACCEPTED: lazy("Taken up"),
    Answered.PARTLY: lazy("Taken up in part"),
    Answered.DECLINED: lazy("Not taken up"),
}
