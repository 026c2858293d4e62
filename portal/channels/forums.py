"""Who registered for a forum is told what changes, that it comes, and where its minutes are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.channels import letters
from portal.channels.letters import Letter
from portal.channels.lifecycle import Occasion
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.outbox import listens
from portal.participation.forums.events import ForumNews
from portal.participation.forums.queries import telling
from portal.participation.forums.queries.telling import Told
from portal.participation.forums.terms import News

SUBJECTS: dict[str, Lazy] = {
    News.CANCELLED: lazy("Called off: %(what)s"),
    News.MOVED: lazy("Changed: %(what)s"),
    News.SOON: lazy("Soon: %(what)s"),
    News.MINUTES: lazy("Minutes: %(what)s"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a message tells."""

    news: str
    forum: Told


@listens(ForumNews)
def tell_guests(fact: ForumNews, at: datetime) -> None:
    """Everyone who registered."""
    told = telling.forum(fact.forum_id)
    if told is None:
        return
    letter = Letter(
        Occasion.FORUM,
        f"forum:{fact.forum_id}:{fact.news}:{fact.version}",
        "forum.txt",
        Facts(fact.news, told),
        lambda: str(SUBJECTS[fact.news]) % {"what": told.title.here},
    )
    for reader in telling.registered(fact.forum_id):
        letters.send(reader, letter, at)
