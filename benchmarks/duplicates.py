"""Times the look-up of likely duplicates: around complaints that are open now."""

from __future__ import annotations

import random
from time import process_time

from sqlalchemy import func, select

from benchmarks.asking import counted
from benchmarks.databases import Base
from portal.complaints.duplicates import looking
from portal.complaints.duplicates.looking import Spot
from portal.complaints.models import Complaint
from portal.foundation import database, tenancy
from portal.municipalities import queries as municipalities
from portal.operations.demo import seed

SAMPLE = 200
MOST_MILLISECONDS = 5.0


def measure(place: Base) -> None:
    """Print CPU and questions of a look-up, for the desk and for somebody who files."""
    app = place.app()
    with app.app_context():
        profile = municipalities.profile_by("", seed.DETAILS.slug)
        if profile is None:
            raise RuntimeError("The measured municipality is missing.")
        with tenancy.acting_for(profile.id):
            _measure(place.kind)
        database.session.remove()
        database.db.engine.dispose()


def _measure(kind: str) -> None:
    held = database.session.scalar(select(func.count()).select_from(Complaint)) or 0
    ids = list(
        database.session.scalars(
            select(Complaint.id).where(Complaint.is_open.is_(True), Complaint.lat.is_not(None))
        )
    )
    chosen = random.Random(1).sample(ids, min(SAMPLE, len(ids)))
    rows = list(database.session.scalars(select(Complaint).where(Complaint.id.in_(chosen))))
    spots = [_spot(row) for row in rows]
    print(f"\nLikely duplicates among {held:,} complaints, {len(ids):,} of them open, on {kind}")
    for name, look in (("desk", _desk), ("filing", looking.offered)):
        look(spots[0])
        with counted() as asked:
            look(spots[0])
        costs = []
        for spot in spots:
            began = process_time()
            look(spot)
            costs.append((process_time() - began) * 1000)
        costs.sort()
        mean, worst = sum(costs) / len(costs), costs[int(len(costs) * 0.95)]
        missed = f"  more than {MOST_MILLISECONDS:.0f}" if mean > MOST_MILLISECONDS else ""
        print(
            f"  {name}: {mean:.2f} ms of CPU, 95 % within {worst:.2f} ms,"
            f" {len(asked)} questions{missed}",
            flush=True,
        )


def _spot(row: Complaint) -> Spot:
    return Spot(row.lat or 0.0, row.lon or 0.0, row.category_id, row.text, row.id)


def _desk(spot: Spot) -> object:
    return looking.likely(spot)
