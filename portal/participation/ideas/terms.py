"""What is said of ideas: where they stand, how they came, what the municipality answers. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from portal.foundation.errors import OutOfOrder
from portal.foundation.i18n import Lazy, lazy

MATTER: Final = "idea"
"""What an idea is called as a matter of promises and photos."""

SHORTEST_TITLE, LONGEST_TITLE = 5, 120
SHORTEST_TEXT, LONGEST_TEXT = 10, 3000
LONGEST_COMMENT: Final = 1000
LONGEST_REASON: Final = 2000
MOST_QUOTA: Final = 50
MOST_ANSWER_DAYS: Final = 180
APPEAL_WITHIN: Final = timedelta(days=30)
"""So long after something was hidden its author may ask for another look."""


class Standing(StrEnum):
    """Who may read what a resident wrote."""

    WAITING = "waiting"
    SHOWN = "shown"
    HIDDEN = "hidden"


STANDING_WORDS: dict[Standing, Lazy] = {
    Standing.WAITING: lazy("Waits to be looked at"),
    Standing.SHOWN: lazy("Everyone can read it"),
    Standing.HIDDEN: lazy("Hidden"),
}

Arrow = tuple[frozenset[Standing], Standing]
STEPS: dict[str, Arrow] = {
    "publish": (frozenset({Standing.WAITING}), Standing.SHOWN),
    "hide": (frozenset({Standing.WAITING, Standing.SHOWN}), Standing.HIDDEN),
    "restore": (frozenset({Standing.HIDDEN}), Standing.SHOWN),
}
REFUSALS: dict[str, Lazy] = {
    "publish": lazy("It does not wait to be looked at any more."),
    "hide": lazy("It is hidden already."),
    "restore": lazy("It is not hidden."),
}


class Channel(StrEnum):
    """How an idea or a comment reached the municipality."""

    WEB = "web"
    FORUM = "forum"
    COUNTER = "counter"
    TELEPHONE = "telephone"
    PAPER = "paper"
    HOTSPOT = "hotspot"


CHANNEL_WORDS: dict[Channel, Lazy] = {
    Channel.WEB: lazy("Written on this portal"),
    Channel.FORUM: lazy("Taken down at a village forum"),
    Channel.COUNTER: lazy("Taken down at the counter"),
    Channel.TELEPHONE: lazy("Taken down on the telephone"),
    Channel.PAPER: lazy("From a paper form"),
    Channel.HOTSPOT: lazy("Opened by the municipality from complaints of one place"),
}
TAKEN_DOWN: Final = (Channel.FORUM, Channel.COUNTER, Channel.TELEPHONE, Channel.PAPER)
"""Ways in which staff write for somebody else."""


class Answered(StrEnum):
    """What the municipality answers."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    DECLINED = "declined"
    STUDY = "study"


ANSWER_WORDS: dict[Answered, Lazy] = {
    Answered.ACCEPTED: lazy("Accepted as proposed"),
    Answered.PARTLY: lazy("Accepted in part"),
    Answered.DECLINED: lazy("Not accepted"),
    Answered.STUDY: lazy("Needs study"),
}


class Leaning(StrEnum):
    """Which way a comment speaks."""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"


LEANING_WORDS: dict[Leaning, Lazy] = {
    Leaning.FOR: lazy("For"),
    Leaning.AGAINST: lazy("Against"),
    Leaning.NEUTRAL: lazy("Neither"),
}


class Ground(StrEnum):
    """Why something is flagged or hidden."""

    INSULT = "insult"
    PERSONAL = "personal"
    UNTRUE = "untrue"
    ADVERTISING = "spam"
    ELSEWHERE = "elsewhere"
    OTHER = "other"


GROUND_WORDS: dict[Ground, Lazy] = {
    Ground.INSULT: lazy("Insults or threatens somebody"),
    Ground.PERSONAL: lazy("Tells personal things of somebody"),
    Ground.UNTRUE: lazy("Accuses somebody without facts"),
    Ground.ADVERTISING: lazy("Advertising, or the same again and again"),
    Ground.ELSEWHERE: lazy("Belongs elsewhere"),
    Ground.OTHER: lazy("Something else"),
}


class Order(StrEnum):
    """In which order the list stands."""

    NEWEST = "newest"
    SUPPORTED = "supported"


ORDER_WORDS: dict[Order, Lazy] = {
    Order.SUPPORTED: lazy("Most supported first"),
    Order.NEWEST: lazy("Newest first"),
}


@dataclass(frozen=True, slots=True)
class Rules:
    """How one stage of ideas goes."""

    quota: int = 5
    """How many ideas one person may support in the stage."""
    checks_first: bool = False
    """Whether somebody looks at ideas and comments before everyone reads them."""
    answer_days: int = 15
    """Within so many days, counted day and night, each idea is answered."""


def after(verb: str, standing: Standing) -> Standing:
    """Where something stands after this verb; `OutOfOrder` in words where there is no arrow."""
    sources, target = STEPS[verb]
    if standing not in sources:
        raise OutOfOrder(REFUSALS[verb])
    return target


def free_slot(taken: set[int], quota: int) -> int | None:
    """The lowest of one person's places, 1 to the quota, that is free; None where none is.

    Each support stands in a place of its own, so that a unique key of the database itself holds
    the quota, whatever happens at the same moment.
    """
    return next((slot for slot in range(1, quota + 1) if slot not in taken), None)
