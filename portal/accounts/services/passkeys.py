"""Passkeys (WebAuthn): a device proves itself by signing a random question of ours.

The question is kept here, is asked of one purpose, one person (where one is known) and one name of
the portal, and is used up by the first answer, right or wrong. The device has to have seen its
owner (a finger, a face, a number); what the library refuses is refused in the same few words.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from portal.accounts import acts
from portal.accounts.keys import keyed
from portal.accounts.models import Passkey, Person
from portal.accounts.services import recovery, second_factors
from portal.accounts.services.books import TRIES_OF_PASSKEYS, refuse_too_many, write_down
from portal.accounts.services.passkey_questions import (
    LIVES,
    Door,
    Purpose,
    Question,
    ask_one,
    take,
)
from portal.foundation import audit, database, tenancy
from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import STAFF, Actor, Role

MOST = 10
"""Passkeys of one person."""
LONGEST_ANSWER = 20_000
LONGEST_ID = 1400
LONGEST_NAME = 60
VERIFIED = UserVerificationRequirement.REQUIRED


def ask(purpose: Purpose, person_id: int | None, door: Door, at: datetime) -> Question:
    """A question to one of somebody's passkeys; to any of this portal where nobody is named."""
    row = ask_one(purpose, person_id, door, at)
    options = generate_authentication_options(
        rp_id=door.host,
        challenge=row.challenge,
        timeout=int(LIVES.total_seconds() * 1000),
        allow_credentials=_known(person_id, door.host) if person_id is not None else None,
        user_verification=VERIFIED,
    )
    return Question(row.id, options_to_json(options))


def ask_new(person_id: int, office: str, door: Door, at: datetime) -> Question:
    """A question to a device that is to make a new passkey."""
    person = session.execute(select(Person.email, Person.name).where(Person.id == person_id)).one()
    row = ask_one(Purpose.ADD, person_id, door, at)
    options = generate_registration_options(
        rp_id=door.host,
        rp_name=office,
        user_id=_handle(person_id, door.secret_key),
        user_name=person.email or "",
        user_display_name=person.name or person.email or "",
        challenge=row.challenge,
        timeout=int(LIVES.total_seconds() * 1000),
        exclude_credentials=_known(person_id, door.host),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=VERIFIED
        ),
    )
    return Question(row.id, options_to_json(options))


def answer(
    purpose: Purpose, question: int, text: str, person_id: int | None, door: Door, at: datetime
) -> int:
    """Take a device's answer; returns whose passkey it was.

    Raises:
        Invalid: the question is too old or was answered before, the passkey is not known here,
            or the answer is not right.
        TooMany: there were too many wrong ones.

    """
    refuse_too_many([(TRIES_OF_PASSKEYS, door.who)])
    challenge = take(purpose, question, person_id, door, at)
    credential = _read(text)
    key = session.scalar(
        select(Passkey)
        .where(Passkey.credential_id == str(credential.get("id", ""))[:LONGEST_ID])
        .with_for_update()
    )
    if key is None or key.host != door.host or person_id not in {None, key.person_id}:
        _write_down(door, None, at)
        raise _unknown()
    owner = key.person_id
    if not _may_enter(owner, door):
        _write_down(door, owner, at)
        raise _unknown()
    try:
        verified = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=door.host,
            expected_origin=door.origin,
            credential_public_key=key.public_key,
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
        _refuse_other_handle(credential, owner, door, needed=purpose is Purpose.SIGN_IN)
    except Exception as error:  # whatever nonsense came, and whatever the library says of it
        _write_down(door, owner, at)
        raise _refused() from error
    key.sign_count, key.used_at = verified.new_sign_count, at
    return owner


def add(
    person_id: int, name: str, question: int, text: str, *, door: Door, at: datetime
) -> list[str]:
    """Keep a new passkey; returns the recovery codes where the person had none yet.

    Raises:
        Invalid: the question is too old or was answered before, the answer is not right, or
            a passkey with this id is known already.

    """
    challenge = take(Purpose.ADD, question, person_id, door, at)
    try:
        verified = verify_registration_response(
            credential=_read(text),
            expected_challenge=challenge,
            expected_rp_id=door.host,
            expected_origin=door.origin,
            require_user_verification=True,
        )
    except Exception as error:  # as above
        raise _refused() from error
    credential_id = bytes_to_base64url(verified.credential_id)
    database.lock(f"passkeys:{tenancy.municipality_id()}")
    if session.scalar(select(Passkey.id).where(Passkey.credential_id == credential_id)) is not None:
        raise Invalid(fields={"answer": lazy("This passkey is known here already.")})
    if len(_known(person_id, None)) >= MOST:
        raise Invalid(
            fields={"answer": lazy("%(n)s passkeys are enough. Remove one first.", n=MOST)}
        )
    session.add(
        Passkey(
            person_id=person_id,
            credential_id=credential_id,
            public_key=verified.credential_public_key,
            host=door.host,
            sign_count=verified.sign_count,
            name=name.strip()[:LONGEST_NAME],
            added_at=at,
        )
    )
    session.flush()
    audit.note(acts.PASSKEY_ADDED, "person", person_id, at=at)
    return recovery.first_codes(person_id, door.secret_key)


def remove(actor: Actor, passkey_id: int, forced: Collection[str], at: datetime) -> None:
    """Remove one of one's own passkeys; the last factor of a forced role stays."""
    mine = Passkey.person_id == actor.person_id, Passkey.id == passkey_id
    if session.scalar(select(Passkey.id).where(*mine)) is None:
        raise NotFound(lazy("There is no such passkey."))
    second_factors.refuse_last(actor, forced)
    session.execute(delete(Passkey).where(*mine))
    second_factors.forget_paper_of_nothing(actor.person_id or 0)
    audit.note(acts.PASSKEY_REMOVED, "person", actor.person_id or "", by=actor, at=at)


def _known(person_id: int, host: str | None) -> list[PublicKeyCredentialDescriptor]:
    query = select(Passkey.credential_id).where(Passkey.person_id == person_id)
    if host is not None:
        query = query.where(Passkey.host == host)
    return [
        PublicKeyCredentialDescriptor(base64url_to_bytes(one)) for one in session.scalars(query)
    ]


def _read(text: str) -> dict[str, Any]:
    try:
        credential = json.loads(text) if len(text) <= LONGEST_ANSWER else None
    except (ValueError, RecursionError):
        credential = None
    if not isinstance(credential, dict):
        raise _refused()
    return credential


def _may_enter(person_id: int, door: Door) -> bool:
    person = session.execute(
        select(Person.role, Person.is_active, Person.is_demo).where(Person.id == person_id)
    ).one()
    if person.is_demo and not door.demo_is_open:
        return False
    return person.is_active and Role(person.role) in STAFF


def _refuse_other_handle(
    credential: dict[str, Any], owner: int, door: Door, *, needed: bool
) -> None:
    """Refuse a device that names somebody else than the passkey's owner."""
    handle = credential["response"].get("userHandle")
    if not handle and not needed:
        return
    if base64url_to_bytes(handle) != _handle(owner, door.secret_key):
        raise _refused()


def _handle(person_id: int, secret_key: str) -> bytes:
    """What devices call the person: it tells them nothing."""
    return bytes.fromhex(keyed(secret_key, "passkey", tenancy.municipality_id(), person_id))


def _write_down(door: Door, person_id: int | None, at: datetime) -> None:
    line = audit.line(acts.PASSKEY_REFUSED, "person", person_id or "", at=at)
    write_down([(TRIES_OF_PASSKEYS, door.who)], line=line)


def _unknown() -> Invalid:
    return Invalid(
        fields={
            "answer": lazy(
                "This passkey is not known here. Sign in with your e-mail and your password."
            )
        }
    )


def _refused() -> Invalid:
    return Invalid(
        fields={"answer": lazy("The passkey was not accepted. Try again, or choose another way.")}
    )
