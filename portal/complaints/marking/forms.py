"""What somebody types to be reminded of a complaint, or chooses to be told of it."""

from __future__ import annotations

from datetime import date

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField

from portal.complaints.forms.case import a_day
from portal.complaints.forms.filing import kept, no_longer_than
from portal.complaints.marking.terms import LONGEST_NOTE, WATCH_WORDS, Watch
from portal.foundation.dates import parse_date
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy


class WatchForm(FlaskForm):
    """How one is told of changes."""

    how = SelectField(
        lazy("When others change it"),
        choices=offered((each.value, words) for each, words in WATCH_WORDS.items()),
        validate_choice=False,
    )

    def wanted(self) -> Watch:
        """What was chosen; nothing for nonsense."""
        return Watch(self.how.data) if self.how.data in set(Watch) else Watch.NO


class ReminderForm(FlaskForm):
    """On which day, and what about."""

    day = StringField(lazy("Remind me on"), [a_day], [kept])
    note = TextAreaField(lazy("What about?"), [no_longer_than(LONGEST_NOTE)], [kept])

    def typed_day(self) -> date:
        """The day; one long past, which the verb refuses in words, where there is none."""
        return parse_date(self.day.data or "") or date.min
