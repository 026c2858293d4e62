"""What comes round for figures."""

from __future__ import annotations

from datetime import datetime

import structlog

from portal.foundation import tenancy
from portal.municipalities import queries as municipalities
from portal.response_times.figures import rooms
from portal.response_times.services import figures

log = structlog.get_logger()


def count_figures(at: datetime) -> None:
    """Count the figures most people look at, in the first hour of each day and only once.

    One municipality's trouble keeps no other from its figures.
    """
    for profile in municipalities.all_profiles():
        with tenancy.acting_for(profile.id):
            try:
                for kind in rooms.kinds():
                    figures.count_standing(kind, at)
                figures.remove_old(at)
            except Exception:
                log.exception("figures_failed", municipality=profile.slug)
