"""What happens to comments on drafts, for those who tell people of it."""

from __future__ import annotations

from dataclasses import dataclass

from portal.foundation.outbox import Event


@dataclass(frozen=True)
class CommentNews(Event):
    """A comment was answered, hidden or shown again; its author is told. See `acts.News`."""

    comment_id: int
    news: str
    about: int
    """The answer's number; else which time it happened, in whole seconds."""
