"""What would follow if this were filed: refused in the same words, or promised these times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from portal.complaints.lifecycle import Visibility
from portal.complaints.services import filing as filings
from portal.complaints.services import moving
from portal.complaints.services.told import Filing
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Actor
from portal.response_times import queries as promised
from portal.response_times.calendar import due
from portal.response_times.standards import LABELS


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The times that would be promised, as (words, moment) in order, and who could read it."""

    promises: tuple[tuple[object, datetime], ...]
    visibility: Visibility
    outside_owner: Bilingual


def foresee(actor: Actor, filing: Filing, at: datetime) -> Foreseen:
    """Check a filing without keeping anything. Raises `Invalid` as `file` does."""
    category = filings.checked(filing, at)
    calendar = promised.calendar_of(actor.municipality_id)
    standards = moving.standards(category, at)
    promises = [(LABELS[each.promise_kind], due(each, at, calendar)) for each in standards]
    visibility = Visibility(category.visibility) if category else Visibility.REVIEW
    return Foreseen(
        tuple(sorted(promises, key=itemgetter(1))),
        visibility,
        Bilingual(category.outside_owner_th, category.outside_owner_en)
        if category
        else Bilingual("", ""),
    )
