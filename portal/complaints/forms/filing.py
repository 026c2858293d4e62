"""What somebody types to tell the municipality something."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    MultipleFileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import ValidationError

from portal.complaints.forms.placing import Placed
from portal.complaints.forms.reaching import (
    CHOOSE,
    LONGEST_LINE,
    Reachable,
    email_field,
    kept,
    language_field,
    no_longer_than,
    one_of_the_choices,
    phone_field,
)
from portal.complaints.guessing import is_about_conduct, kind_of
from portal.complaints.lifecycle import KIND_WORDS
from portal.foundation import thai
from portal.foundation.clock import BANGKOK
from portal.foundation.dates import parse_date
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy

__all__ = [
    "CHOOSE",
    "CONDUCT",
    "GUESS",
    "LONGEST_LINE",
    "LONGEST_TEXT",
    "WAYS",
    "FilingForm",
    "kept",
    "no_longer_than",
    "one_of_the_choices",
]
LONGEST_TEXT = 5000
WAYS = {
    "area": lazy("By area and landmark"),
    "here": lazy("Where I am now"),
    "pin": lazy("With a pin on the map"),
    "coordinates": lazy("By coordinates"),
}
_TIME = re.compile(r"(\d{1,2})[.:](\d{2})(?: ?น\.?)?")


GUESS = "guess"
"""The kind is guessed from the words, and shown before anything is sent."""
CONDUCT = "conduct"
"""No kind of complaint: it leads to the form that few people read."""


class FilingForm(Placed, Reachable, FlaskForm):
    """One page: what, photos, where, when, what kind, and how to answer."""

    form_id = HiddenField()
    work = HiddenField()
    text = TextAreaField(lazy("What is wrong?"), [no_longer_than(LONGEST_TEXT)], [kept])
    photos = MultipleFileField(lazy("Photos"))
    way = RadioField(
        lazy("Where is it?"),
        [CHOOSE],
        choices=offered(WAYS.items()),
        default="area",
        validate_choice=False,
    )
    lat = StringField(filters=[kept])
    lon = StringField(filters=[kept])
    area = SelectField(
        lazy("Area"),
        [one_of_the_choices(lazy("Choose an area from the list"))],
        choices=[],
        default="",
        validate_choice=False,
    )
    landmark = StringField(lazy("Landmark"), [no_longer_than(LONGEST_LINE)], [kept])
    coordinates = StringField(lazy("Coordinates"), [no_longer_than(2000)], [kept])
    outside_is_meant = BooleanField(lazy("The place is outside this municipality, and I mean it"))
    occurred_on = StringField(lazy("Day"), [no_longer_than(LONGEST_LINE)], [kept])
    occurred_time = StringField(lazy("Time"), [no_longer_than(LONGEST_LINE)], [kept])
    kind = RadioField(
        lazy("What kind of matter is it?"),
        [CHOOSE],
        choices=offered(
            [
                (GUESS, lazy("See it from my words")),
                *((kind.value, words) for kind, words in KIND_WORDS.items()),
                (CONDUCT, lazy("Misconduct of staff, or corruption")),
            ]
        ),
        default=GUESS,
        validate_choice=False,
    )
    category = SelectField(
        lazy("Category"),
        [one_of_the_choices(lazy("Choose a category from the list, or “I don’t know”"))],
        choices=[],
        default="",
        validate_choice=False,
    )
    phone = phone_field()
    email = email_field()
    name = StringField(lazy("Name"), [no_longer_than(LONGEST_LINE)], [kept])
    shows_name = BooleanField(lazy("Show my name on the public page"))
    answers_in = language_field()

    def accuses(self) -> bool:
        """Whether it belongs on the form for conduct: the reporter says so, or the words do."""
        guessed = self.kind.data == GUESS and is_about_conduct(self.text.data or "")
        return guessed or self.kind.data == CONDUCT

    def guess_kind(self) -> None:
        """Put the guessed kind where the reporter left the guess to us."""
        if self.kind.data == GUESS:
            self.kind.data = kind_of(self.text.data or "").value

    def validate_occurred_on(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Take the day in either era; a time alone needs its day."""
        if field.data and parse_date(field.data) is None:
            raise ValidationError(lazy("Enter the day like 24/11/2026 or 24 Nov 2026"))
        if not field.data and self.occurred_time.data:
            raise ValidationError(lazy("Enter the day, too"))

    def validate_occurred_time(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Take 14.05 and 14:05."""
        if field.data and _clock(field.data) is None:
            raise ValidationError(lazy("Enter the time like 14:05"))

    def category_id(self) -> int | None:
        """The category chosen; None for “I don’t know”."""
        return int(self.category.data) if self.category.data else None

    def day(self) -> date | None:
        """The day it happened, if one was typed."""
        return parse_date(self.occurred_on.data or "")

    def occurred_at(self) -> datetime | None:
        """When it happened; the beginning of the day where no time was typed."""
        day = self.day()
        clock = _clock(self.occurred_time.data or "") or time()
        return datetime.combine(day, clock, BANGKOK) if day else None


def _clock(typed: str) -> time | None:
    match = _TIME.fullmatch(thai.arabic_digits(typed).strip())
    hour, minute = map(int, match.groups()) if match else (24, 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 - a clock
