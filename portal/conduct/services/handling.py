"""What those with a key do: open, look into it, ask, answer, decide."""

from __future__ import annotations

from datetime import datetime

from portal.conduct import acts
from portal.conduct.events import ReporterTold
from portal.conduct.lifecycle import Outcome, Verb
from portal.conduct.models import ConductOpening
from portal.conduct.queries import listing
from portal.conduct.services import moving
from portal.conduct.services.moving import Move
from portal.foundation import audit, outbox
from portal.foundation.database import session
from portal.foundation.policy import Actor

OPENED, CARRIED = "opened", "carried"
"""How somebody came to read it: on the page, or in a file."""


def open_matter(actor: Actor, matter_id: int, *, at: datetime) -> None:
    """Write down that this person opens it now. Everyone with a key sees that."""
    moving.reader_loads(actor, matter_id)
    audit.note(acts.OPENED, "conduct", matter_id, by=actor, at=at)
    session.add(ConductOpening(matter_id=matter_id, person_id=actor.person_id, how=OPENED, at=at))


def carry_away(actor: Actor, *, at: datetime) -> list[listing.MatterLine]:
    """Everything this person may read, for a file; each one is written down as opened."""
    lines = listing.all_of(actor)
    audit.note(acts.CARRIED, "conduct", by=actor, at=at, matters=len(lines))
    session.add_all(
        ConductOpening(matter_id=line.id, person_id=actor.person_id, how=CARRIED, at=at)
        for line in lines
    )
    return lines


def accept(actor: Actor, matter_id: int, *, seen: int, at: datetime) -> None:
    """Begin looking into it; whoever told it learns that."""
    _tell(actor, matter_id, Move(actor, Verb.ACCEPT, at), seen)


def ask(actor: Actor, matter_id: int, question: str, *, seen: int, at: datetime) -> None:
    """Ask whoever told it."""
    _tell(actor, matter_id, Move(actor, Verb.ASK, at, moving.words("words", question)), seen)


def reply(actor: Actor, matter_id: int, text: str, *, seen: int, at: datetime) -> None:
    """Write to whoever told it."""
    _tell(actor, matter_id, Move(actor, Verb.REPLY, at, moving.words("words", text)), seen)


def note(actor: Actor, matter_id: int, text: str, *, seen: int, at: datetime) -> None:
    """Write something down for those with a key."""
    matter = moving.reader_loads(actor, matter_id, seen)
    moving.make(matter, Move(actor, Verb.NOTE, at, moving.words("words", text)))


def close(
    actor: Actor, matter_id: int, outcome: Outcome, text: str, *, seen: int, at: datetime
) -> None:
    """Decide it, in words to whoever told it."""
    text = moving.words("words", text)
    move = Move(actor, Verb.CLOSE, at, text, {"outcome": outcome.value})
    _tell(actor, matter_id, move, seen)
    matter = moving.load(matter_id)
    matter.outcome, matter.closed_at = outcome.value, at


def reopen(actor: Actor, matter_id: int, why: str, *, seen: int, at: datetime) -> None:
    """Look into it once more."""
    _tell(actor, matter_id, Move(actor, Verb.REOPEN, at, moving.words("words", why)), seen)
    matter = moving.load(matter_id)
    matter.outcome, matter.closed_at = None, None


def _tell(actor: Actor, matter_id: int, move: Move, seen: int) -> None:
    matter = moving.reader_loads(actor, matter_id, seen)
    step = moving.make(matter, move)
    outbox.record(ReporterTold(matter.id, step.id), move.at)
