"""Who may do what with a complaint: one rule for a matter, the same for a list.

An administrator keeps the portal going and reads no cases; council members read what the public
reads. What accuses somebody is no complaint here: it has a room of its own.

Dispatchers, officers and heads can be limited to units, categories and areas. What was given to
somebody by name is theirs to read all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sqlalchemy import and_, false, or_, select, true

from portal.complaints.lifecycle import Verb
from portal.complaints.models import Complaint, ComplaintCoUnit, SecondLook
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
LOOKERS = frozenset({Role.HEAD, Role.CLERK})
SETS_LOOKS = frozenset({Role.CLERK, Role.ADMINISTRATOR})
LOOKS_EVERYWHERE = frozenset({Role.CLERK, Role.MAYOR})
"""Roles that read every unit's second looks; a head reads those of the own unit."""
INTAKE = frozenset({Role.DISPATCHER, Role.OFFICER, Role.HEAD, Role.CLERK})
REPORTER_VERBS = frozenset(
    {Verb.ANSWER_QUESTION, Verb.ADD_INFORMATION, Verb.WITHDRAW, Verb.RATE, Verb.ACCEPT}
)
TRIAGE_VERBS = frozenset(
    {
        Verb.ASSIGN,
        Verb.RECATEGORISE,
        Verb.REVIEW,
        Verb.HIDE,
        Verb.RELEASE,
        Verb.MAKE_NORMAL,
        Verb.MERGE,
        Verb.UNMERGE,
        Verb.SPLIT,
    }
)
"""Who does the work does not also give it more time, or make it vanish in another."""
NOBODYS_VERBS = frozenset(
    {Verb.FILE, Verb.SETTLE, Verb.ABSORB, Verb.LET_GO, Verb.ROUTE, Verb.HEAR, Verb.REMIND}
)
"""The portal writes them itself, when something else was done."""


class Matter(Protocol):
    """What a rule needs to know of a complaint."""

    unit_id: int | None
    officer_id: int | None
    category_id: int | None
    area_id: int | None


class Look(Protocol):
    """What a rule needs to know of a second look."""

    @property
    def unit_id(self) -> int | None:
        """Whose work it was when it was drawn."""

    @property
    def finisher_id(self) -> int | None:
        """Who called it finished."""


def may_read(actor: Actor, matter: Matter, co_units: Collection[int] = ()) -> bool:
    """Whether a member of staff may open this complaint's case page."""
    if actor.role not in EVERY_UNIT | OWN_UNIT:
        return False
    if actor.role in OWN_UNIT and _is_given_to(actor, matter):
        return True
    everywhere = actor.role in EVERY_UNIT and not actor.scope.units
    return (everywhere or _is_of_units(actor, matter, co_units)) and _is_in_scope(actor, matter)


def _is_given_to(actor: Actor, matter: Matter) -> bool:
    return matter.officer_id is not None and matter.officer_id == actor.person_id


def _is_of_units(actor: Actor, matter: Matter, co_units: Collection[int]) -> bool:
    return matter.unit_id in actor.units or not actor.units.isdisjoint(co_units)


def _is_in_scope(actor: Actor, matter: Matter) -> bool:
    scope = actor.scope
    if scope.categories and matter.category_id not in scope.categories:
        return False
    return not scope.areas or matter.area_id in scope.areas


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """The same rule for a list of complaints."""
    if actor.role not in EVERY_UNIT | OWN_UNIT:
        return false()
    everywhere = actor.role in EVERY_UNIT and not actor.scope.units
    reach = _of_scope(actor, true() if everywhere else _of_units(actor))
    if actor.role in OWN_UNIT and actor.person_id is not None:
        return or_(Complaint.officer_id == actor.person_id, reach)
    return reach


def _of_units(actor: Actor) -> ColumnElement[bool]:
    """The complaints that one of this person's units leads or works on."""
    if not actor.units:
        return false()
    units = sorted(actor.units)
    leads = Complaint.unit_id == units[0] if len(units) == 1 else Complaint.unit_id.in_(units)
    co_working = select(ComplaintCoUnit.complaint_id).where(
        ComplaintCoUnit.unit_id.in_(units),
        ComplaintCoUnit.municipality_id == actor.municipality_id,
    )
    return or_(leads, Complaint.id.in_(co_working))


def _of_scope(actor: Actor, reach: ColumnElement[bool]) -> ColumnElement[bool]:
    """Of these, the ones in the categories and areas that a person is limited to."""
    scope = actor.scope
    limits = [reach]
    if scope.categories:
        limits.append(Complaint.category_id.in_(sorted(scope.categories)))
    if scope.areas:
        limits.append(Complaint.area_id.in_(sorted(scope.areas)))
    return and_(*limits) if len(limits) > 1 else reach


def may_work(actor: Actor, matter: Matter, verb: Verb, co_units: Collection[int] = ()) -> bool:
    """Whether this member of staff may make this move here (in whatever state it is)."""
    if verb in REPORTER_VERBS | NOBODYS_VERBS:
        return False
    if actor.role not in WORKING or not may_read(actor, matter, co_units):
        return False
    if verb in TRIAGE_VERBS and actor.role is Role.OFFICER:
        return verb is Verb.RECATEGORISE and matter.unit_id in actor.units
    return True


def may_see_contact(actor: Actor, matter: Matter, co_units: Collection[int] = ()) -> bool:
    """Whether the reporter's name, phone and e-mail may be opened. Each opening is kept."""
    return actor.role in WORKING and may_read(actor, matter, co_units)


def may_redact(actor: Actor, matter: Matter, co_units: Collection[int] = ()) -> bool:
    """Whether personal data may be taken out of its words; and who may read what stood there."""
    return actor.role in TRIAGE and may_read(actor, matter, co_units)


def may_take_in(actor: Actor) -> bool:
    """Whether this person files for somebody else, at the counter or on the telephone."""
    return actor.role in INTAKE


def may_see_looks(actor: Actor, look: Look) -> bool:
    """Whether this person may read what a second look found, or that it is still to be done."""
    if actor.role in LOOKS_EVERYWHERE:
        return True
    return actor.role is Role.HEAD and actor.unit_id is not None and look.unit_id == actor.unit_id


def looks_seen_by(actor: Actor) -> ColumnElement[bool]:
    """The same for a list of second looks."""
    if actor.role in LOOKS_EVERYWHERE:
        return true()
    if actor.role is not Role.HEAD or actor.unit_id is None:
        return false()
    return SecondLook.unit_id == actor.unit_id


def may_look_again(actor: Actor, look: Look) -> bool:
    """Whether this person may say what the second look finds: never of their own work."""
    if actor.role not in LOOKERS or actor.person_id is None:
        return False
    return look.finisher_id != actor.person_id and may_see_looks(actor, look)


def to_look_at_by(actor: Actor) -> ColumnElement[bool]:
    """The same for a list of second looks."""
    if actor.role not in LOOKERS or actor.person_id is None:
        return false()
    others = or_(SecondLook.finisher_id.is_(None), SecondLook.finisher_id != actor.person_id)
    return looks_seen_by(actor) & others


def may_hold_back(actor: Actor) -> bool:
    """Whether this person looks at held complaints and at readers' reports, and blocks senders."""
    return actor.role in TRIAGE


def may_read_public(matter: Complaint) -> bool:
    """Whether anyone may read this complaint's public page."""
    return matter.is_public


def public() -> ColumnElement[bool]:
    """The same for a list."""
    return Complaint.is_public.is_(True)
