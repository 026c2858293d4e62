"""What comes round for alerts."""

from __future__ import annotations

from datetime import datetime

from portal.alerts import queries, services
from portal.foundation import database, tenancy
from portal.foundation.database import session
from portal.municipalities import queries as municipalities


def look_and_tell(at: datetime) -> None:
    """Find and tell in every municipality where somebody has an alert. The others cost one look."""
    for profile in municipalities.all_profiles():
        with tenancy.acting_for(profile.id):
            waits = bool(queries.confirmed())
            session.remove()
            if waits:
                with database.writing():
                    services.look(at)
                    services.tell(at)


def tidy(at: datetime) -> None:
    """Forget what is done with. For one municipality, in the transaction of the caller."""
    services.tidy(at)
