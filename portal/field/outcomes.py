"""What can come of a visit."""

from __future__ import annotations

from enum import StrEnum

from portal.complaints.lifecycle import OPEN, State, Verb
from portal.foundation.i18n import Lazy, lazy

TO_VISIT = OPEN - {State.WAITING, State.REFERRED, State.ON_HOLD}
"""States in which somebody of the municipality has something to do on the spot."""


class Outcome(StrEnum):
    """How somebody leaves the place."""

    DONE = "done"
    BEGUN = "begun"
    NOTED = "noted"


OUTCOME_WORDS: dict[Outcome, Lazy] = {
    Outcome.DONE: lazy("It is done"),
    Outcome.BEGUN: lazy("Work has begun"),
    Outcome.NOTED: lazy("Only a note for colleagues"),
}
VERBS: dict[Outcome, Verb] = {
    Outcome.DONE: Verb.RESOLVE,
    Outcome.BEGUN: Verb.START,
    Outcome.NOTED: Verb.NOTE,
}
"""The move each is made by."""
