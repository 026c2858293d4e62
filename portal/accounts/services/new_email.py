"""Another e-mail for an account: proved by a code that was sent there, told to both addresses."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from portal.accounts import acts
from portal.accounts.events import EmailChanged
from portal.accounts.models import Person, SignInCode
from portal.accounts.services import sessions
from portal.accounts.services.addresses import Address, CodeFor, tidy_email
from portal.accounts.services.codes import ask_code, take_code
from portal.foundation import audit, database, outbox, tenancy
from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound
from portal.foundation.i18n import lazy

if TYPE_CHECKING:
    from portal.accounts.services.passkey_questions import Door
    from portal.foundation.policy import Actor


def ask(actor: Actor, email: str, language: str, *, secret_key: str, who: str, at: datetime) -> str:
    """Send a code to the new address; returns the address as it is kept.

    Whether somebody else has an account with it is told to nobody who cannot read its mail.
    """
    person = _own(actor)
    to = tidy_email(email)
    if to == person.email:
        raise Invalid(fields={"email": lazy("This is the e-mail that the account has already")})
    ask_code(
        Address(to, purpose=CodeFor.NEW_EMAIL), language, secret_key=secret_key, who=who, at=at
    )
    return to


def move(actor: Actor, email: str, code: str, present: int, *, door: Door, at: datetime) -> None:
    """Take the code and the new address; all other sessions end, and both addresses are told.

    Raises:
        Invalid: the code is not right, or somebody else signs in with this address.

    """
    to = tidy_email(email)
    take_code(
        Address(to, purpose=CodeFor.NEW_EMAIL),
        code,
        secret_key=door.secret_key,
        who=door.who,
        at=at,
    )
    database.lock(f"people:{tenancy.municipality_id()}")
    person = _own(actor)
    if session.scalar(select(Person.id).where(Person.email == to)) is not None:
        raise Invalid(fields={"code": lazy("There is an account with this e-mail already")})
    former, person.email = person.email or "", to
    session.execute(delete(SignInCode).where(SignInCode.address == former))
    sessions.end_others(actor, present, at)
    if actor.is_staff:
        audit.note(acts.EMAIL_CHANGED, "person", person.id, by=actor, at=at)
    session.flush()
    outbox.record(EmailChanged(person.id, former, to, person.language, at.isoformat()), at)


def _own(actor: Actor) -> Person:
    person = session.scalar(select(Person).where(Person.id == actor.person_id).with_for_update())
    if person is None:
        raise NotFound(lazy("There is no such account."))
    if person.is_demo:
        raise Invalid(
            fields={"email": lazy("The e-mail of a demonstration account stays as it is")}
        )
    return person
