"""What makes a closure doubtful: every reason with its limit, in one table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from portal.attachments import likeness
from portal.complaints.origins import CLOCKS_DIFFER
from portal.foundation.i18n import Lazy, lazy

PERIOD = timedelta(days=90)
MANY = 5
WITHIN = timedelta(minutes=1)
JUST_BEFORE = timedelta(hours=2)
BAD_STARS = 2
FAR = 300
"""Metres. The satellites miss by tens of them between houses, and a reporter’s pin by more."""


class Doubt(StrEnum):
    """Why a closure is worth a second look."""

    NO_PHOTO = "no_photo"
    SAME_PHOTO = "same_photo"
    FAR_AWAY = "far_away"
    TAKEN_BEFORE = "taken_before"
    IN_A_ROW = "in_a_row"
    JUST_BEFORE_DUE = "just_before_due"
    BADLY_RATED = "badly_rated"


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason: its name, how it is found, and its limit in a few words."""

    words: Lazy
    how: Lazy
    limit: Lazy


RULES: dict[Doubt, Rule] = {
    Doubt.SAME_PHOTO: Rule(
        lazy("The same photo was used twice"),
        lazy(
            "A photo taken afterwards looks the same as another photo of this or of another "
            "complaint: their fingerprints differ in %(bits)s of 64 bits or fewer.",
            bits=likeness.MOST_BITS,
        ),
        lazy("%(bits)s of 64 bits differ, or fewer", bits=likeness.MOST_BITS),
    ),
    Doubt.FAR_AWAY: Rule(
        lazy("The photo was taken far from the place"),
        lazy(
            "By its own notes, a photo taken afterwards was taken more than %(metres)s metres from "
            "the place of the complaint. Of the photo’s place only this distance is kept.",
            metres=FAR,
        ),
        lazy("more than %(metres)s metres", metres=FAR),
    ),
    Doubt.TAKEN_BEFORE: Rule(
        lazy("The photo was taken before the complaint came in"),
        lazy(
            "By its own notes, a photo of the result was taken more than %(minutes)s minutes "
            "before the complaint came in. Of the photo’s time only this is kept.",
            minutes=int(CLOCKS_DIFFER.total_seconds() // 60),
        ),
        lazy(
            "more than %(minutes)s minutes before",
            minutes=int(CLOCKS_DIFFER.total_seconds() // 60),
        ),
    ),
    Doubt.JUST_BEFORE_DUE: Rule(
        lazy("Closed just before the promised time, and opened again"),
        lazy(
            "It was finished in the last %(hours)s hours before the promised time and opened "
            "again.",
            hours=int(JUST_BEFORE.total_seconds() // 3600),
        ),
        lazy("the last %(hours)s hours", hours=int(JUST_BEFORE.total_seconds() // 3600)),
    ),
    Doubt.IN_A_ROW: Rule(
        lazy("Many were closed within a minute"),
        lazy("One person finished %(many)s or more complaints within one minute.", many=MANY),
        lazy("%(many)s or more by one person", many=MANY),
    ),
    Doubt.BADLY_RATED: Rule(
        lazy("Finished, then rated with one or two stars"),
        lazy("The reporter gave one or two stars after it was finished."),
        lazy("%(stars)s stars or fewer", stars=BAD_STARS),
    ),
    Doubt.NO_PHOTO: Rule(
        lazy("Finished without a photo taken afterwards"),
        lazy("No photo shows the result. A reason had to be written down."),
        lazy("no photo at all"),
    ),
}
"""In the order in which they are shown."""
