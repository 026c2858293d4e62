"""People of one municipality, how they sign in, and what was tried."""

from __future__ import annotations

from portal.accounts.models.codes import SignInCode
from portal.accounts.models.factors import Passkey, PasskeyChallenge, RecoveryCode, SecondFactor
from portal.accounts.models.people import OutsideIdentity, Person, PersonScope, SignInSession

__all__ = [
    "OutsideIdentity",
    "Passkey",
    "PasskeyChallenge",
    "Person",
    "PersonScope",
    "RecoveryCode",
    "SecondFactor",
    "SignInCode",
    "SignInSession",
]
