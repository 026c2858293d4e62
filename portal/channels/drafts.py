"""Whoever commented on a draft is told what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.channels import letters
from portal.channels.letters import Letter
from portal.channels.lifecycle import Occasion
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.outbox import listens
from portal.participation.drafts.acts import News
from portal.participation.drafts.events import CommentNews
from portal.participation.drafts.queries import telling
from portal.participation.drafts.queries.telling import Told

SUBJECTS: dict[str, Lazy] = {
    News.ANSWERED: lazy("Project %(n)s: your comment is answered"),
    News.HIDDEN: lazy("Project %(n)s: your comment is hidden"),
    News.RESTORED: lazy("Project %(n)s: your comment can be read again"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a message tells."""

    news: str
    comment: Told


@listens(CommentNews)
def tell_author(fact: CommentNews, at: datetime) -> None:
    """Its author, once for each answer and each time it is hidden or shown again."""
    told = telling.comment(fact.comment_id)
    if told is None or told.is_hidden != (fact.news == News.HIDDEN):
        return  # shown again, or hidden, meanwhile: that is told by itself
    letter = Letter(
        Occasion.DRAFT,
        f"draft:{fact.comment_id}:{fact.news}:{fact.about}",
        "draft.txt",
        Facts(fact.news, told),
        lambda: str(SUBJECTS[fact.news]) % {"n": told.number},
    )
    letters.send(told.author, letter, at)
