"""Personal duties: accounts, and where somebody is signed in."""

from __future__ import annotations

from datetime import datetime

from portal.accounts.queries import personal as queries
from portal.accounts.services import forgetting
from portal.foundation.personal import Copy, Gone, Kept, Limit, Subject

KEEPS = (Kept.ACCOUNTS,)
COLUMNS = {
    "person": ("email", "phone", "name"),
    "sign_in_session": ("person_id", "device"),
    "sign_in_code": ("address",),
    "second_factor": ("person_id",),
    "recovery_code": ("person_id",),
    "passkey": ("person_id", "name"),
    "passkey_challenge": ("person_id",),
    "outside_identity": ("person_id",),
    "person_scope": ("person_id",),
}
NOT_PERSONAL: dict[str, str] = {}


def export(subject: Subject) -> Copy:
    """Give the account with its sessions."""
    return Copy(queries.records(subject.person_id)) if subject.person_id is not None else Copy()


def erase(subject: Subject, _ground: str, _at: datetime) -> list[Gone]:
    """Take the account away."""
    return forgetting.erase(subject.person_id) if subject.person_id is not None else []


def expire(limit: Limit, at: datetime) -> list[Gone]:
    """Take away accounts that nobody uses."""
    return forgetting.expire(limit, at)
