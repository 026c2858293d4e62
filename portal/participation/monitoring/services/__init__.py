"""What is done with works that are followed: the only writers of these tables."""

from __future__ import annotations

from portal.participation.monitoring.services.closing import close, pass_on
from portal.participation.monitoring.services.committee import NewSeat, end_term, seat
from portal.participation.monitoring.services.following import follow, unfollow
from portal.participation.monitoring.services.inspecting import NewInspection, inspect
from portal.participation.monitoring.services.moderating import hide, show_photos
from portal.participation.monitoring.services.recording import (
    ContractPlan,
    MilestonePlan,
    save_contract,
    save_milestone,
    save_money,
)

__all__ = [
    "ContractPlan",
    "MilestonePlan",
    "NewInspection",
    "NewSeat",
    "close",
    "end_term",
    "follow",
    "hide",
    "inspect",
    "pass_on",
    "save_contract",
    "save_milestone",
    "save_money",
    "seat",
    "show_photos",
    "unfollow",
]
