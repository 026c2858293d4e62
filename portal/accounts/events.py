"""What happened to somebody's account, for the rooms above."""

from __future__ import annotations

from dataclasses import dataclass

from portal.foundation.outbox import Event

SEAL = "sign-in code"
"""What the seal of a code on its way is for."""


@dataclass(frozen=True)
class CodeAsked(Event):
    """Somebody asked for a code, to sign in or to prove a new address; it goes there.

    The code is sealed: until it leaves the house, whoever reads the database reads no code.
    """

    address: str
    sealed_code: str
    language: str
    is_phone: bool = False
    purpose: str = "sign_in"


@dataclass(frozen=True)
class EmailChanged(Event):
    """An account has another e-mail. Whoever reads the former one is told, in case it is theft."""

    person_id: int
    former: str
    new: str
    language: str
    moment: str
