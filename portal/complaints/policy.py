"""Who may do what with a complaint: one rule for a matter, the same for a list.

Complaints against conduct are for the clerk alone. An administrator keeps the portal going and
reads no cases; council members read what the public reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sqlalchemy import false, or_, select, true

from portal.complaints.lifecycle import Kind, Verb
from portal.complaints.models import Complaint, ComplaintCoUnit
from portal.foundation.policy import Role

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import ColumnElement

    from portal.foundation.policy import Actor

EVERY_UNIT = frozenset({Role.DISPATCHER, Role.CLERK, Role.MAYOR})
"""Roles that read the whole municipality's complaints."""
OWN_UNIT = frozenset({Role.OFFICER, Role.HEAD})
"""Roles that read their own unit's, those they co-work on, and those given to them."""
WORKING = frozenset({Role.DISPATCHER, Role.OFFICER, Role.HEAD, Role.CLERK})
TRIAGE = frozenset({Role.DISPATCHER, Role.HEAD, Role.CLERK})
INTAKE = frozenset({Role.DISPATCHER, Role.OFFICER, Role.HEAD, Role.CLERK})
REPORTER_VERBS = frozenset(
    {Verb.ANSWER_QUESTION, Verb.ADD_INFORMATION, Verb.WITHDRAW, Verb.RATE, Verb.ACCEPT}
)
TRIAGE_VERBS = frozenset({Verb.ASSIGN, Verb.RECATEGORISE, Verb.REVIEW})


class Matter(Protocol):
    """What a rule needs to know of a complaint."""

    kind: str
    unit_id: int | None
    officer_id: int | None


def may_read(actor: Actor, matter: Matter, co_units: Collection[int] = ()) -> bool:
    """Whether a member of staff may open this complaint's case page."""
    if matter.kind == Kind.CONDUCT:
        return actor.role is Role.CLERK
    if actor.role in EVERY_UNIT:
        return True
    if actor.role not in OWN_UNIT:
        return False
    if matter.officer_id is not None and matter.officer_id == actor.person_id:
        return True
    return actor.unit_id is not None and (
        matter.unit_id == actor.unit_id or actor.unit_id in co_units
    )


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """The same rule for a list of complaints."""
    if actor.role is Role.CLERK:
        return true()
    if actor.role in EVERY_UNIT:
        return Complaint.kind != Kind.CONDUCT.value
    if actor.role not in OWN_UNIT:
        return false()
    own = [Complaint.officer_id == actor.person_id] if actor.person_id is not None else []
    if actor.unit_id is not None:
        co_working = select(ComplaintCoUnit.complaint_id).where(
            ComplaintCoUnit.unit_id == actor.unit_id,
            ComplaintCoUnit.municipality_id == actor.municipality_id,
        )
        own += [Complaint.unit_id == actor.unit_id, Complaint.id.in_(co_working)]
    return (Complaint.kind != Kind.CONDUCT.value) & (or_(*own) if own else false())


def may_work(actor: Actor, matter: Matter, verb: Verb, co_units: Collection[int] = ()) -> bool:
    """Whether this member of staff may make this move here (in whatever state it is)."""
    if verb in REPORTER_VERBS or verb in {Verb.FILE, Verb.SETTLE}:
        return False  # settling is the portal's own: the time to object must have passed
    if actor.role not in WORKING or not may_read(actor, matter, co_units):
        return False
    if verb in TRIAGE_VERBS and actor.role is Role.OFFICER:
        return verb is Verb.RECATEGORISE and matter.unit_id == actor.unit_id
    return True


def may_see_contact(actor: Actor, matter: Matter, co_units: Collection[int] = ()) -> bool:
    """Whether the reporter's name, phone and e-mail may be opened. Each opening is kept."""
    return actor.role in WORKING and may_read(actor, matter, co_units)


def may_take_in(actor: Actor) -> bool:
    """Whether this person files for somebody else, at the counter or on the telephone."""
    return actor.role in INTAKE


def may_read_public(matter: Complaint) -> bool:
    """Whether anyone may read this complaint's public page."""
    return matter.is_public and matter.kind != Kind.CONDUCT


def public() -> ColumnElement[bool]:
    """The same for a list. `kind` is part of `is_public`, which only the verbs set."""
    return Complaint.is_public.is_(True)
