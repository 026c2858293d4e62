"""Where a code can be sent: an e-mail or a mobile number, each written in one way only."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from portal.foundation import phones
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy

LONGEST_EMAIL = 254
EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]{1,64}@[^@\s<>,;:\"()\[\]\\]{1,180}\.[^@\s.]{2,}")
THAI = ("\u0e01", "\u0e5b")
NUMBER_LIKE = re.compile(r"[\d\s+().\-–]+")


class CodeFor(StrEnum):
    """What a code is sent for; for anything else it is worth nothing."""

    SIGN_IN = "sign_in"
    NEW_EMAIL = "new_email"


@dataclass(frozen=True, slots=True)
class Address:
    """An e-mail, or a mobile number as ten digits; and what a code that is sent there is for."""

    text: str
    is_phone: bool = False
    purpose: CodeFor = CodeFor.SIGN_IN


def tidy_email(text: str) -> str:
    """An e-mail as it is kept: no spaces around, lower case. `Invalid` when it is none.

    Letters other than Latin and Thai are refused: some look like Latin ones, and two addresses
    that look the same must not be two people. A Thai domain is kept in Thai letters.
    """
    if len(text) > LONGEST_EMAIL + 2:
        raise Invalid(fields={"email": lazy("This is too long for an e-mail address")})
    email = text.strip().lower()
    if not EMAIL.fullmatch(email) or not _is_plain(email):
        raise Invalid(fields={"email": lazy("Enter an e-mail address like name@example.com")})
    if not all(sign.isascii() or THAI[0] <= sign <= THAI[1] for sign in email):
        raise Invalid(
            fields={"email": lazy("Write the e-mail address in Latin or Thai letters only")}
        )
    local, _at, domain = email.partition("@")
    return f"{local}@{_in_thai(domain)}"


def tidy_address(text: str, *, phones_too: bool) -> Address:
    """What somebody typed to be sent a code; a number is taken only where it can be reached."""
    if phones_too and "@" not in text and NUMBER_LIKE.fullmatch(text[: phones.LONGEST + 1]):
        number = phones.mobile(text)
        if number is None:
            raise Invalid(fields={"email": lazy("Enter a Thai mobile number like 081 234 5678")})
        return Address(number, is_phone=True)
    return Address(tidy_email(text))


def _is_plain(email: str) -> bool:
    """No invisible signs, and no second spelling of letters that looks like the first."""
    return email.isprintable() and unicodedata.normalize("NFKC", email) == email


def _in_thai(domain: str) -> str:
    """A domain written as `xn--…` in the Thai letters it stands for; any other as it is."""
    if "xn--" not in domain:
        return domain
    try:
        spelled = domain.encode("ascii").decode("idna")
    except UnicodeError:
        return domain
    known = all(sign.isascii() or THAI[0] <= sign <= THAI[1] for sign in spelled)
    return spelled if known and spelled.encode("idna") == domain.encode() else domain
