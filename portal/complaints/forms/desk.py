"""The queue's filters, as they stand in the address."""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import Form, SearchField, SelectField, StringField
from wtforms.fields.choices import SelectChoice

from portal.complaints.lifecycle import CHANNEL_WORDS, STATE_WORDS
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.response_times.versions import PRIORITY_WORDS

LONGEST_SEARCH = 200
EVERY = ""
Choice = tuple[str, object]
MORE_STATES: tuple[Choice, ...] = (
    ("any", lazy("All, also finished")),
    ("ended", lazy("Finished and closed")),
)
"""What the figures lead to; not offered among the states."""


def _one_of(label: object, *choices: Choice) -> SelectField:
    return SelectField(label, choices=offered(choices), validate_choice=False)


class DeskFilters(Form):
    """Each field is one filter; the view hands in the choices that come from the database."""

    text = SearchField(lazy("Words or number"))
    state = _one_of(lazy("State"), (EVERY, lazy("All open")), *STATE_WORDS.items(), *MORE_STATES)
    lateness = _one_of(
        lazy("Due"),
        (EVERY, lazy("Any time")),
        ("late", lazy("Overdue")),
        ("today", lazy("Due today")),
        ("soon", lazy("Due tomorrow")),
    )
    waiting = _one_of(
        lazy("Waiting"),
        (EVERY, lazy("All")),
        ("any", lazy("For a look or for the reporter")),
        ("look", lazy("For a look at what the public sees")),
        ("reporter", lazy("For the reporter")),
    )
    unit = _one_of(lazy("Unit"))
    person = _one_of(lazy("Person"))
    category = _one_of(lazy("Category"))
    area = _one_of(lazy("Area"))
    filed_from = StringField(lazy("Filed from"))
    filed_to = StringField(lazy("Filed up to"))
    channel = _one_of(lazy("Channel"), (EVERY, lazy("All channels")), *CHANNEL_WORDS.items())

    priority = _one_of(lazy("Priority"), (EVERY, lazy("All")), *PRIORITY_WORDS.items())

    marked = _one_of(
        lazy("Marked by me"),
        (EVERY, lazy("All")),
        ("changed", lazy("Changed since I read it")),
        ("reminded", lazy("I am to be reminded of it now")),
        ("mentioned", lazy("Somebody named me")),
        ("watched", lazy("I watch it")),
    )

    def offer(self, choices: Mapping[str, list[SelectChoice]]) -> None:
        """Put choices into the fields they are named after."""
        for name, found in choices.items():
            self[name].choices = found

    def number(self, name: str) -> int | None:
        """The number chosen in a field; None for no choice, and for nonsense in the address."""
        value = self[name].data or ""
        return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else None  # noqa: PLR2004 - digits of an id

    def words(self) -> str:
        """What is searched for, without the space around it."""
        return (self.text.data or "").strip()[:LONGEST_SEARCH]
