"""Kinds of requests and incidents, and the periods that hold where nothing else was set."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Final

from portal.foundation.i18n import lazy
from portal.foundation.personal import Kept


class Cause(StrEnum):
    """Why something went."""

    REQUEST = "request"
    LOOK = "look"
    RETENTION = "retention"


class Asked(StrEnum):
    """What somebody asks for."""

    ERASE = "erase"


class Standing(StrEnum):
    """How far a request has come."""

    LOOKING = "looking"
    DONE = "done"


class Risk(StrEnum):
    """What an incident may do to people."""

    NONE = "none"
    SOME = "some"
    HIGH = "high"


ANSWER_IN: Final = timedelta(days=30)
"""Time to answer a person's request (PDPA, section 30)."""
TELL_IN: Final = timedelta(hours=72)
"""Time to tell the regulator of an incident (PDPA, section 37 (4))."""

DEFAULT_MONTHS: Final = {
    Kept.CONTACT: 24,
    Kept.WORDS: 120,
    Kept.PHOTOS: 60,
    Kept.ORIGINALS: 6,
    Kept.CONDUCT: 120,
    Kept.NOTICES: 12,
    Kept.LOOKS: 36,
    Kept.REVIEWS: 12,
    Kept.ACCOUNTS: 24,
    Kept.DELETIONS: 120,
}
"""The Act names no number: two years for contacts are proposed, ten are the registry's usual."""
LEAST_MONTHS: Final = 1
MOST_MONTHS: Final = 600

KEPT_WORDS: Final = {
    Kept.CONTACT: lazy("Name, telephone and e-mail of who reported"),
    Kept.WORDS: lazy("The words of a complaint and of its answers"),
    Kept.PHOTOS: lazy("Photos of a complaint"),
    Kept.ORIGINALS: lazy("Photos as they were sent, before faces were covered"),
    Kept.CONDUCT: lazy("Complaints against conduct, with everything in them"),
    Kept.NOTICES: lazy("Messages sent, and calls made"),
    Kept.LOOKS: lazy("Who opened a contact"),
    Kept.REVIEWS: lazy("What an officer covered in a text"),
    Kept.ACCOUNTS: lazy("Accounts that nobody uses"),
    Kept.DELETIONS: lazy("The book of what was erased"),
}
FROM_WHEN: Final = {
    Kept.CONTACT: lazy("after the complaint ended"),
    Kept.WORDS: lazy("after the complaint ended"),
    Kept.PHOTOS: lazy("after the complaint ended"),
    Kept.ORIGINALS: lazy("after the photo was sent"),
    Kept.CONDUCT: lazy("after the complaint ended"),
    Kept.NOTICES: lazy("after it was written"),
    Kept.LOOKS: lazy("after it was opened"),
    Kept.REVIEWS: lazy("after the officer looked"),
    Kept.ACCOUNTS: lazy("after it was made, with no complaint left"),
    Kept.DELETIONS: lazy("after it was written down"),
}
RISK_WORDS: Final = {
    Risk.NONE: lazy("No risk to people"),
    Risk.SOME: lazy("A risk to people: tell the regulator"),
    Risk.HIGH: lazy("A high risk: tell the regulator and the people"),
}
STANDING_WORDS: Final = {
    Standing.LOOKING: lazy("Waits for an officer's look"),
    Standing.DONE: lazy("Done"),
}
CAUSE_WORDS: Final = {
    Cause.REQUEST: lazy("Asked for by the person"),
    Cause.LOOK: lazy("Taken out by an officer"),
    Cause.RETENTION: lazy("Its time was over"),
}
