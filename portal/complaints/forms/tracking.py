"""What reporters type to find their complaint and to go on with it."""

from __future__ import annotations

from uuid import UUID

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    MultipleFileField,
    RadioField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired

from portal.complaints.forms.filing import LONGEST_TEXT, kept, no_longer_than, one_of_the_choices
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy

LONGEST_REASON = 2000
STARS = {
    "5": lazy("5 – very good"),
    "4": lazy("4 – good"),
    "3": lazy("3 – fair"),
    "2": lazy("2 – poor"),
    "1": lazy("1 – very poor"),
}


class TrackForm(FlaskForm):
    """Number and code from the receipt."""

    number = StringField(lazy("Number"), [InputRequired(lazy("Enter the number"))], [kept])
    code = StringField(lazy("Code"), [InputRequired(lazy("Enter the code"))], [kept])


class WithPhotos(FlaskForm):
    """A form that photos can be added to before it is sent."""

    form_id = HiddenField()

    def identifier(self) -> UUID | None:
        """The form's own id; None where the browser sent none that can be read."""
        try:
            return UUID(self.form_id.data or "")
        except ValueError:
            return None


class InformationForm(WithPhotos):
    """More about the matter."""

    information = TextAreaField(
        lazy("What do you want to add?"), [no_longer_than(LONGEST_TEXT)], [kept]
    )
    photos = MultipleFileField(lazy("Photos"))


class AnswerForm(WithPhotos):
    """The answer to a question."""

    answer = TextAreaField(lazy("Your answer"), [no_longer_than(LONGEST_TEXT)], [kept])
    photos = MultipleFileField(lazy("Photos"))


class WithdrawForm(FlaskForm):
    """No longer wanted."""

    withdrawal = TextAreaField(
        lazy("Why do you withdraw it?"), [no_longer_than(LONGEST_REASON)], [kept]
    )


class RateForm(FlaskForm):
    """How well it was done."""

    stars = RadioField(
        lazy("How satisfied are you?"),
        [one_of_the_choices(lazy("Choose one to five stars"))],
        choices=offered(STARS.items()),
        validate_choice=False,
    )
    reason = TextAreaField(lazy("Why?"), [no_longer_than(LONGEST_REASON)], [kept])
    accepts = BooleanField(lazy("I accept the result. The case can be settled."))


class ReopenForm(FlaskForm):
    """Not done yet."""

    why = TextAreaField(lazy("What is still to be done?"), [no_longer_than(LONGEST_TEXT)], [kept])


class KeepForm(FlaskForm):
    """Only a press."""
