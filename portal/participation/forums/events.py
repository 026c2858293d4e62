"""What happens to forums, for those who tell people of it."""

from __future__ import annotations

from dataclasses import dataclass

from portal.foundation.outbox import Event


@dataclass(frozen=True)
class ForumNews(Event):
    """Something that everyone who registered is to know: see `terms.News`."""

    forum_id: int
    news: str
    version: int
