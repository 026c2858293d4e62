"""What is done with results and pacts: the only writers of these tables."""

from __future__ import annotations

from portal.participation.results.services.caring import (
    NewCheck,
    check,
    hide_check,
    join,
    leave,
    remind,
)
from portal.participation.results.services.picturing import add_photos, remove_photo
from portal.participation.results.services.rating import rate
from portal.participation.results.services.recording import (
    BenefitPlan,
    PactPlan,
    ResultPlan,
    end_pact,
    remove_benefit,
    save_benefit,
    save_pact,
    save_result,
)

__all__ = [
    "BenefitPlan",
    "NewCheck",
    "PactPlan",
    "ResultPlan",
    "add_photos",
    "check",
    "end_pact",
    "hide_check",
    "join",
    "leave",
    "rate",
    "remind",
    "remove_benefit",
    "remove_photo",
    "save_benefit",
    "save_pact",
    "save_result",
]
