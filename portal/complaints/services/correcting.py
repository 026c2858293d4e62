"""A reporter corrects how they can be reached, or is told whether a complaint is theirs."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from portal.complaints.models import ComplaintContact
from portal.complaints.services import moving
from portal.complaints.services.reporting import Key, is_mine
from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound
from portal.foundation.i18n import LANGUAGES, lazy
from portal.municipalities import services as municipalities

LONGEST_NAME = 120
LONGEST_PHONE = 40
LONGEST_EMAIL = 254


@dataclass(frozen=True, slots=True)
class Reachable:
    """How to reach the reporter; empty where they do not want to be reached that way."""

    name: str = ""
    phone: str = ""
    email: str = ""
    language: str = "th"
    shows_name: bool = False


def must_be_theirs(key: Key) -> None:
    """Refuse whoever neither holds the code nor reported it: `NotFound`."""
    moving.load(key.complaint_id)
    if not key.by_code and not is_mine(key.actor, key.complaint_id):
        raise NotFound(lazy("There is no such complaint."))


def reachable(key: Key) -> Reachable:
    """What the reporter gave, for the reporter alone."""
    must_be_theirs(key)
    row = session.get(ComplaintContact, key.complaint_id)
    if row is None:
        return Reachable()
    return Reachable(row.name, row.phone, row.email, row.language, row.shows_name)


def correct_contact(key: Key, wanted: Reachable) -> None:
    """Replace how the reporter of one complaint can be reached.

    Raises `Invalid`, naming the fields.
    """
    must_be_theirs(key)
    wrong: dict[str, object] = {}
    for name, longest in (("name", LONGEST_NAME), ("phone", LONGEST_PHONE)):
        if len(getattr(wanted, name).strip()) > longest:
            wrong[name] = lazy("Use at most %(longest)s characters.", longest=longest)
    email = wanted.email.strip().lower()
    if email and ("@" not in email[1:-1] or len(email) > LONGEST_EMAIL):
        wrong["email"] = lazy("Enter an e-mail like name@example.com, or leave it empty")
    if wanted.language not in LANGUAGES:
        wrong["language"] = lazy("Choose a language from the list")
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    row = session.scalars(
        select(ComplaintContact)
        .where(ComplaintContact.complaint_id == key.complaint_id)
        .with_for_update()
    ).one_or_none()
    if row is None:
        row = ComplaintContact(complaint_id=key.complaint_id, language=wanted.language)
        session.add(row)
    row.name, row.phone, row.email = wanted.name.strip(), wanted.phone.strip(), email
    row.language, row.shows_name = wanted.language, wanted.shows_name
    session.flush()
    municipalities.show_public_change()
