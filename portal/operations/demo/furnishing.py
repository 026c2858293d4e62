"""Furnishing the demo's desk, so that each of its pages has something on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from portal.foundation.policy import Role
from portal.operations.demo import desk_setup, desk_work, neighbours, repeats
from portal.operations.demo.cast import Cast
from portal.operations.demo.planned import PlannedComplaint


def furnish(
    cast: Cast, planned: Sequence[PlannedComplaint], ids: Sequence[int], at: datetime
) -> None:
    """Set the desk up and let people work at it; `ids` are those of the planned complaints."""
    officer_id = cast.actors[Role.OFFICER].person_id or 0
    desk_setup.set_up(cast.actors[Role.CLERK], cast.categories, officer_id, at)
    pairs = zip(planned, ids, strict=True)
    again = [complaint_id for one, complaint_id in pairs if repeats.is_repeat(one)]
    desk_work.keep(cast, again, at)
    neighbours.gather_round(cast, at)
