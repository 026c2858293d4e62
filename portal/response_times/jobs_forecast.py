"""What comes round for forecasts."""

from __future__ import annotations

from datetime import datetime

from portal.foundation import database, tenancy
from portal.foundation.database import session
from portal.municipalities import queries as municipalities
from portal.response_times.figures import rooms
from portal.response_times.services import forecasting


def recount_forecasts(at: datetime) -> None:
    """Count anew, once a night, what is said of new complaints in every municipality.

    Counting is done before the write begins, so that nobody waits for it.
    """
    for profile in municipalities.all_profiles():
        with tenancy.acting_for(profile.id):
            recount(rooms.room().kind, at)


def recount(kind: str, at: datetime) -> int:
    """The same for the municipality of the moment; returns how many kinds can be spoken of."""
    stated = forecasting.counted(kind, at)
    session.remove()
    with database.writing():
        forecasting.keep(kind, stated, at)
    return sum(not statement.withheld for statement in stated)
