"""Times the staff door for known and for unknown names: it must not tell them apart.

Known and unknown take turns in an order by lot, in one process, through the whole of the portal
(form, refusal, page). Judged is the difference of the medians, against what chance makes of the
same times when their labels are shuffled.
"""

from __future__ import annotations

import random
import re
from datetime import datetime, timedelta
from statistics import median, quantiles
from time import perf_counter

from flask.testing import FlaskClient

from benchmarks.databases import Base
from portal.accounts import queries, services
from portal.foundation import clock, database, tenancy
from portal.foundation.policy import Role
from portal.municipalities import queries as municipalities
from portal.operations.demo import seed

TURNS = 150
"""Tries of each kind."""
WARM_UP = 10
SHUFFLES = 2000
CERTAIN = 0.05
KNOWN = "benchmark-of-doors@example.org"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


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
    page = client.get("/staff").get_data(as_text=True)
    token = TOKEN.search(page)
    if token is None:
        raise RuntimeError("The staff door has no form.")
    lot = random.Random(1)  # the order, not a secret
    turns = [name for name in ("known", "unknown") for _turn in range(TURNS)]
    lot.shuffle(turns)
    real, apart = clock.now, iter(range(10_000_000))
    try:  # wrong tries are counted for a while: each is made an hour after the one before
        clock.now = lambda: real() + timedelta(hours=next(apart))
        for _turn in range(WARM_UP):
            _tried(client, token[1], "unknown", lot)
        took = [(name, _tried(client, token[1], name, lot)) for name in turns]
    finally:
        clock.now = real
    _print(took, lot)


def _add_known(at: datetime) -> None:
    if queries.person_by(KNOWN) is None:
        person = services.NewPerson(KNOWN, "เจ้าหน้าที่", Role.CLERK, None, "magpie umbrella cement")
        services.add(person, at)


def _tried(client: FlaskClient, token: str, name: str, lot: random.Random) -> float:
    """Seconds that a refused sign-in took."""
    email = KNOWN if name == "known" else f"nobody-{lot.randrange(10**12):012d}-x@example.org"
    form = {"csrf_token": token, "email": email, "password": "not the password at all"}
    began = perf_counter()
    answer = client.post("/staff", data=form)
    took = perf_counter() - began
    if answer.status_code != 422:  # noqa: PLR2004 - HTTP
        raise RuntimeError(f"The door answered {answer.status_code}.")
    return took


def _print(took: list[tuple[str, float]], lot: random.Random) -> None:
    print("\nA refused sign-in of staff, ms")
    for kind in ("known", "unknown"):
        times = [seconds * 1000 for name, seconds in took if name == kind]
        low, _middle, high = quantiles(times, n=4)
        print(f"  {kind:<8} median {median(times):.2f}, middle half {low:.2f} to {high:.2f}")
    labels, times = [name for name, _ in took], [seconds for _, seconds in took]
    found = _difference(labels, times)
    larger = 0
    for _shuffle in range(SHUFFLES):
        lot.shuffle(labels)
        larger += abs(_difference(labels, times)) >= abs(found)
    chance = larger / SHUFFLES
    verdict = "no more than chance" if chance > CERTAIN else "MORE THAN CHANCE"
    print(f"  difference of the medians {found * 1000:+.2f}, by chance in {chance:.0%}: {verdict}")


def _difference(labels: list[str], times: list[float]) -> float:
    known = [took for label, took in zip(labels, times, strict=True) if label == "known"]
    unknown = [took for label, took in zip(labels, times, strict=True) if label == "unknown"]
    return median(known) - median(unknown)
