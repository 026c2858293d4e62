"""The queue's filters, as they stand in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import Form, SearchField, SelectField

from portal.complaints.lifecycle import CHANNEL_WORDS, STATE_WORDS
from portal.foundation.i18n import lazy

LONGEST_SEARCH = 200
EVERY = ""
Choice = tuple[Any, ...]


class DeskFilters(Form):
    """Each field is one filter; the view hands in the choices that come from the database."""

    text = SearchField(lazy("Words or number"))
    state = SelectField(lazy("State"), validate_choice=False)
    lateness = SelectField(
        lazy("Due"),
        choices=[
            (EVERY, lazy("Any time")),
            ("late", lazy("Overdue")),
            ("today", lazy("Due today")),
            ("soon", lazy("Due tomorrow")),
        ],
        validate_choice=False,
    )
    waiting = SelectField(
        lazy("Waiting"),
        choices=[
            (EVERY, lazy("All")),
            ("any", lazy("For a look or for the reporter")),
            ("look", lazy("For a look at what the public sees")),
            ("reporter", lazy("For the reporter")),
        ],
        validate_choice=False,
    )
    unit = SelectField(lazy("Unit"), validate_choice=False)
    person = SelectField(lazy("Person"), validate_choice=False)
    category = SelectField(lazy("Category"), validate_choice=False)
    area = SelectField(lazy("Area"), validate_choice=False)
    channel = SelectField(
        lazy("Channel"),
        choices=[(EVERY, lazy("All channels")), *CHANNEL_WORDS.items()],
        validate_choice=False,
    )

    def offer(self, choices: Mapping[str, Sequence[Choice]]) -> None:
        """Put choices into the fields they are named after."""
        self.state.choices = [(EVERY, lazy("All open")), *STATE_WORDS.items()]
        for name, offered in choices.items():
            self[name].choices = list(offered)

    def number(self, name: str) -> int | None:
        """The number chosen in a field; None for no choice, and for nonsense in the address."""
        value = self[name].data or ""
        return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else None  # noqa: PLR2004 - digits of an id

    def words(self) -> str:
        """What is searched for, without the space around it."""
        return (self.text.data or "").strip()[:LONGEST_SEARCH]
