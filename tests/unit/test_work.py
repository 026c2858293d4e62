"""The work that is asked of a browser: cheap to check, bound to its form, good for a while."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from uuid import UUID, uuid4

import pytest

from portal.foundation import work
from portal.foundation.work import Challenge
from tests.makers import MONDAY

SECRET = "a secret for tests"
BITS = 6
FORM = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")


def done(challenge: Challenge) -> str:
    """What a browser answers."""
    numbers = (
        next(n for n in count() if work.fits(challenge, index, n))
        for index in range(challenge.puzzles)
    )
    return f"{challenge.written}:{'-'.join(map(str, numbers))}"


@pytest.fixture
def challenge() -> Challenge:
    return work.ask(FORM, secret=SECRET, at=MONDAY, bits=BITS)


def takes(answer: str, form: object = FORM, secret: str = SECRET, **later: float) -> bool:
    return work.is_done(answer, form, secret=secret, at=MONDAY + timedelta(**later))


def test_work_that_was_done_is_taken(challenge: Challenge) -> None:
    assert takes(done(challenge))
    assert takes(done(challenge), hours=2)


def test_it_is_good_for_its_form_alone(challenge: Challenge) -> None:
    assert not takes(done(challenge), form=uuid4())


def test_it_grows_old(challenge: Challenge) -> None:
    assert not takes(done(challenge), hours=2, seconds=1)


def test_another_portal_knows_nothing_of_it(challenge: Challenge) -> None:
    assert not takes(done(challenge), secret="another secret")


def test_an_easier_challenge_of_one_s_own_is_not_taken(challenge: Challenge) -> None:
    form, _puzzles, _bits, until, _seal = done(challenge).split(":")[0].split(".")
    easy = Challenge(form, 1, 0, challenge.until, challenge.seal)
    assert not takes(f"{easy.written}:0")
    assert not takes(f"{form}.8.0.{until}.{challenge.seal}:0-0-0-0-0-0-0-0")


def test_wrong_numbers_are_not_taken(challenge: Challenge) -> None:
    wrong = next(n for n in count() if not work.fits(challenge, 0, n))
    head, numbers = done(challenge).split(":")
    assert not takes(f"{head}:{wrong}-{numbers.split('-', 1)[1]}")
    assert not takes(f"{head}:{numbers.rsplit('-', 1)[0]}")
    assert not takes(f"{head}:{numbers}-0")


@pytest.mark.parametrize(
    "answer",
    ["", ":", "....:0", "a.b.c.d.e:1", "x" * 5000, f"{FORM}.8.6.99999999999999999999.{'0' * 32}:1",
     f"{FORM}.๘.6.1795402800.{'0' * 32}:1", f"{FORM}.8.6.1795402800.ฃ:1", "\0", "1.2.3.4.5:--"],
)  # fmt: skip
def test_nonsense_is_no_work(answer: str) -> None:
    assert not takes(answer)


def test_it_costs_what_it_says() -> None:
    """Three seconds for a telephone that makes some 45,000 tries in one."""
    assert work.PUZZLES * 2**work.BITS == 131_072
    assert work.ask(FORM, secret=SECRET, at=MONDAY).bits == work.BITS
