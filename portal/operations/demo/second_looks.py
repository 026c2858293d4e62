"""A quarter of weekly second looks: most confirm, some do not, a few are overdue."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from portal.complaints import verdicts
from portal.complaints.queries import second_looks as queries
from portal.complaints.services import second_looks as services
from portal.complaints.verdicts import USUAL_SIZE, Verdict
from portal.foundation import clock
from portal.foundation.policy import Actor
from portal.operations.demo.dice import Dice

WEEKS = 13
MORNING = time(7)
FORGOTTEN = 0.05
FOUND = {Verdict.DONE: 0.9, Verdict.NOT_DONE: 0.06, Verdict.CANNOT_SAY: 0.04}


def look_back(clerk: Actor, name: str, at: datetime) -> None:
    """Draw for each of the past weeks and say what was found; the last lots wait."""
    last = verdicts.week_before(at)
    for weeks in range(WEEKS, -1, -1):
        first_day = last - weeks * verdicts.WEEK
        if queries.draw_of(first_day) is None:
            _draw(clerk, first_day, Dice(f"{name}-{first_day}"), is_last=weeks == 0)


def _draw(clerk: Actor, first_day: date, random: Dice, *, is_last: bool) -> None:
    drawn_at = datetime.combine(first_day + verdicts.WEEK, MORNING, clock.BANGKOK)
    seed = f"{random.getrandbits(128):032x}"
    services.draw(first_day, USUAL_SIZE, seed, drawn_at)
    if is_last:
        return
    for line in queries.to_look_at(clerk, None).items:
        if line.finished_at < drawn_at - verdicts.WEEK or random.chance(FORGOTTEN):
            continue  # of an earlier week, or never looked at
        verdict = random.choices(list(FOUND), list(FOUND.values()))[0]
        looked_at = drawn_at + timedelta(hours=random.uniform(2, 100))
        services.record(line.id, verdict, clerk.person_id or 0, looked_at)
