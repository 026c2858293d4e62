"""What is done with ideas: the only writers of these tables."""

from __future__ import annotations

from portal.participation.ideas.services.answering import NewAnswer, answer
from portal.participation.ideas.services.appealing import appeal, decide
from portal.participation.ideas.services.checking import NewIdea
from portal.participation.ideas.services.commenting import NewComment, comment
from portal.participation.ideas.services.filing import file, take_down
from portal.participation.ideas.services.flagging import NewFlag, flag, settle
from portal.participation.ideas.services.merging import merge
from portal.participation.ideas.services.moderating import (
    Target,
    hide,
    publish,
    restore,
    show_photos,
)
from portal.participation.ideas.services.ruling import set_rules
from portal.participation.ideas.services.supporting import support, take_back
from portal.participation.ideas.services.topics import open_topic

__all__ = [
    "NewAnswer",
    "NewComment",
    "NewFlag",
    "NewIdea",
    "Target",
    "answer",
    "appeal",
    "comment",
    "decide",
    "file",
    "flag",
    "hide",
    "merge",
    "open_topic",
    "publish",
    "restore",
    "set_rules",
    "settle",
    "show_photos",
    "support",
    "take_back",
    "take_down",
]
