"""How the municipality came to know that somebody lives here."""

from __future__ import annotations

from enum import StrEnum

from portal.foundation.i18n import Lazy, lazy


class Proof(StrEnum):
    """What was seen."""

    CARD = "card"
    HOUSE_REGISTER = "house_register"
    CODE = "code"
    PROVIDER = "provider"


PROOF_WORDS: dict[Proof, Lazy] = {
    Proof.CARD: lazy("Identity card, seen at the counter"),
    Proof.HOUSE_REGISTER: lazy("House register, seen at the counter"),
    Proof.CODE: lazy("Printed code of the municipality"),
    Proof.PROVIDER: lazy("Sign-in with a provider of identities"),
}
