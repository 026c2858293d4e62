"""Times work with many: 500 replies in one go, and the counts of twenty saved filters."""

from __future__ import annotations

from time import perf_counter, process_time

from sqlalchemy import func, select

from benchmarks.databases import Base
from portal.accounts import queries as accounts
from portal.complaints.bulk import queries as bulk
from portal.complaints.bulk.acts import BATCH, MOST, Act, Order
from portal.complaints.bulk.services import move_many
from portal.complaints.lifecycle import Channel, State
from portal.complaints.models import Complaint
from portal.complaints.queries import choices
from portal.complaints.queries.filters import Filters, Lateness, Waiting
from portal.complaints.saved_filters import queries as saved
from portal.foundation import clock, database, tenancy
from portal.foundation.database import session
from portal.foundation.policy import Actor, Role
from portal.municipalities import queries as municipalities
from portal.operations.demo import seed
from portal.places import queries as places
from portal.response_times.versions import Priority

MOST_SECONDS = 3.0
MOST_COUNT_MS = 50.0
TIMES = 7


def measure(place: Base) -> None:
    """Print both for this database. The replies are taken back."""
    app = place.app()
    with app.app_context():
        profile = municipalities.profile_by("", seed.DETAILS.slug)
        if profile is None:
            raise RuntimeError("The measured municipality is missing.")
        with tenancy.acting_for(profile.id):
            person = next(one for one in accounts.staff() if one.role is Role.DISPATCHER)
            officer = Actor(Role.DISPATCHER, profile.id, person.id, person.unit_id, person.name)
            count = session.scalar(select(func.count(Complaint.id)))
            print(f"\nWork with many of {count:,} complaints on {place.kind}")
            session.remove()
            _counts(officer)
            _replies(officer)
        database.db.engine.dispose()


def _counts(officer: Actor) -> None:
    at, wanted = clock.now(), _filters()
    took = []
    for _time in range(TIMES):
        began = perf_counter()
        found = saved.counted(officer, wanted, at)
        took.append((perf_counter() - began) * 1000)
        session.remove()
    middle = sorted(took)[TIMES // 2]
    missed = "" if middle <= MOST_COUNT_MS else f"  more than {MOST_COUNT_MS:.0f}"
    print(f"  counts of {len(wanted)} saved filters: {middle:.1f} ms{missed}  {found}", flush=True)


def _filters() -> list[Filters]:
    """Twenty as people keep them: by category, area, unit, state, lateness, and together."""
    categories, areas, units = choices.categories(), places.areas(), choices.units()
    session.remove()
    return [
        *(Filters(category=one.id) for one in categories[:6]),
        *(Filters(area=one.id, lateness=Lateness.LATE) for one in areas[:4]),
        *(Filters(unit=one.id, state=State.IN_PROGRESS) for one in units[:4]),
        *(Filters(category=one.id, area=areas[0].id) for one in categories[6:8]),
        Filters(priority=Priority.URGENT),
        Filters(waiting=Waiting.REPORTER),
        Filters(lateness=Lateness.TODAY),
        Filters(channel=Channel.TELEPHONE, category=categories[0].id),
    ]


def _replies(officer: Actor) -> None:
    at = clock.now()
    database.allow_writing(allowed=True)
    ids, _count = bulk.matching(officer, Filters(state=State.IN_PROGRESS), 0, at)
    chosen = ids[:MOST]
    session.remove()
    wall, cpu, done = perf_counter(), process_time(), 0
    for start in range(0, len(chosen), BATCH):
        some = dict.fromkeys(chosen[start : start + BATCH])
        done += len(move_many(officer, Order(Act.REPLY, text="กำลังตรวจสอบ"), some, at).ready)
        session.flush()
    wall, cpu = perf_counter() - wall, process_time() - cpu
    session.rollback()
    session.remove()
    database.allow_writing(allowed=False)
    missed = "" if wall <= MOST_SECONDS else f"  more than {MOST_SECONDS:.0f}"
    print(f"  {done} replies in one go: {wall:.2f} s, {cpu:.2f} s of CPU{missed}", flush=True)
