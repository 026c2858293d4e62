"""What is said of how long a complaint may take, beside what is promised."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from portal.complaints.lifecycle import OPEN, Kind, State, Visibility
from portal.complaints.models import MATTER
from portal.complaints.queries import choices
from portal.response_times.forecasting import wording
from portal.response_times.forecasting.wording import Words
from portal.response_times.queries.forecasts import forecast_of


class Standing(Protocol):
    """A complaint as far as a forecast asks."""

    kind: str
    visibility: str
    state: str
    reopened: int
    category_id: int | None
    area_id: int | None


def forecast_words(complaint: Standing, at: datetime) -> Words | None:
    """The sentence for an open complaint, or why there is none.

    None where nothing is to be said: of a private or a finished one, of one that was opened again
    (its own past says more), of what asks for no relief.
    """
    is_plain = complaint.kind == Kind.RELIEF and complaint.visibility != Visibility.PRIVATE
    if not is_plain or complaint.reopened or State(complaint.state) not in OPEN:
        return None
    line = forecast_of(MATTER, complaint.category_id, complaint.area_id, at)
    if line is None:
        return None
    category = choices.category(complaint.category_id)
    title = category.title if category else None
    return wording.words(line, title, choices.area_title(complaint.area_id))
