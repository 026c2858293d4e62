"""What the labels of complaints are called, for figures that know them by number only."""

from __future__ import annotations

from collections.abc import Mapping

from portal.accounts import queries as accounts
from portal.complaints.lifecycle import CHANNEL_WORDS
from portal.complaints.queries import choices
from portal.foundation.i18n import lazy
from portal.places import queries as places
from portal.response_times.figures.rooms import Name
from portal.response_times.figures.sheets import By
from portal.response_times.versions import PRIORITY_WORDS


def names(by: By) -> Mapping[str, Name]:
    """Every name of this kind by its key, in the municipality's order; "" is for none."""
    match by:
        case By.CATEGORY:
            lines = {str(line.id): line.title for line in choices.every_category()}
            return {**lines, "": lazy("Category not known yet")}
        case By.UNIT:
            units = {str(line.id): line.title for line in choices.units()}
            return {**units, "": lazy("No unit yet")}
        case By.AREA:
            areas = {str(area.id): area.title for area in places.areas()}
            return {**areas, "": lazy("Area not known")}
        case By.CHANNEL | By.PRIORITY:
            return _of_words(by)
        case By.OFFICER:
            people = {str(person.id): person.name for person in accounts.staff()}
            return {**people, "": lazy("Nobody yet")}
        case _:
            return {}


def _of_words(by: By) -> dict[str, Name]:
    """The labels that are words, not rows of a table."""
    if by is By.CHANNEL:
        return {channel.value: words for channel, words in CHANNEL_WORDS.items()}
    return {priority.value: words for priority, words in PRIORITY_WORDS.items()}
