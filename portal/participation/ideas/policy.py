"""Who may do what with ideas, beside what the stage itself says."""

from __future__ import annotations

from portal.foundation.policy import DESK, Actor, Role

READERS = DESK | {Role.MAYOR}
"""Who opens the desk of ideas."""
ANSWERERS = READERS
SETTERS = frozenset({Role.CLERK, Role.HEAD, Role.ADMINISTRATOR})


def may_read_desk(actor: Actor) -> bool:
    """May this person open the desk of ideas?"""
    return actor.role in READERS


def may_answer(actor: Actor) -> bool:
    """May this person answer for the municipality?"""
    return actor.role in ANSWERERS


def may_work(actor: Actor) -> bool:
    """May this person take ideas down, merge them, open topics, look at words and photos?"""
    return actor.role in DESK


def may_decide_appeal(actor: Actor, hidden_by: int | None) -> bool:
    """May this person decide an appeal? Never who hid it."""
    return may_work(actor) and actor.person_id is not None and actor.person_id != hidden_by


def may_set_rules(actor: Actor) -> bool:
    """May this person say how a stage of ideas goes?"""
    return actor.role in SETTERS


def speaks_for_self(actor: Actor) -> bool:
    """Whether this is a signed-in resident: who supports and comments does it under an account."""
    return actor.role is Role.RESIDENT and actor.person_id is not None
