"""What a notice tells, where it stands on its way out, and how calls end."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from portal.foundation.errors import OutOfOrder
from portal.foundation.i18n import Lazy, lazy


class Occasion(StrEnum):
    """What somebody is told."""

    CODE = "code"
    RECEIPT = "receipt"
    QUESTION = "question"
    ANSWER = "answer"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REOPENED = "reopened"
    MERGED = "merged"
    UNMERGED = "unmerged"
    SPLIT = "split"
    ESCALATION = "escalation"
    DIGEST = "digest"
    DISCREET = "discreet"
    SUMMONS = "summons"
    WATCHED = "watched"
    ALERT = "alert"
    ALERT_CODE = "alert_code"
    EMAIL_CODE = "email_code"
    EMAIL_CHANGED = "new_email"
    IDEA = "idea"
    IDEA_STAFF = "idea_staff"
    OWED = "owed"
    CHAIN = "chain"
    WORK = "work"
    CARE = "care"
    TASK = "task"
    FORUM = "forum"
    DRAFT = "draft"


class Medium(StrEnum):
    """How a notice travels."""

    EMAIL = "email"
    SMS = "sms"


class State(StrEnum):
    """Where a notice stands."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    EXPIRED = "expired"
    CALLED = "called"


class CallState(StrEnum):
    """Where a call stands."""

    OPEN = "open"
    DONE = "done"


class Outcome(StrEnum):
    """How one try to call ended."""

    DONE = "done"
    NO_ANSWER = "no_answer"
    AGAIN_AT = "again_at"


Arrow = tuple[frozenset[State], State]

STEPS: dict[str, Arrow] = {
    "write": (frozenset(), State.WAITING),
    "send": (frozenset({State.WAITING, State.FAILED, State.CALLED}), State.SENT),
    "fail": (frozenset({State.WAITING}), State.FAILED),
    "expire": (frozenset({State.WAITING, State.FAILED}), State.EXPIRED),
    "call_instead": (frozenset({State.WAITING, State.FAILED}), State.CALLED),
    "try_again": (frozenset({State.WAITING, State.FAILED}), State.WAITING),
}
"""A notice that was accepted elsewhere is sent, whatever was thought of it meanwhile."""

OCCASION_WORDS: dict[Occasion, Lazy] = {
    Occasion.CODE: lazy("Code to sign in"),
    Occasion.RECEIPT: lazy("Receipt"),
    Occasion.QUESTION: lazy("Question"),
    Occasion.ANSWER: lazy("Answer"),
    Occasion.RESOLVED: lazy("Result"),
    Occasion.CLOSED: lazy("Closed without a fix"),
    Occasion.REOPENED: lazy("Opened again"),
    Occasion.MERGED: lazy("Merged with another complaint"),
    Occasion.UNMERGED: lazy("The merging was undone"),
    Occasion.SPLIT: lazy("Split into parts"),
    Occasion.ESCALATION: lazy("To the staff: a promised time"),
    Occasion.DIGEST: lazy("To the staff: the morning's list"),
    Occasion.DISCREET: lazy("Word that there is something to read"),
    Occasion.SUMMONS: lazy("To the staff: word that there is something to read"),
    Occasion.WATCHED: lazy("To the staff: a complaint they watch"),
    Occasion.ALERT: lazy("Alert: new complaints"),
    Occasion.ALERT_CODE: lazy("Code to confirm an alert"),
    Occasion.EMAIL_CODE: lazy("Code to confirm a new e-mail"),
    Occasion.EMAIL_CHANGED: lazy("An account’s e-mail was changed"),
    Occasion.IDEA: lazy("About an idea"),
    Occasion.IDEA_STAFF: lazy("To the staff: an idea to be answered"),
    Occasion.OWED: lazy("To the staff: a closing statement they owe"),
    Occasion.CHAIN: lazy("What came of something one took part in"),
    Occasion.WORK: lazy("About works that are followed"),
    Occasion.CARE: lazy("To caretakers: a look is due"),
    Occasion.TASK: lazy("To volunteers: about a task"),
    Occasion.FORUM: lazy("To who registered: about a forum"),
    Occasion.DRAFT: lazy("To the author: about a comment on a draft"),
}
STATE_WORDS: dict[State, Lazy] = {
    State.WAITING: lazy("Waiting for the next try"),
    State.SENT: lazy("Sent"),
    State.FAILED: lazy("Refused by the other side"),
    State.EXPIRED: lazy("Too late to be of use"),
    State.CALLED: lazy("A call was asked for instead"),
}
OUTCOME_WORDS: dict[Outcome, Lazy] = {
    Outcome.DONE: lazy("Told by telephone"),
    Outcome.NO_ANSWER: lazy("No answer"),
    Outcome.AGAIN_AT: lazy("To be called again"),
}

CALLED_ABOUT = frozenset(
    {
        Occasion.QUESTION,
        Occasion.ANSWER,
        Occasion.RESOLVED,
        Occasion.CLOSED,
        Occasion.MERGED,
        Occasion.SPLIT,
    }
)
"""What somebody without e-mail is called about."""
TOLD_TO_ALL = frozenset({Occasion.ANSWER, Occasion.RESOLVED, Occasion.CLOSED, Occasion.REOPENED})
"""What the reporters of complaints merged with this one are told, too."""
FOR_STAFF = frozenset(
    {
        Occasion.ESCALATION,
        Occasion.DIGEST,
        Occasion.SUMMONS,
        Occasion.WATCHED,
        Occasion.IDEA_STAFF,
        Occasion.OWED,
    }
)
"""They go to the municipality's own people and tell nothing of the reporter."""
UNSEEN = frozenset({Occasion.DISCREET, Occasion.SUMMONS})
"""About matters that only few know of: no list of notices shows them to anybody."""
USELESS_AFTER = {
    Occasion.CODE: timedelta(minutes=10),
    Occasion.ALERT_CODE: timedelta(minutes=30),
    Occasion.EMAIL_CODE: timedelta(minutes=10),
    Occasion.DIGEST: timedelta(hours=20),
}
ALERT_SEAL = "alert code"
"""What the seal of an alert's code on its way is for."""
SEALED = frozenset({Occasion.CODE, Occasion.ALERT_CODE, Occasion.EMAIL_CODE})
"""Their notices keep a sealed code for a body until they leave."""
URGENT = SEALED
"""Somebody sits and waits for it: it goes before everything else."""
CALL_AFTER = timedelta(hours=24)
GIVE_UP_AFTER = timedelta(days=7)
NO_ANSWER_WAIT = timedelta(hours=3)


def after(verb: str, state: State) -> State:
    """The state a verb leads to; `OutOfOrder` in words where it is no arrow."""
    sources, target = STEPS[verb]
    if state not in sources:
        raise OutOfOrder(
            lazy("This notice cannot be sent again: %(state)s.", state=STATE_WORDS[state])
        )
    return target
