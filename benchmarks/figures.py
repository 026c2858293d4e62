"""Times the figures: telling all facts anew, and counting the sheets of a year."""

from __future__ import annotations

import random
from time import perf_counter, process_time

from benchmarks.databases import Base
from portal.complaints.services import courses
from portal.foundation import clock, database, tenancy
from portal.municipalities import queries as municipalities
from portal.operations.demo import seed
from portal.response_times.figures import periods
from portal.response_times.figures.kaplan_meier import curve
from portal.response_times.figures.periods import Span
from portal.response_times.figures.sheets import By
from portal.response_times.models import MatterFact
from portal.response_times.services import figures

MILLION = 1_000_000
ENDED = 0.7
MOST_SECONDS = 300
"""For all facts of a million complaints."""


def measure(place: Base) -> None:
    """Print how long it takes in the measured municipality, and what that makes of a million."""
    app = place.app()
    print("\nFigures")
    with app.app_context():
        profile = municipalities.profile_by("", seed.DETAILS.slug)
        if profile is None:
            raise RuntimeError("The measured municipality is missing.")
        with tenancy.acting_for(profile.id):
            _rebuild()
            _count()
        database.session.remove()
        database.db.engine.dispose()
    chance = random.Random(1)
    durations = [(chance.randrange(8_000_000), chance.random() < ENDED) for _ in range(MILLION)]
    began = process_time()
    curve(durations)
    print(f"  a curve of {MILLION:,} durations: {process_time() - began:.1f} s", flush=True)


def _rebuild() -> None:
    last, began, cpu = 0, perf_counter(), process_time()
    while True:
        with database.writing():
            last = courses.tell_next(last)
        if not last:
            break
    spent, own = perf_counter() - began, process_time() - cpu
    n = database.session.query(MatterFact).count()
    a_million = spent / n * MILLION
    missed = f"  more than {MOST_SECONDS}" if a_million > MOST_SECONDS else ""
    print(
        f"  all facts anew: {n:,} in {spent:.1f} s (CPU {own:.1f} s),"
        f" a million in {a_million:.0f} s{missed}",
        flush=True,
    )


def _count() -> None:
    at = clock.now()
    period = periods.last_days(Span.YEAR_TO_DAY, 365, clock.local(at).date())
    for bys in ((By.ALL,), (By.ALL, By.CATEGORY), tuple(By)):
        began = process_time()
        made = figures.counted("complaint", period, bys, at)
        n = made[By.ALL].all.received
        print(
            f"  the sheets of a year by {len(bys)} of the {len(By)} dimensions, {n:,} cases:"
            f" {process_time() - began:.1f} s",
            flush=True,
        )
