"""What every move shares: the key first, then the arrow, then the line of history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.conduct import acts, lifecycle, policy
from portal.conduct.lifecycle import State, Verb
from portal.conduct.models import ConductKey, ConductMatter, ConductStep
from portal.foundation import audit
from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound, Outdated
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor

NOT_HERE = lazy("There is no such page.")
"""In the words of an address that leads nowhere: nobody learns that the matter exists."""


@dataclass(frozen=True, slots=True)
class Move:
    """One move: by whom (None: whoever told it), what, when, with which words."""

    actor: Actor | None
    verb: Verb
    at: datetime
    note: str = ""
    details: dict[str, Any] | None = None


def keys(matter_id: int) -> list[int]:
    """The people who hold a key to it now."""
    return list(
        session.scalars(
            select(ConductKey.person_id).where(
                ConductKey.matter_id == matter_id, ConductKey.ended_at.is_(None)
            )
        )
    )


def load(matter_id: int) -> ConductMatter:
    """The matter, locked for a change."""
    matter = session.scalar(
        select(ConductMatter).where(ConductMatter.id == matter_id).with_for_update()
    )
    if matter is None:
        raise NotFound(NOT_HERE)
    return matter


def reader_loads(actor: Actor, matter_id: int, seen: int | None = None) -> ConductMatter:
    """The matter for somebody with a key; as if there were none for everybody else."""
    matter = load(matter_id)
    if not policy.may_read(actor, matter, keys(matter_id)):
        raise NotFound(NOT_HERE)
    if seen is not None and matter.version != seen:
        raise Outdated(
            lazy("Somebody else changed this matter while you were writing. Nothing was saved.")
        )
    return matter


def words(field: str, text: str, longest: int = 10_000) -> str:
    """What was typed, or `Invalid` naming the field where it is nothing."""
    tidy = text.strip()
    if not tidy:
        raise Invalid(
            lazy("There is something to correct"), fields={field: lazy("Write something here")}
        )
    return tidy[:longest]


def make(matter: ConductMatter, move: Move) -> ConductStep:
    """Take the arrow and write it into the history; returns the step with its id."""
    matter.state = lifecycle.after(move.verb, State(matter.state)).value
    matter.version += 1
    matter.changed_at = move.at
    if move.actor is not None:
        audit.note(
            acts.MOVED, "conduct", matter.id, by=move.actor, at=move.at, verb=move.verb.value
        )
    return write(matter, move)


def write(matter: ConductMatter, move: Move) -> ConductStep:
    """Add a line to the history, as the matter now is."""
    step = ConductStep(
        matter_id=matter.id,
        verb=move.verb.value,
        state=matter.state,
        at=move.at,
        actor_id=move.actor.person_id if move.actor else None,
        note=move.note.strip(),
        details=move.details or {},
    )
    session.add(step)
    session.flush()
    return step
