"""Times the staff door for known and for unknown names: it must not tell them apart.

Known and unknown take turns in an order by lot, in one process, through the whole of the portal
(form, refusal, page). As many names of each kind are tried equally often, so that a name tried
again is compared with a name tried again. Judged is the processor's time, which other work on the
machine does not stretch: the difference of the medians, against what chance makes of the same
times when their labels are shuffled. The clock's time is printed beside and judges nothing.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median, quantiles
from time import perf_counter, process_time

from flask.testing import FlaskClient

from benchmarks.databases import Base
from portal.accounts import queries, services
from portal.foundation import clock, database, tenancy
from portal.foundation.policy import Role
from portal.municipalities import queries as municipalities
from portal.operations.demo import seed

TURNS = 150
"""Tries of each kind."""
NAMES = 10
"""So many names of each kind take turns."""
WARM_UP = 10
SHUFFLES = 2000
CERTAIN = 0.05
ADDRESS = "{kind}-of-doors-{number}@example.org"
KINDS = ("known", "noone")
"""Words of the same length."""
DOOR = f"/{seed.DETAILS.slug}/staff"
"""The measured one stands among others."""
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Try:
    """One refused sign-in: whose, and the seconds it took of the processor and of the clock."""

    kind: str
    processor: float
    clock: float


def measure(place: Base) -> None:
    """Print medians and quartiles of a refused sign-in, and whether they differ by chance."""
    app = place.app()
    with app.app_context():
        profile = municipalities.profile_by("", seed.DETAILS.slug)
        if profile is None:
            raise RuntimeError("The measured municipality is missing.")
        with tenancy.acting_for(profile.id), database.writing():
            _add_known(clock.now())
    client = app.test_client()
    page = client.get(DOOR).get_data(as_text=True)
    token = TOKEN.search(page)
    if token is None:
        raise RuntimeError("The staff door has no form.")
    lot = random.Random(1)  # the order, not a secret
    turns = lot.sample(KINDS * TURNS, len(KINDS) * TURNS)
    real, apart = clock.now, iter(range(10_000_000))
    tried: Counter[str] = Counter()
    try:  # wrong tries are counted for a while: each is made an hour after the one before
        clock.now = lambda: real() + timedelta(hours=next(apart))
        for turn in range(WARM_UP):
            _tried(client, token[1], KINDS[turn % 2], tried)
        took = [_tried(client, token[1], kind, tried) for kind in turns]
    finally:
        clock.now = real
    _print(took, lot)


def _add_known(at: datetime) -> None:
    for number in range(NAMES):
        email = ADDRESS.format(kind="known", number=number)
        if queries.person_by(email) is None:
            person = services.NewPerson(
                email, "เจ้าหน้าที่", Role.CLERK, None, "magpie umbrella cement"
            )
            services.add(person, at)


def _tried(client: FlaskClient, token: str, kind: str, tried: Counter[str]) -> Try:
    """Seconds that a refused sign-in took."""
    email = ADDRESS.format(kind=kind, number=tried[kind] % NAMES)
    tried[kind] += 1
    form = {"csrf_token": token, "email": email, "password": "not the password at all"}
    began, worked = perf_counter(), process_time()
    answer = client.post(DOOR, data=form)
    took = Try(kind, process_time() - worked, perf_counter() - began)
    if answer.status_code != 422:  # noqa: PLR2004 - HTTP
        raise RuntimeError(f"The door answered {answer.status_code}.")
    return took


def _print(took: list[Try], lot: random.Random) -> None:
    print("\nA refused sign-in of staff, ms of the processor (of the clock)")
    for kind in KINDS:
        mine = [each for each in took if each.kind == kind]
        low, _middle, high = quantiles([each.processor * 1000 for each in mine], n=4)
        worked = median(each.processor for each in mine) * 1000
        waited = median(each.clock for each in mine) * 1000
        print(
            f"  {kind:<8} median {worked:.2f} ({waited:.2f}), middle half {low:.2f} to {high:.2f}"
        )
    labels, times = [each.kind for each in took], [each.processor for each in took]
    found = _difference(labels, times)
    larger = 0
    for _shuffle in range(SHUFFLES):
        lot.shuffle(labels)
        larger += abs(_difference(labels, times)) >= abs(found)
    chance = larger / SHUFFLES
    verdict = "no more than chance" if chance > CERTAIN else "MORE THAN CHANCE"
    print(f"  difference of the medians {found * 1000:+.2f}, by chance in {chance:.0%}: {verdict}")


def _difference(labels: list[str], times: list[float]) -> float:
    known = [took for label, took in zip(labels, times, strict=True) if label == KINDS[0]]
    unknown = [took for label, took in zip(labels, times, strict=True) if label == KINDS[1]]
    return median(known) - median(unknown)
