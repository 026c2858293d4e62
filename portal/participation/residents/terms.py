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


class Age(StrEnum):
    """Age bands, as people may state them."""

    TO_17 = "0-17"
    TO_29 = "18-29"
    TO_44 = "30-44"
    TO_59 = "45-59"
    OLDER = "60+"


AGE_WORDS: dict[Age, Lazy] = {
    Age.TO_17: lazy("Under 18"),
    Age.TO_29: lazy("18 to 29"),
    Age.TO_44: lazy("30 to 44"),
    Age.TO_59: lazy("45 to 59"),
    Age.OLDER: lazy("60 and over"),
}


class Sex(StrEnum):
    """What people may state."""

    FEMALE = "F"
    MALE = "M"
    OTHER = "O"


SEX_WORDS: dict[Sex, Lazy] = {
    Sex.FEMALE: lazy("Woman"),
    Sex.MALE: lazy("Man"),
    Sex.OTHER: lazy("Other"),
}
