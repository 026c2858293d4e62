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
    Withheld,
)
from portal.foundation.errors import OutOfOrder
from portal.foundation.i18n import Lazy, lazy

__all__ = [
    "CALLED_WORDS",
    "CHANNEL_WORDS",
    "CLOSING_WORDS",
    "DONE",
    "ENDED",
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
    "Withheld",
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
    MERGED = "merged"


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
    State.MERGED: lazy("Merged with another complaint"),
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
ENDED = frozenset({State.RESOLVED, State.CLOSED, State.SETTLED})
"""States in which the work itself has come to an end."""
DONE = ENDED | {State.MERGED}
"""States in which nothing is owed here: a merged complaint goes on in its first one."""
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
    REMIND = "remind"
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
    MAKE_URGENT = "make_urgent"
    MAKE_NORMAL = "make_normal"
    MERGE = "merge"
    ABSORB = "absorb"
    UNMERGE = "unmerge"
    LET_GO = "let_go"
    SPLIT = "split"
    HIDE = "hide"
    RELEASE = "release"
    COVER_PHOTO = "cover_photo"
    ROUTE = "route"
    HEAR = "hear"


@dataclass(frozen=True, slots=True)
class Arrow:
    """One verb: from which states it may be done, where it leads (None: stays), its words."""

    sources: frozenset[State]
    target: State | None
    words: Lazy
    """As a button."""
    done: Lazy
    """As a line of the history."""
    back_to: frozenset[State] = frozenset()
    """Where it may lead back to instead: the state before."""


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
    Verb.REMIND: Arrow(
        frozenset({State.WAITING}), None, lazy("Remind the reporter"), lazy("Reporter reminded")
    ),
    Verb.ANSWER_QUESTION: Arrow(
        frozenset({State.WAITING}),
        State.IN_PROGRESS,
        lazy("Answer the question"),
        lazy("The reporter answered"),
        back_to=frozenset({State.REFERRED}),
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
    Verb.REPLY: Arrow(EVERY - {State.SETTLED, State.MERGED}, None, lazy("Reply"), lazy("Answer")),
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
    Verb.RATE: Arrow(ENDED, None, lazy("Rate the service"), lazy("The reporter rated the service")),
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
    Verb.MAKE_URGENT: Arrow(OPEN, None, lazy("Make urgent"), lazy("Made urgent")),
    Verb.MAKE_NORMAL: Arrow(OPEN, None, lazy("No longer urgent"), lazy("No longer urgent")),
    Verb.MERGE: Arrow(
        OPEN,
        State.MERGED,
        lazy("Merge with another complaint"),
        lazy("Merged with another complaint"),
    ),
    Verb.ABSORB: Arrow(
        OPEN, None, lazy("Take in another complaint"), lazy("Another complaint was merged with it")
    ),
    Verb.UNMERGE: Arrow(
        frozenset({State.MERGED}),
        State.RECEIVED,
        lazy("Undo the merging"),
        lazy("The merging was undone"),
        back_to=OPEN,
    ),
    Verb.LET_GO: Arrow(
        EVERY - {State.MERGED},
        None,
        lazy("Let a merged complaint go"),
        lazy("A merged complaint goes on by itself again"),
    ),
    Verb.HIDE: Arrow(EVERY, None, lazy("Hide from the public"), lazy("Hidden from the public")),
    Verb.RELEASE: Arrow(
        EVERY, None, lazy("Let the public see it again"), lazy("No longer kept from the public")
    ),
    Verb.COVER_PHOTO: Arrow(
        EVERY, None, lazy("Cover parts of a photo"), lazy("Parts of a photo covered")
    ),
    Verb.ROUTE: Arrow(
        frozenset({State.RECEIVED, State.ACKNOWLEDGED}),
        None,
        lazy("Send on by the rules"),
        lazy("Sent on by the rules"),
    ),
    Verb.HEAR: Arrow(
        EVERY, None, lazy("Hear from the other side"), lazy("News from the other side")
    ),
    Verb.SPLIT: Arrow(
        WORKABLE, None, lazy("Split into parts"), lazy("Parts of it became complaints of their own")
    ),
}


def after(verb: Verb, state: State, back_to: State | None = None) -> State:
    """The state a verb leads to; `OutOfOrder` in words where it is no arrow.

    `back_to` is the state before, for a verb that may lead back to it.
    """
    arrow = STEPS[verb]
    if state not in arrow.sources:
        raise OutOfOrder(
            lazy(
                "“%(verb)s” is not possible while the complaint is: %(state)s.",
                verb=arrow.words,
                state=STATE_WORDS[state],
            )
        )
    if back_to in arrow.back_to:
        return back_to
    return arrow.target or state


def allowed(state: State) -> list[Verb]:
    """Every verb that is an arrow from here, in the table's order."""
    return [verb for verb, arrow in STEPS.items() if state in arrow.sources]
