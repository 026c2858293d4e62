"""What one can do with people: add them, prove who they are, begin and end their sessions."""

from __future__ import annotations

from portal.accounts.services import new_email, passkeys, second_factors, sessions, staffing
from portal.accounts.services.addresses import Address, tidy_address, tidy_email
from portal.accounts.services.codes import ask_code, check_code, take_code
from portal.accounts.services.counter import resident_at_counter
from portal.accounts.services.outside import person_of
from portal.accounts.services.proving import (
    NewPerson,
    add,
    change_password,
    check_password,
    confirm_password,
    hasher,
)

__all__ = [
    "Address",
    "NewPerson",
    "add",
    "ask_code",
    "change_password",
    "check_code",
    "check_password",
    "confirm_password",
    "hasher",
    "new_email",
    "passkeys",
    "person_of",
    "resident_at_counter",
    "second_factors",
    "sessions",
    "staffing",
    "take_code",
    "tidy_address",
    "tidy_email",
]
