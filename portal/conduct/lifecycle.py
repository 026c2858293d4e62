"""What a matter about conduct can be, and every move from one state to the next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.foundation.errors import OutOfOrder
from portal.foundation.i18n import Lazy, lazy


class State(StrEnum):
    """Where a matter stands."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    ASKED = "asked"
    CLOSED = "closed"


class Sort(StrEnum):
    """What is told: how somebody behaved, or that somebody profits from the office."""

    CONDUCT = "conduct"
    CORRUPTION = "corruption"


class Meant(StrEnum):
    """Whose conduct it is, as far as that decides who may read it."""

    STAFF = "staff"
    CLERK = "clerk"
    MAYOR = "mayor"
    COUNCIL = "council"


class Outcome(StrEnum):
    """How a matter ended."""

    FOUNDED = "founded"
    UNFOUNDED = "unfounded"
    NO_FACTS = "no_facts"
    PASSED_ON = "passed_on"


class Verb(StrEnum):
    """Every move there is."""

    FILE = "file"
    ACCEPT = "accept"
    ASK = "ask"
    ANSWER = "answer"
    ADD = "add"
    REPLY = "reply"
    NOTE = "note"
    ENTRUST = "entrust"
    WITHHOLD = "withhold"
    CLOSE = "close"
    REOPEN = "reopen"


STATE_WORDS: dict[State, Lazy] = {
    State.RECEIVED: lazy("Received, not opened yet"),
    State.ACCEPTED: lazy("Being looked into"),
    State.ASKED: lazy("You are asked a question"),
    State.CLOSED: lazy("Decided"),
}
READER_WORDS: dict[State, Lazy] = {
    **STATE_WORDS,
    State.ASKED: lazy("Whoever told it is asked a question"),
}
"""The same for those with a key."""
SORT_WORDS: dict[Sort, Lazy] = {
    Sort.CONDUCT: lazy("How somebody behaved or did their work"),
    Sort.CORRUPTION: lazy("A bribe, embezzlement or another kind of corruption"),
}
MEANT_WORDS: dict[Meant, Lazy] = {
    Meant.STAFF: lazy("A member of staff or a unit"),
    Meant.CLERK: lazy("The clerk, who heads the staff"),
    Meant.MAYOR: lazy("The mayor or a deputy"),
    Meant.COUNCIL: lazy("A member of the council"),
}
OUTCOME_WORDS: dict[Outcome, Lazy] = {
    Outcome.FOUNDED: lazy("What was told proved right; steps are taken"),
    Outcome.UNFOUNDED: lazy("What was told did not prove right"),
    Outcome.NO_FACTS: lazy("There are not enough facts to find out"),
    Outcome.PASSED_ON: lazy("Passed on to the body that is responsible"),
}
UNDECIDED = frozenset({State.RECEIVED, State.ACCEPTED, State.ASKED})
EVERY = frozenset(State)
OF_REPORTER = frozenset({Verb.FILE, Verb.ANSWER, Verb.ADD})
"""Moves of whoever told; the rest are moves of those who may read."""
SHOWN = OF_REPORTER | {Verb.ACCEPT, Verb.ASK, Verb.REPLY, Verb.CLOSE, Verb.REOPEN}
"""Moves that whoever told reads on the page of their matter."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """One verb: from which states it may be done, where it leads (None: stays), its words."""

    sources: frozenset[State]
    target: State | None
    words: Lazy
    done: Lazy


STEPS: dict[Verb, Arrow] = {
    Verb.FILE: Arrow(frozenset(), State.RECEIVED, lazy("Send"), lazy("Received")),
    Verb.ACCEPT: Arrow(
        frozenset({State.RECEIVED}),
        State.ACCEPTED,
        lazy("Begin looking into it"),
        lazy("It is being looked into"),
    ),
    Verb.ASK: Arrow(
        UNDECIDED, State.ASKED, lazy("Ask whoever told it"), lazy("Question to whoever told it")
    ),
    Verb.ANSWER: Arrow(
        frozenset({State.ASKED}), State.ACCEPTED, lazy("Answer"), lazy("The question was answered")
    ),
    Verb.ADD: Arrow(EVERY, None, lazy("Add information"), lazy("More was told")),
    Verb.REPLY: Arrow(EVERY, None, lazy("Write to whoever told it"), lazy("Answer")),
    Verb.NOTE: Arrow(EVERY, None, lazy("Note for those who may read"), lazy("Note")),
    Verb.ENTRUST: Arrow(
        EVERY, None, lazy("Let one more person read it"), lazy("One more person may read it")
    ),
    Verb.WITHHOLD: Arrow(
        EVERY, None, lazy("Close it to a person"), lazy("A person may no longer read it")
    ),
    Verb.CLOSE: Arrow(UNDECIDED, State.CLOSED, lazy("Decide"), lazy("Decided")),
    Verb.REOPEN: Arrow(
        frozenset({State.CLOSED}), State.ACCEPTED, lazy("Open again"), lazy("Opened again")
    ),
}


def after(verb: Verb, state: State) -> State:
    """The state a verb leads to; `OutOfOrder` in words where it is no arrow."""
    arrow = STEPS[verb]
    if state not in arrow.sources:
        raise OutOfOrder(
            lazy(
                "“%(verb)s” is not possible while the matter is: %(state)s.",
                verb=arrow.words,
                state=STATE_WORDS[state],
            )
        )
    return arrow.target or state
