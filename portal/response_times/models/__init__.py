"""The tables of this room."""

from __future__ import annotations

from portal.response_times.models.calendars import Holiday, OfficeHours
from portal.response_times.models.clock_rules import ClockRule
from portal.response_times.models.escalations import Escalation, EscalationWatch
from portal.response_times.models.facts import MatterFact
from portal.response_times.models.figures import FigureSheet
from portal.response_times.models.forecasts import Forecast
from portal.response_times.models.promises import Pause, Promise
from portal.response_times.models.proofs import (
    ProofBook,
    ProofHead,
    ProofLeaf,
    ProofTile,
    ProofTree,
)
from portal.response_times.models.standards import StandardVersion

__all__ = [
    "ClockRule",
    "Escalation",
    "EscalationWatch",
    "FigureSheet",
    "Forecast",
    "Holiday",
    "MatterFact",
    "OfficeHours",
    "Pause",
    "Promise",
    "ProofBook",
    "ProofHead",
    "ProofLeaf",
    "ProofTile",
    "ProofTree",
    "StandardVersion",
]
