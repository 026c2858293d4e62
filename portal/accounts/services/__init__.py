"""What one can do with people: add them, prove who they are, begin and end their sessions."""

from __future__ import annotations

from portal.accounts.services import second_factors, sessions
from portal.accounts.services.proving import (
    NewPerson,
    add,
    ask_code,
    check_code,
    check_password,
    hasher,
    tidy_email,
)

__all__ = [
    "NewPerson",
    "add",
    "ask_code",
    "check_code",
    "check_password",
    "hasher",
    "second_factors",
    "sessions",
    "tidy_email",
]
