"""The demo's people as actors, and what the plan's words mean in this municipality."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from portal.accounts import queries as accounts
from portal.complaints.lifecycle import Channel, Closing, Kind, Refusal, Verb
from portal.complaints.queries import choices
from portal.complaints.queries.choices import CategoryLine
from portal.complaints.replying.rules import Rule
from portal.complaints.services import Contact, Filing, Place
from portal.complaints.services.recording import ComplaintPast, PastMove
from portal.foundation import tenancy
from portal.foundation.policy import Actor, Role, machine, visitor
from portal.operations.demo import people
from portal.operations.demo.planned import By, PlannedComplaint, PlannedStep

_NAMES = UUID("5d4f2f43-6a0e-4f0c-9f0e-5f2a51c1d5a1")
"""Ids of the demo are made from the place in the plan: the same plan gives the same ids."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody and every category of the demo municipality."""

    municipality_id: int
    run: str
    """Tells one seeding from another."""
    actors: Mapping[str, Actor]
    officers: Mapping[int, Actor]
    categories: Mapping[str, CategoryLine]

    def id_of(self, planned: PlannedComplaint, part: str = "form") -> UUID:
        """Return the id of the complaint's form, or of something that hangs on it."""
        return uuid5(_NAMES, f"{self.municipality_id}/{self.run}/{planned.number}/{part}")

    def actor_of(self, step: PlannedStep, category: CategoryLine) -> Actor:
        """Return who makes a step."""
        if step.by is By.PORTAL:
            return machine(self.municipality_id)
        if step.by is By.REPORTER:
            return visitor(self.municipality_id)
        if step.by is By.OFFICER:
            return self.officers[category.unit_id]
        return self.actors[step.by]

    def filing_of(self, planned: PlannedComplaint) -> Filing:
        """Return what the reporter tells."""
        category = self.categories[planned.category]
        return Filing(
            form_id=self.id_of(planned),
            text=planned.text,
            kind=Kind(planned.kind),
            category_id=category.id if planned.names_category else None,
            place=Place(planned.lat, planned.lon, landmark=planned.landmark),
            contact=self._contact_of(planned),
            occurred_at=planned.occurred_at,
            channel=Channel(planned.channel),
        )

    def filer_of(self, planned: PlannedComplaint) -> Actor:
        """Return who files: the reporter on the web, else the dispatcher for them."""
        if planned.channel == Channel.WEB:
            return visitor(self.municipality_id)
        return self.actors[By.DISPATCHER]

    def past_of(self, planned: PlannedComplaint) -> ComplaintPast:
        """Return the complaint with its whole past, to be recorded."""
        moves = tuple(self.move_of(step, planned) for step in planned.steps)
        cover = self.id_of(planned, "before-1") if planned.pictures else None
        return ComplaintPast(
            self.filing_of(planned), self.filer_of(planned), planned.filed_at, moves, cover
        )

    def move_of(self, step: PlannedStep, planned: PlannedComplaint) -> PastMove:
        """Return a step with the details its verb writes down."""
        category = self.categories[planned.category]
        return PastMove(
            verb=step.verb,
            at=step.at,
            actor=self.actor_of(step, category),
            note="" if step.verb is Verb.REFER else step.note,
            details=self.details_of(step, planned),
            due_at=step.due_at,
        )

    def details_of(self, step: PlannedStep, planned: PlannedComplaint) -> dict[str, Any]:
        """Return what the verb writes into the history beside its words."""
        category = self.categories[planned.category]
        due = step.due_at.isoformat() if step.due_at else None
        details: dict[Verb, dict[str, Any]] = {
            Verb.RECATEGORISE: {"from": None, "to": category.id},
            Verb.REVIEW: {"show": True},
            Verb.ASSIGN: {
                "unit_id": category.unit_id,
                "officer_id": self.officer_for(planned, category),
            },
            Verb.ASK: Rule().kept(),
            Verb.ANSWER_QUESTION: {"photos": 0},
            Verb.ADD_INFORMATION: {"photos": 0},
            Verb.REFER: {"body": step.note, "their_number": ""},
            Verb.HOLD: {"reason": step.reason, "next_news": due},
            Verb.RESOLVE: {"photos": int(bool(step.picture)), "no_photo_because": step.reason},
            Verb.CLOSE: closing_of(step),
            Verb.WITHDRAW: {"reason": step.reason},
            Verb.RATE: {"stars": step.stars},
        }
        return details.get(step.verb, {})

    def officer_for(self, planned: PlannedComplaint, category: CategoryLine) -> int | None:
        """Return whom the dispatcher names; one in three goes to the unit alone."""
        if planned.number % 3 == 0:
            return None
        return self.officers[category.unit_id].person_id

    def _contact_of(self, planned: PlannedComplaint) -> Contact:
        planned_contact = planned.contact
        if planned_contact is None:
            return Contact(language=planned.language)
        resident = self.actors[Role.RESIDENT]
        is_resident = planned_contact.is_demo_resident
        return Contact(
            name=resident.name if is_resident else planned_contact.name,
            phone=planned_contact.phone,
            email=people.PEOPLE[0].email if is_resident else planned_contact.email,
            language=planned.language,
            shows_name=planned_contact.shows_name,
            person_id=resident.person_id if is_resident else None,
        )


def closing_of(step: PlannedStep) -> dict[str, str | None]:
    """Return why a complaint is closed; the portal itself, by night, names no refusal."""
    if step.by is By.PORTAL:
        return {"reason": step.reason}
    refused = step.reason == Closing.NOT_ACCEPTED
    return {"reason": step.reason, "refusal": Refusal.PRIVATE_DISPUTE.value if refused else None}


def gather(run: str) -> Cast:
    """Return everybody of the present municipality; its demo people must be there."""
    here = tenancy.municipality_id()
    known = {line.email: line for line in accounts.demo_people()}
    actors: dict[str, Actor] = {}
    officers: dict[int, Actor] = {}
    for person in people.PEOPLE:
        line = known[person.email]
        actor = Actor(person.role, here, line.id, line.unit_id, line.name)
        actors.setdefault(person.role, actor)
        if person.role is Role.OFFICER and line.unit_id is not None:
            officers[line.unit_id] = actor
    categories = {line.code: line for line in choices.categories()}
    return Cast(here, run, actors, officers, categories)
