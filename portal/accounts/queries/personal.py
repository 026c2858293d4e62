"""What this room keeps of somebody with an account."""

from __future__ import annotations

from sqlalchemy import select

from portal.accounts.models import OutsideIdentity, Passkey, Person, SignInSession
from portal.foundation.database import session

Record = dict[str, object]


def addresses_of(person_id: int) -> list[str]:
    """The e-mail and the telephone number that somebody signs in with."""
    row = session.execute(
        select(Person.email, Person.phone).where(Person.id == person_id)
    ).one_or_none()
    return [address for address in (row or ()) if address]


def profile_of(person_id: int) -> tuple[str, str]:
    """Somebody's name, and the language of messages to them."""
    row = session.execute(select(Person.name, Person.language).where(Person.id == person_id)).one()
    return row.name, row.language


def records(person_id: int) -> dict[str, list[Record]]:
    """Everything kept of an account, but for secrets, which are kept as hashes only."""
    person = session.get(Person, person_id)
    if person is None:
        return {}
    sessions = session.scalars(
        select(SignInSession).where(SignInSession.person_id == person_id).order_by(SignInSession.id)
    )
    keys = session.scalars(select(Passkey).where(Passkey.person_id == person_id))
    outside = session.scalars(select(OutsideIdentity).where(OutsideIdentity.person_id == person_id))
    return {
        "account": [
            {
                "email": person.email,
                "phone": person.phone,
                "name": person.name,
                "role": person.role,
                "language": person.language,
                "added": person.added_at,
                "notice_read": person.notice,
            }
        ],
        "sign_ins": [
            {"device": row.device, "began": row.began_at, "ended": row.ended_at} for row in sessions
        ],
        "passkeys": [{"name": row.name, "added": row.added_at} for row in keys],
        "outside_sign_ins": [{"added": row.added_at} for row in outside],
    }
