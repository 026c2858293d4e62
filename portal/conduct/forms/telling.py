"""What somebody types who tells of conduct, and what they type afterwards."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    HiddenField,
    MultipleFileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, ValidationError

from portal.complaints.forms.reaching import (
    CHOOSE,
    Reachable,
    email_field,
    kept,
    language_field,
    no_longer_than,
    one_of_the_choices,
    phone_field,
)
from portal.conduct.lifecycle import MEANT_WORDS, SORT_WORDS, Meant, Sort
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.foundation.identified import Identified

LONGEST_TEXT = 10_000
LONGEST_LINE = 500


class TellingForm(Reachable, FlaskForm):
    """Who it is about, what happened, what proves it, and how to answer. One page."""

    form_id = HiddenField()
    sort = RadioField(
        lazy("What do you want to tell?"),
        [CHOOSE],
        choices=offered((sort.value, words) for sort, words in SORT_WORDS.items()),
        default=Sort.CONDUCT.value,
        validate_choice=False,
    )
    meant = RadioField(
        lazy("Who is it about?"),
        [CHOOSE],
        choices=offered((meant.value, words) for meant, words in MEANT_WORDS.items()),
        default=Meant.STAFF.value,
        validate_choice=False,
    )
    accused = StringField(
        lazy("Name, position, or how they looked"), [no_longer_than(LONGEST_LINE)], [kept]
    )
    unit = SelectField(
        lazy("Unit"),
        [one_of_the_choices(lazy("Choose a unit from the list"))],
        choices=[],
        default="",
        validate_choice=False,
    )
    text = TextAreaField(lazy("What happened?"), [no_longer_than(LONGEST_TEXT)], [kept])
    happened = StringField(lazy("When?"), [no_longer_than(LONGEST_LINE)], [kept])
    place = StringField(lazy("Where?"), [no_longer_than(LONGEST_LINE)], [kept])
    evidence = TextAreaField(
        lazy("What could prove it? Who else saw it?"), [no_longer_than(LONGEST_TEXT)], [kept]
    )
    photos = MultipleFileField(lazy("Photos"))
    email = email_field()
    phone = phone_field()
    name = StringField(lazy("Your name"), [no_longer_than(LONGEST_LINE)], [kept])
    answers_in = language_field()

    def unit_id(self) -> int | None:
        """The unit chosen, if one was."""
        return int(self.unit.data) if self.unit.data else None


class FollowForm(FlaskForm):
    """Number and code from the receipt."""

    number = StringField(lazy("Number"), [InputRequired(lazy("Enter the number"))], [kept])
    code = StringField(lazy("Code"), [InputRequired(lazy("Enter the code"))], [kept])


class MoreForm(Identified):
    """More about the matter, or the answer to a question."""

    words = TextAreaField(lazy("What do you want to add?"), [no_longer_than(LONGEST_TEXT)], [kept])
    photos = MultipleFileField(lazy("Photos"))

    def validate_words(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Something must be said."""
        if not (field.data or "").strip():
            raise ValidationError(lazy("Write something here"))
