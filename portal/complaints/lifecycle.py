"""What a complaint can be, and every move from one state to the next.

เสร็จสิ้น (`resolved`: the unit says so) is not ยุติเรื่อง (`settled`: the reporter accepted, or the
time to object has passed).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.complaints.terms import (
    CALLED_WORDS,
    CHANNEL_WORDS,
    CLOSING_WORDS,
    HOLD_WORDS,
    KIND_WORDS,
    REFUSAL_WORDS,
    VISIBILITY_WORDS,
    Called,
    Channel,
    Closing,
    Hold,
    Kind,
    Refusal,
    Visibility,
)
from portal.foundation.errors import OutOfOrder
from portal.foundation.i18n import Lazy, lazy

__all__ = [
    "CALLED_WORDS",
    "CHANNEL_WORDS",
    "CLOSING_WORDS",
    "DONE",
    "EVERY",
    "HOLD_WORDS",
    "KIND_WORDS",
    "OPEN",
    "REFUSAL_WORDS",
    "STATE_WORDS",
    "STEPS",
    "VISIBILITY_WORDS",
    "WORKABLE",
    "Arrow",
    "Called",
    "Channel",
    "Closing",
    "Hold",
    "Kind",
    "Refusal",
    "State",
    "Verb",
    "Visibility",
    "after",
    "allowed",
]


class State(StrEnum):
    """Where a complaint stands."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    REFERRED = "referred"
    ON_HOLD = "on_hold"
    RESOLVED = "resolved"
    CLOSED = "closed"
    SETTLED = "settled"


STATE_WORDS: dict[State, Lazy] = {
    State.RECEIVED: lazy("Waiting to be accepted"),
    State.ACKNOWLEDGED: lazy("Accepted"),
    State.ASSIGNED: lazy("Assigned"),
    State.IN_PROGRESS: lazy("In progress"),
    State.WAITING: lazy("Waiting for the reporter"),
    State.REFERRED: lazy("Referred to another agency"),
    State.ON_HOLD: lazy("On hold"),
    State.RESOLVED: lazy("Finished"),
    State.CLOSED: lazy("Closed without a fix"),
    State.SETTLED: lazy("Settled"),
}
OPEN = frozenset(
    {
        State.RECEIVED,
        State.ACKNOWLEDGED,
        State.ASSIGNED,
        State.IN_PROGRESS,
        State.WAITING,
        State.REFERRED,
        State.ON_HOLD,
    }
)
"""States in which the municipality still owes something."""
WORKABLE = OPEN - {State.WAITING}
DONE = frozenset({State.RESOLVED, State.CLOSED, State.SETTLED})
EVERY = OPEN | DONE


class Verb(StrEnum):
    """Every move there is."""

    FILE = "file"
    ACKNOWLEDGE = "acknowledge"
    ASSIGN = "assign"
    RECATEGORISE = "recategorise"
    MOVE_PIN = "move_pin"
    START = "start"
    ASK = "ask"
    ANSWER_QUESTION = "answer_question"
    ADD_INFORMATION = "add_information"
    REFER = "refer"
    HOLD = "hold"
    REPLY = "reply"
    NOTE = "note"
    REVIEW = "review"
    RESOLVE = "resolve"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    RATE = "rate"
    ACCEPT = "accept"
    SETTLE = "settle"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Arrow:
    """One verb: from which states it may be done, where it leads (None: stays), its words."""

    sources: frozenset[State]
    target: State | None
    words: Lazy
    """As a button."""
    done: Lazy
    """As a line of the history."""


STEPS: dict[Verb, Arrow] = {
    Verb.FILE: Arrow(
        frozenset(), State.RECEIVED, lazy("File a complaint"), lazy("Complaint received")
    ),
    Verb.ACKNOWLEDGE: Arrow(
        frozenset({State.RECEIVED}), State.ACKNOWLEDGED, lazy("Accept"), lazy("Complaint accepted")
    ),
    Verb.ASSIGN: Arrow(WORKABLE, State.ASSIGNED, lazy("Assign"), lazy("Responsible unit named")),
    Verb.RECATEGORISE: Arrow(OPEN, None, lazy("Change the category"), lazy("Category changed")),
    Verb.MOVE_PIN: Arrow(OPEN, None, lazy("Move the pin"), lazy("Place corrected")),
    Verb.START: Arrow(
        WORKABLE - {State.IN_PROGRESS}, State.IN_PROGRESS, lazy("Start work"), lazy("Work started")
    ),
    Verb.ASK: Arrow(
        WORKABLE, State.WAITING, lazy("Ask the reporter"), lazy("Question to the reporter")
    ),
    Verb.ANSWER_QUESTION: Arrow(
        frozenset({State.WAITING}),
        State.IN_PROGRESS,
        lazy("Answer the question"),
        lazy("The reporter answered"),
    ),
    Verb.ADD_INFORMATION: Arrow(
        OPEN, None, lazy("Add information"), lazy("The reporter added information")
    ),
    Verb.REFER: Arrow(
        WORKABLE,
        State.REFERRED,
        lazy("Refer to another agency"),
        lazy("Referred to another agency"),
    ),
    Verb.HOLD: Arrow(WORKABLE, State.ON_HOLD, lazy("Put on hold"), lazy("Put on hold")),
    Verb.REPLY: Arrow(EVERY - {State.SETTLED}, None, lazy("Reply"), lazy("Answer")),
    Verb.NOTE: Arrow(EVERY, None, lazy("Internal note"), lazy("Internal note")),
    Verb.REVIEW: Arrow(
        EVERY, None, lazy("Decide what the public sees"), lazy("Looked at for the public page")
    ),
    Verb.RESOLVE: Arrow(WORKABLE, State.RESOLVED, lazy("Record the result"), lazy("Finished")),
    Verb.CLOSE: Arrow(
        OPEN, State.CLOSED, lazy("Close without a fix"), lazy("Closed without a fix")
    ),
    Verb.WITHDRAW: Arrow(
        OPEN, State.CLOSED, lazy("Withdraw the complaint"), lazy("Withdrawn by the reporter")
    ),
    Verb.RATE: Arrow(DONE, None, lazy("Rate the service"), lazy("The reporter rated the service")),
    Verb.ACCEPT: Arrow(
        frozenset({State.RESOLVED, State.CLOSED}),
        State.SETTLED,
        lazy("Accept the result"),
        lazy("The reporter accepted the result"),
    ),
    Verb.SETTLE: Arrow(
        frozenset({State.RESOLVED, State.CLOSED}),
        State.SETTLED,
        lazy("Settle"),
        lazy("Settled: the time to ask for more has passed"),
    ),
    Verb.REOPEN: Arrow(
        frozenset({State.RESOLVED, State.CLOSED}),
        State.IN_PROGRESS,
        lazy("Open again"),
        lazy("Opened again"),
    ),
}


def after(verb: Verb, state: State) -> State:
    """The state a verb leads to; `OutOfOrder` in words where it is no arrow."""
    arrow = STEPS[verb]
    if state not in arrow.sources:
        raise OutOfOrder(
            lazy(
                "“%(verb)s” is not possible while the complaint is: %(state)s.",
                verb=arrow.words,
                state=STATE_WORDS[state],
            )
        )
    return arrow.target or state


def allowed(state: State) -> list[Verb]:
    """Every verb that is an arrow from here, in the table's order."""
    return [verb for verb, arrow in STEPS.items() if state in arrow.sources]
