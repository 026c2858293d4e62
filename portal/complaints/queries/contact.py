"""The reporter's contact once it was opened, and who opened it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.accounts.models import Person
from portal.complaints.models import ComplaintContact, ContactView
from portal.complaints.queries import choices
from portal.complaints.queries.said import Said, said
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import ROLE_WORDS, Actor, Role


@dataclass(frozen=True, slots=True)
class ContactLine:
    """How to reach the reporter, and when this person opened it."""

    name: Said
    phone: str
    email: str
    shows_name: bool
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class LookLine:
    """Who opened the contact, and when. Reporters read the name where the municipality says so."""

    name: Said
    at: datetime
    role: object = ""
    unit: Bilingual | None = None


def opened(actor: Actor, complaint_id: int, opened_at: datetime) -> ContactLine | None:
    """The contact that this person opened at this very moment; None where no such look is noted.

    Whether they may still see it is asked by the page. Nobody reads a contact here without a line
    in the book of looks.
    """
    contact = session.execute(
        select(
            ComplaintContact.name,
            ComplaintContact.phone,
            ComplaintContact.email,
            ComplaintContact.shows_name,
        )
        .join(ContactView, ContactView.complaint_id == ComplaintContact.complaint_id)
        .where(
            ComplaintContact.complaint_id == complaint_id,
            ContactView.person_id == actor.person_id,
            ContactView.at == opened_at,
        )
        .limit(1)
    ).one_or_none()
    if contact is None:
        return None
    name, phone, email, shows_name = contact
    return ContactLine(said(name), phone, email, shows_name, opened_at)


def looks(complaint_id: int) -> list[LookLine]:
    """Who opened the reporter's contact, newest first."""
    rows = session.execute(
        select(Person.name, ContactView.at, Person.role, Person.unit_id)
        .join(Person, Person.id == ContactView.person_id)
        .where(ContactView.complaint_id == complaint_id)
        .order_by(ContactView.id.desc())
    )
    return [
        LookLine(
            said(row.name),
            row.at,
            ROLE_WORDS[Role(row.role)],
            unit.title if (unit := choices.unit(row.unit_id)) else None,
        )
        for row in rows
    ]
