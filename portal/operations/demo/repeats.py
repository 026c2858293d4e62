"""Complaints of the last days that repeat another: the desk and the residents are to find them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from portal.complaints import preset
from portal.operations.demo.afterwards import ENDS
from portal.operations.demo.planned import PlannedComplaint

FIRST_WITHIN = timedelta(days=12)
LATER_WITHIN = timedelta(days=2)
MOST = 6
STEP = 0.00008
"""About nine metres."""
AGAIN = {
    "th": "ขอแจ้งเพิ่มอีกรายครับ {text}",
    "en": "Reporting this, too: {text}",
}
_SHOWN = frozenset(one.code for one in preset.CATEGORIES if one.visibility == "public")


def repeating(planned: Iterable[PlannedComplaint], at: datetime) -> list[PlannedComplaint]:
    """The same plan, in which a few of the newest tell again what others told days before."""
    plan = list(planned)
    firsts = [one for one in plan if at - FIRST_WITHIN <= one.filed_at < at - LATER_WITHIN]
    open_ones = [one for one in firsts if is_shown_open(one)]
    latest = [place for place, one in enumerate(plan) if one.filed_at >= at - LATER_WITHIN]
    for place, first in zip(latest, open_ones[:MOST], strict=False):
        plan[place] = _again(plan[place], first)
    return plan


def is_shown_open(planned: PlannedComplaint) -> bool:
    """Whether anyone may read it and nothing has ended it."""
    is_shown = planned.names_category and planned.category in _SHOWN
    return is_shown and ENDS.isdisjoint(step.verb for step in planned.steps)


def is_repeat(planned: PlannedComplaint) -> bool:
    """Whether it was made to repeat another."""
    return any(planned.text.startswith(words.split("{")[0]) for words in AGAIN.values())


def _again(later: PlannedComplaint, first: PlannedComplaint) -> PlannedComplaint:
    """What the later reporter says of the first one's matter, a few steps away."""
    return replace(
        first,
        number=later.number,
        filed_at=later.filed_at,
        text=AGAIN[first.language].format(text=first.text),
        lat=first.lat + STEP,
        contact=later.contact,
        channel=later.channel,
        occurred_at=None,
        pictures=(),
        steps=(),
    )
