"""The pages of this room: figures, standards, the office calendar, the proof."""

from __future__ import annotations

from portal.response_times.views import calendar, clock_rules, figures, proof, standards
from portal.response_times.views.door import blueprint

__all__ = ["blueprint", "calendar", "clock_rules", "figures", "proof", "standards"]
