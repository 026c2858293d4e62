"""Times reports and open data: a year drawn up, the frozen page and its twin, files of all rows.

The municipality has 100,000 complaints and 50,000 acts of taking part.
"""

from __future__ import annotations

import random
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time

from flask import Flask

from benchmarks import filling, ideas, twins
from benchmarks.databases import Base
from benchmarks.stock import Stock
from portal.accounts import queries as people
from portal.foundation import clock, database, tenancy
from portal.foundation.dates import fiscal_year
from portal.foundation.policy import Actor, Role
from portal.municipalities import queries as municipalities
from portal.operations.demo import seed
from portal.participation.ledger.models import Participant, ParticipationAct
from portal.participation.ledger.terms import ActKind
from portal.participation.residents.terms import Age, Sex
from portal.reports import services
from portal.reports.terms import ReportKind

COMPLAINTS = 100_000
ACTS, PARTICIPANTS = 50_000, 12_000
MOST_SECONDS = 5.0
LEAST_RATIO = 0.4
LEAST_ROWS = 20_000
MOST_MEGABYTES = 200
MANY = 1_000_000
HOME = f"/{seed.DETAILS.slug}"


def measure(place: Base, stock: Stock, *, rows: int = COMPLAINTS) -> None:
    """Print how long both yearly reports take, the frozen page's ratio, and a file's speed."""
    in_stock = sum(len(matter.beside["complaint_step"]) for matter in stock.matters)
    filling.fill_one(place, rows * in_stock // len(stock.matters), stock)
    app = place.app()
    print(f"\nReports on {place.kind}", flush=True)
    with app.app_context():
        profile = municipalities.profile_by("", seed.DETAILS.slug)
        if profile is None:
            raise RuntimeError("The measured municipality is missing.")
        with tenancy.acting_for(profile.id):
            if rows == COMPLAINTS:
                _draw_up(profile.id)
        database.session.remove()
        database.db.engine.dispose()
    if rows == COMPLAINTS:
        _compare(place)
    _stream(place)


def _draw_up(here: int) -> None:
    with database.writing():
        _take_part(here)
    clerk = next(one for one in people.staff() if one.role is Role.CLERK)
    actor, at = Actor(Role.CLERK, here, clerk.id, None, clerk.name), clock.now()
    for kind in ReportKind:
        began, used = perf_counter(), process_time()
        year = f"fy-{fiscal_year(clock.local(at).date()) - 1}"
        with database.writing():
            services.issue(actor, kind, services.scope_of(kind, year, 0, at))
        spent, used = perf_counter() - began, process_time() - used
        missed = f"  more than {MOST_SECONDS:.0f} s" if spent > MOST_SECONDS else ""
        print(f"  {kind}: {spent:.2f} s the first time, {used:.2f} s of CPU{missed}", flush=True)


def _take_part(here: int) -> None:
    """Acts of two years by a few thousand people, in a project with ideas."""
    project = ideas.filled(here, 5_000, 20_000)
    lot, today = random.Random("acts"), clock.local(clock.now()).date()
    session = database.session
    one_of = [Participant(person_id=None) for _n in range(PARTICIPANTS)]
    session.add_all(one_of)
    session.flush()
    ages, sexes, kinds = [*Age, ""], [*Sex, ""], [*ActKind]
    session.bulk_insert_mappings(
        ParticipationAct,
        [
            {
                "municipality_id": here,
                "kind": lot.choice(kinds).value,
                "record_id": n,
                "project_id": project.id,
                "participant_id": lot.choice(one_of).id,
                "day": today - timedelta(days=lot.randrange(730)),
                "channel": "web",
                "n": 1,
                "age": str(lot.choice(ages)),
                "sex": str(lot.choice(sexes)),
                "area_id": None,
                "is_counted": True,
            }
            for n in range(ACTS)
        ],
    )
    session.flush()


def _compare(place: Base) -> None:
    pair = twins.Pair(place)
    for n, name in ((1, "participation"), (2, "complaints")):
        page = twins.Page(f"report of {name}", "reports.report", f"{HOME}/reports/{n}")
        found = pair.figure(page)
        missed = f"  less than {LEAST_RATIO}" if found.ratio < LEAST_RATIO else ""
        print(
            f"  {page.name}, frozen: {found.ratio:.2f} of its twin, {found.queries} queries,"
            f" {found.cpu * 1000:.1f} ms{missed}",
            flush=True,
        )
    for app in (pair.app, pair.twin):
        with app.app_context():
            database.db.engine.dispose()


def _stream(place: Base) -> None:
    """Read the files in a process of their own, so that its memory is theirs alone."""
    for name in ("complaints.csv", "complaints.geojson", "response-times.csv"):
        child = get_context("spawn").Process(target=_read, args=(place, name))
        child.start()
        child.join()
        if child.exitcode:
            raise RuntimeError(f"{name} was not read.")


def _read(place: Base, name: str) -> None:
    app: Flask = place.app()
    client = app.test_client()
    client.get(f"{HOME}/open-data")
    before = _megabytes()
    began, used, lines = perf_counter(), process_time(), 0
    answer = client.get(f"{HOME}/open-data/{name}", buffered=False)
    for part in answer.iter_encoded():
        lines += part.count(b"\n")
    spent, used = perf_counter() - began, process_time() - used
    missed = [f"fewer than {LEAST_ROWS:,} a second"] if lines / spent < LEAST_ROWS else []
    missed += [f"more than {MOST_MEGABYTES} MB"] if _megabytes() > MOST_MEGABYTES else []
    print(
        f"  {name}: {lines:,} lines, {lines / spent:,.0f} a second ({lines / used:,.0f} of CPU),"
        f" {_megabytes():.0f} MB at most, {before:.0f} of them before  {', '.join(missed)}",
        flush=True,
    )


def _megabytes() -> float:
    """The most memory this process has had; what `getrusage` says includes whoever started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(one for one in status.splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
