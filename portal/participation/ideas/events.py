"""What happened to an idea, for those who tell people of it."""

from __future__ import annotations

from dataclasses import dataclass

from portal.foundation.outbox import Event


@dataclass(frozen=True)
class IdeaPublished(Event):
    """Somebody looked at an idea that waited, and everyone can read it now."""

    idea_id: int


@dataclass(frozen=True)
class IdeaAnswered(Event):
    """The municipality has answered an idea."""

    idea_id: int
    answer_id: int


@dataclass(frozen=True)
class IdeaMerged(Event):
    """An idea goes on in another one."""

    idea_id: int
    into_id: int


@dataclass(frozen=True)
class WordsHidden(Event):
    """An idea or a comment was hidden, with a reason for its author."""

    hiding_id: int


@dataclass(frozen=True)
class WordsRestored(Event):
    """What was hidden can be read again."""

    hiding_id: int


@dataclass(frozen=True)
class AppealRefused(Event):
    """Somebody else has looked, and it stays hidden."""

    hiding_id: int


@dataclass(frozen=True)
class TopicOpened(Event):
    """The municipality opened an idea from the complaints of one place."""

    idea_id: int
