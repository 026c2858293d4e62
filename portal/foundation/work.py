"""A little work for a browser, asked of when much comes in: cheap once, dear a thousand times.

The portal hands out a challenge; the browser looks for numbers whose SHA-256 begins with enough
zero bits (Back 2002). Nothing is kept: the challenge carries its terms and the portal's seal, so
that any process can check it. It belongs to one form, and a form files one matter, so that an
answer is good once.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

PUZZLES = 8
"""Several small ones take a steadier time than a single large one."""
BITS = 14
"""Each takes 2^14 tries on average: eight are some seconds for a cheap telephone."""
LASTS = timedelta(hours=2)
LONGEST = 400
SEAL = 32
TERMS = 4
DIGITS = 10


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a browser is asked to do for one form."""

    form: str
    puzzles: int
    bits: int
    until: datetime
    seal: str

    @property
    def written(self) -> str:
        """As it goes to the page and comes back."""
        until = int(self.until.timestamp())
        return f"{self.form}.{self.puzzles}.{self.bits}.{until}.{self.seal}"


def ask(form: object, *, secret: str, at: datetime, bits: int = BITS) -> Challenge:
    """A challenge for this form, good for two hours."""
    until = (at + LASTS).replace(microsecond=0)
    return _sealed(str(form), PUZZLES, bits, until, secret)


def is_done(answer: str, form: object, *, secret: str, at: datetime) -> bool:
    """Whether this is the work asked for this form, in time: `challenge:number-number-…`."""
    if len(answer) > LONGEST:
        return False
    written, _colon, numbers = answer.partition(":")
    challenge = _read(written, secret)
    if challenge is None or challenge.form != str(form) or at > challenge.until:
        return False
    found = numbers.split("-")
    return len(found) == challenge.puzzles and all(
        number.isascii() and number.isdecimal() and fits(challenge, index, number)
        for index, number in enumerate(found)
    )


def fits(challenge: Challenge, index: int, number: object) -> bool:
    """Whether a number solves one of the puzzles."""
    digest = hashlib.sha256(f"{challenge.seal}:{index}:{number}".encode()).digest()
    return int.from_bytes(digest) >> (256 - challenge.bits) == 0


def _read(written: str, secret: str) -> Challenge | None:
    form, *terms = written.split(".")
    if len(terms) != TERMS or not all(map(_is_number, terms[:3])) or not terms[3].isascii():
        return None
    puzzles, bits, until = map(int, terms[:3])
    expected = _sealed(form, puzzles, bits, datetime.fromtimestamp(until, UTC), secret)
    return expected if hmac.compare_digest(expected.seal, terms[3]) else None


def _is_number(text: str) -> bool:
    """Ten digits at most: moments until the year 2286."""
    return text.isascii() and text.isdecimal() and len(text) <= DIGITS


def _sealed(form: str, puzzles: int, bits: int, until: datetime, secret: str) -> Challenge:
    terms = f"work\0{form}\0{puzzles}\0{bits}\0{int(until.timestamp())}"
    seal = hmac.new(secret.encode(), terms.encode(), "sha256").hexdigest()[:SEAL]
    return Challenge(form, puzzles, bits, until, seal)
