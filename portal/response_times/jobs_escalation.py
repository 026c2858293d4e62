"""What comes round for levels: somebody is told when a promise or a matter has come to one."""

from __future__ import annotations

from datetime import datetime

from portal.foundation import database, tenancy
from portal.foundation.database import session
from portal.municipalities import queries as municipalities
from portal.response_times.queries.escalations import may_have_come
from portal.response_times.services.escalating import escalate as look_once


def escalate(at: datetime) -> None:
    """Find the levels that have come in every municipality, each batch in its own transaction."""
    for profile in municipalities.all_profiles():
        with tenancy.acting_for(profile.id):
            more = _is_due(at)
            while more:
                with database.writing():
                    more = look_once(at)


def _is_due(at: datetime) -> bool:
    """Look without locking anything: most rounds find nothing to do."""
    try:
        return may_have_come(at)
    finally:
        session.remove()
