"""What is typed in the field."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import (
    Form,
    HiddenField,
    MultipleFileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)

from portal.complaints.forms.case import LONGEST_LINE, LONGEST_WORDS
from portal.complaints.forms.filing import kept, no_longer_than, one_of_the_choices
from portal.field.outcomes import OUTCOME_WORDS, Outcome
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.foundation.identified import Identified

MOST_DIGITS = 9


class DayFilters(Form):
    """Whose work, how much of it, and from where; all in the address."""

    near = StringField(lazy("Nearest to"), [no_longer_than(LONGEST_LINE)], [kept])
    whose = SelectField(
        lazy("Whose work"),
        choices=offered(
            [
                ("", lazy("Mine, or else all I may read")),
                ("mine", lazy("Mine")),
                ("all", lazy("All that I may read")),
            ]
        ),
        validate_choice=False,
    )
    span = SelectField(
        lazy("How much"),
        choices=offered([("today", lazy("For today")), ("open", lazy("Everything open"))]),
        validate_choice=False,
    )


class ReportForm(Identified):
    """What came of a visit."""

    seen = HiddenField()
    outcome = RadioField(
        lazy("How did it go?"),
        [one_of_the_choices(lazy("Choose one of the answers"))],
        choices=[],
        validate_choice=False,
    )
    photos = MultipleFileField(lazy("Photos"))
    words = TextAreaField(lazy("What was done?"), [no_longer_than(LONGEST_WORDS)], [kept])
    no_photo_because = StringField(
        lazy("Or why there is no photo"), [no_longer_than(LONGEST_LINE)], [kept]
    )

    def offer(self, possible: tuple[Outcome, ...]) -> None:
        """Put in what may be said now; the first is chosen where nothing was."""
        self.outcome.choices = offered((one.value, OUTCOME_WORDS[one]) for one in possible)
        if not self.outcome.data and possible:
            self.outcome.data = possible[0].value

    def version(self) -> int:
        """The version the page showed; 0, which nothing has, when it was tampered with."""
        typed = self.seen.data or ""
        is_number = typed.isascii() and typed.isdecimal() and len(typed) <= MOST_DIGITS
        return int(typed) if is_number else 0


class MapsForm(FlaskForm):
    """Which map the ways open in."""

    one = StringField(lazy("Address that shows one stop"), [no_longer_than(300)], [kept])
    many = StringField(lazy("Address of a way over several stops"), [no_longer_than(300)], [kept])
