"""Times the proof: 100,000 steps bound and signed, a complaint’s proof, the whole check."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter, process_time

from benchmarks import filling
from benchmarks.databases import Base
from benchmarks.stock import Stock
from portal.foundation import clock, database, tenancy
from portal.response_times import jobs_proof
from portal.response_times.queries import proofs, verifying

STEPS = 100_000
MOST_SECONDS = 5.0
PROOFS = 200


def measure(place: Base, stock: Stock) -> None:
    """Print how long the first head over all steps takes, the next one, a proof, and a check."""
    town = filling.fill_one(place, STEPS, stock)
    app = place.app()
    print(f"\nProof on {place.kind}")
    with app.app_context(), tenancy.acting_for(town):
        with _timed(f"a head over {proofs.given():,} new steps", MOST_SECONDS):
            jobs_proof.bind_all()
            head = jobs_proof.publish("bench", clock.now(), only_today=False)
        if head is None:
            raise RuntimeError("No head was published.")
        with _timed("a head when nothing is new"):
            jobs_proof.publish("bench", clock.now(), only_today=False)
        database.session.remove()
        with _timed(f"{PROOFS} complaints' proofs of 4 steps"):
            for number in range(1, 4 * PROOFS, 4):
                proofs.proof_of(range(number, number + 4))
        with _timed("comparing everything with the database"):
            wrong = [found for found in verifying.verify() if found.is_wrong]
        print(f"  wrong: {len(wrong)}", *wrong[:3], sep="\n    ")
        database.session.remove()
        database.db.engine.dispose()


@contextmanager
def _timed(what: str, most: float | None = None) -> Iterator[None]:
    began, used = perf_counter(), process_time()
    yield
    clocked, used = perf_counter() - began, process_time() - used
    missed = f"  more than {most:.0f} s" if most and clocked > most else ""
    print(f"  {what}: {clocked:.2f} s by the clock, {used:.2f} s of CPU{missed}", flush=True)
