"""What comes round for complaints."""

from __future__ import annotations

from datetime import datetime

from portal.complaints import services
from portal.complaints.queries import second_looks as looks
from portal.complaints.services import indexing, second_looks
from portal.foundation import tenancy
from portal.municipalities import queries as municipalities
from portal.municipalities import services as setting

BATCHES = 8
"""Of 500 complaints, by one round: some seconds of work."""


def settle_due(at: datetime) -> None:
    """Settle finished complaints that nobody objected to in time."""
    services.settle_due(at)


def follow_up_unanswered(at: datetime) -> None:
    """Remind the reporters who did not answer in time, or close, as the rule says."""
    services.follow_up_unanswered(at)


def draw_second_looks(at: datetime) -> None:
    """Draw lots for the weekly second look, when the day has come."""
    second_looks.draw_due(looks.custom(), at)


def index_by_new_words(_at: datetime) -> None:
    """Index the next complaints anew after the list of words has changed, a batch each time."""
    profile = municipalities.profile_of(tenancy.municipality_id())
    after = profile.settings.get(municipalities.INDEXED) if profile else None
    if after is None:
        return
    last = 0
    for _batch in range(BATCHES):
        last = indexing.reindex(int(after))
        if not last:
            break
        after = last
    setting.keep_setting(municipalities.INDEXED, last or None)
