"""The clock of a matter: it runs or stands still, and two verbs move it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from portal.foundation.errors import OutOfOrder
from portal.foundation.i18n import Lazy, lazy


class State(StrEnum):
    """Whether time passes for the promises of a matter."""

    RUNNING = "running"
    PAUSED = "paused"


class PauseReason(StrEnum):
    """Why a clock stands still."""

    WAITING_FOR_REPORTER = "waiting_for_reporter"
    OUTSIDE_BODY = "outside_body"
    ON_HOLD = "on_hold"


class Origin(StrEnum):
    """Where a holiday comes from: the government’s list of a confirmed year, or this office."""

    GOVERNMENT = "government"
    LOCAL = "local"


class Outcome(StrEnum):
    """How a matter ended. Empty text stands for one that is open."""

    RESOLVED = "resolved"
    UNFIXED = "unfixed"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


class Evidence(StrEnum):
    """What shows that a matter was resolved: a photo taken afterwards, or why there is none."""

    PHOTO = "photo"
    REASON = "reason"


STEPS: dict[str, tuple[State, State]] = {
    "pause": (State.RUNNING, State.PAUSED),
    "resume": (State.PAUSED, State.RUNNING),
}
REFUSALS: dict[str, Lazy] = {
    "pause": lazy("The clock of this matter is already stopped."),
    "resume": lazy("The clock of this matter is already running."),
}
STATE_LABELS: dict[State, Lazy] = {
    State.RUNNING: lazy("Clock running"),
    State.PAUSED: lazy("Clock paused"),
}
REASON_LABELS: dict[PauseReason, Lazy] = {
    PauseReason.WAITING_FOR_REPORTER: lazy("Waiting for the reporter"),
    PauseReason.OUTSIDE_BODY: lazy("Waiting for an outside body"),
    PauseReason.ON_HOLD: lazy("On hold"),
}
OUTCOME_LABELS: dict[Outcome, Lazy] = {
    Outcome.RESOLVED: lazy("Resolved"),
    Outcome.UNFIXED: lazy("Closed without a fix"),
    Outcome.WITHDRAWN: lazy("Withdrawn by the reporter"),
    Outcome.MERGED: lazy("Merged with another"),
}

EVIDENCE_LABELS: dict[Evidence, Lazy] = {
    Evidence.PHOTO: lazy("With a photo taken afterwards"),
    Evidence.REASON: lazy("Without one, and a reason is given"),
}


def after(verb: str, state: State) -> State:
    """The state after this verb; raises `OutOfOrder` where the verb has no arrow."""
    start, end = STEPS[verb]
    if state is not start:
        raise OutOfOrder(REFUSALS[verb])
    return end


def refuse_before(earliest: datetime | None, at: datetime) -> None:
    """Refuse a step that lies before the matter began: a slip of the pen or of a clock."""
    if earliest is not None and at < earliest:
        raise OutOfOrder(lazy("A step cannot lie before the matter began."))


def refuse_backwards(began_at: datetime, at: datetime) -> None:
    """Refuse to end a pause before it began."""
    if at < began_at:
        raise OutOfOrder(lazy("A pause cannot end before it began."))


def refuse_overlap(last_end: datetime | None, at: datetime) -> None:
    """Refuse a pause that would begin before the last one ended, so that no time counts twice."""
    if last_end is not None and at < last_end:
        raise OutOfOrder(lazy("This pause would overlap an earlier one."))
