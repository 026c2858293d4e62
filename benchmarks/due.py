"""Times the working calendar: the due moment of a promise."""

from __future__ import annotations

from datetime import timedelta
from time import process_time

from benchmarks.databases import Base
from portal.foundation import clock, database, tenancy
from portal.municipalities import queries as municipalities
from portal.operations.demo import seed
from portal.response_times import queries
from portal.response_times.calendar import due
from portal.response_times.standards import PromiseKind, Standard, Unit

TIMES = 20_000
MOST_MICROSECONDS = 20
STANDARDS = (
    Standard(PromiseKind.RESOLVE, 15, Unit.WORKING_DAYS),
    Standard(PromiseKind.ACKNOWLEDGE, 24, Unit.CALENDAR_HOURS),
    Standard(PromiseKind.ANSWER, 15, Unit.CALENDAR_DAYS),
)


def measure(place: Base) -> None:
    """Print the CPU time of one due moment for each kind of standard."""
    app = place.app()
    with app.app_context():
        profile = municipalities.profile_by("", seed.DETAILS.slug)
        if profile is None:
            raise RuntimeError("The measured municipality is missing.")
        with tenancy.acting_for(profile.id):
            office = queries.calendar_of(profile.id)
        database.session.remove()
        database.db.engine.dispose()
    at = clock.now()
    starts = [at - timedelta(minutes=37 * n) for n in range(TIMES)]
    print("\nDue moment")
    for standard in STANDARDS:
        began = process_time()
        for start in starts:
            due(standard, start, office)
        cost = (process_time() - began) / TIMES * 1_000_000
        missed = "" if cost < MOST_MICROSECONDS else f"  more than {MOST_MICROSECONDS}"
        print(f"  {standard.amount} {standard.unit}: {cost:.1f} µs{missed}", flush=True)
