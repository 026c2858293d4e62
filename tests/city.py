"""A made-up city whose complaints follow a known law, so that what is said of it can be judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import log
from random import Random

from portal.foundation.clock import BANGKOK
from portal.response_times.forecasting.seen import Past
from portal.response_times.lifecycle import Outcome

DAY = 86_400.0
BEGAN = datetime(2024, 10, 1, tzinfo=BANGKOK).timestamp()


@dataclass(frozen=True)
class Law:
    """How long a category takes: a log-normal law by its median in days, and how often it comes."""

    median: float
    spread: float
    a_month: float


LAWS = (
    Law(0.4, 1.0, 60),
    Law(1.0, 1.2, 45),
    Law(2.0, 0.8, 40),
    Law(3.5, 1.0, 30),
    Law(5.0, 0.6, 25),
    Law(7.0, 0.9, 20),
    Law(9.0, 0.5, 12),
    Law(12.0, 0.7, 8),
    Law(4.0, 1.0, 3),
    Law(6.0, 0.8, 2),
)
SLOWNESS = (0.7, 1.0, 1.5)
"""By area: everything takes so many times as long."""
WITHDRAWN, UNFIXED, MERGED, REOPENED = 0.06, 0.05, 0.04, 0.04


def city(seed: int, months: int = 15, times: float = 1.0) -> tuple[list[Past], float]:
    """Its complaints as they stand at the end, and that moment; `times` as many as usual."""
    chance = Random(seed)
    end = BEGAN + months * 30.4 * DAY
    pasts = []
    for category_id, law in enumerate(LAWS, 1):
        moment = BEGAN
        while (moment := moment + chance.expovariate(law.a_month * times / (30.4 * DAY))) < end:
            pasts.append(_past(chance, category_id, law, moment, end))
    return pasts, end


def _past(chance: Random, category_id: int, law: Law, filed: float, end: float) -> Past:
    area_id = chance.randrange(len(SLOWNESS)) + 1
    takes = _takes(chance, law) * SLOWNESS[area_id - 1]
    resolved = filed + takes
    earlier: tuple[tuple[float, float], ...] = ()
    if chance.random() < REOPENED:
        reopened = resolved + chance.uniform(1, 14) * DAY
        if reopened < end:
            earlier = ((resolved, reopened),)
            resolved = reopened + _takes(chance, law)
    ended, outcome = resolved, str(Outcome.RESOLVED)
    draw = chance.random()
    for share, other in (
        (WITHDRAWN, Outcome.WITHDRAWN),
        (UNFIXED, Outcome.UNFIXED),
        (MERGED, Outcome.MERGED),
    ):
        # At a moment that has nothing to do with how long it would have taken.
        other_end = filed + chance.expovariate(1 / (5 * DAY))
        if draw < share and other_end < resolved and not earlier:
            ended, outcome = other_end, str(other)
            break
        draw -= share if draw >= share else 0
    if ended >= end:
        return Past(category_id, area_id, filed, earlier=earlier)
    return Past(category_id, area_id, filed, outcome, ended, earlier)


def _takes(chance: Random, law: Law) -> float:
    return chance.lognormvariate(log(law.median), law.spread) * DAY
