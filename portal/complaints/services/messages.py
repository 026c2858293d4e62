"""Words for the reporter alone: a step of its own, which the public never reads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portal.complaints.lifecycle import Verb
from portal.complaints.services import moving
from portal.complaints.services.moving import Move
from portal.complaints.services.writing import words

if TYPE_CHECKING:
    from datetime import datetime

    from portal.complaints.models import Complaint, ComplaintStep
    from portal.foundation.policy import Actor

ALONE = "alone"
"""In a step's details: its words are for the reporter alone."""
MESSAGE = "message"
"""In a step's details: the number of the step with what the reporter was told beside it."""


def tell_alone(complaint: Complaint, officer: Actor, text: str, at: datetime) -> ComplaintStep:
    """Write it into the history, for the reporter alone; returns the step."""
    text = words("private", text)
    return moving.make(complaint, Move(officer, Verb.REPLY, at, text, details={ALONE: True}))


def with_message(complaint: Complaint, move: Move, private: str) -> ComplaintStep:
    """Make a move, and tell the reporter alone something beside it; returns the move's step."""
    if private.strip():
        message = tell_alone(complaint, move.actor, private, move.at)
        move = replace(move, details={**(move.details or {}), MESSAGE: message.number})
    return moving.make(complaint, move)
