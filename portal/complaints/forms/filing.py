"""What somebody types to tell the municipality something."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4

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
from portal.complaints.guessing import is_about_conduct, kind_of
from portal.complaints.lifecycle import KIND_WORDS
from portal.foundation import thai
from portal.foundation.clock import BANGKOK
from portal.foundation.dates import parse_date
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy

LONGEST_TEXT = 5000
LONGEST_LINE = 200
LONGEST_PHONE = 40
LONGEST_EMAIL = 254
LEAST_DIGITS, MOST_DIGITS = 4, 24
WAYS = {
    "area": lazy("By area and landmark"),
    "here": lazy("Where I am now"),
    "pin": lazy("With a pin on the map"),
    "coordinates": lazy("By coordinates"),
}
_PHONE = re.compile(r"(?:[\d\s+().,/#*-]|ต่อ|หรือ|ext\.?|or)+", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]{1,64}@[^@\s<>,;:\"()\[\]\\]{1,180}\.[^@\s.]{2,}")
_TIME = re.compile(r"(\d{1,2})[.:](\d{2})(?: ?น\.?)?")


def kept(text: object) -> object:
    """A typed text without invisible dirt, line breaks made one kind; what is no text stays."""
    return thai.cleaned(text) if isinstance(text, str) else text


def no_longer_than(most: int) -> Any:  # noqa: ANN401 - a WTForms validator
    """Refuse a text of more than `most` characters, with both numbers in words."""

    def check(_form: object, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        length = len(field.data or "")
        if length > most:
            raise ValidationError(
                lazy(
                    "The text is %(length)s characters long. Shorten it to %(most)s or fewer.",
                    length=f"{length:,}",
                    most=f"{most:,}",
                )
            )

    return check


def one_of_the_choices(message: object) -> Any:  # noqa: ANN401 - a WTForms validator
    """Refuse a value that the page did not offer."""

    def check(_form: object, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        if field.data not in {str(value) for value, *_ in field.choices}:
            raise ValidationError(message)

    return check


CHOOSE = one_of_the_choices(lazy("Choose one of the answers"))


GUESS = "guess"
"""The kind is guessed from the words, and shown before anything is sent."""
CONDUCT = "conduct"
"""No kind of complaint: it leads to the form that few people read."""


class FilingForm(Placed, FlaskForm):
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
    phone = StringField(lazy("Telephone number"), [no_longer_than(LONGEST_PHONE)], [kept])
    email = StringField(lazy("E-mail"), [no_longer_than(LONGEST_EMAIL)], [kept])
    name = StringField(lazy("Name"), [no_longer_than(LONGEST_LINE)], [kept])
    shows_name = BooleanField(lazy("Show my name on the public page"))
    answers_in = RadioField(
        lazy("Language of the answers"),
        [CHOOSE],
        choices=offered([("th", lazy("Thai")), ("en", lazy("English"))]),
        default="th",
        validate_choice=False,
    )

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

    def validate_phone(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Take whatever somebody could dial; what was typed is kept as it is."""
        typed = thai.arabic_digits(field.data or "")
        digits = sum(character.isdecimal() for character in typed)
        if typed and not (_PHONE.fullmatch(typed) and LEAST_DIGITS <= digits <= MOST_DIGITS):
            raise ValidationError(lazy("Enter a telephone number like 081 234 5678"))

    def validate_email(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Take what looks like an e-mail address."""
        if field.data and not _EMAIL.fullmatch(field.data):
            raise ValidationError(lazy("Enter an e-mail address like name@example.com"))

    def identifier(self) -> UUID:
        """The form's own id; a fresh one where the browser sent none that can be read."""
        try:
            return UUID(self.form_id.data or "")
        except ValueError:
            self.form_id.data = str(uuid4())
            return UUID(self.form_id.data)

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
