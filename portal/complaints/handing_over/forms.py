"""What somebody types to hand a complaint over, to answer from outside, to write the directory."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    MultipleFileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, ValidationError

from portal.complaints.forms.case import LONGEST_LINE, LONGEST_WORDS, MoveForm, a_day
from portal.complaints.forms.filing import kept, no_longer_than, one_of_the_choices
from portal.complaints.handing_over.terms import (
    CONSENT_WORDS,
    KIND_WORDS,
    MODE_WORDS,
    Consent,
    Kind,
    Mode,
)
from portal.foundation import thai
from portal.foundation.dates import parse_date
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.foundation.identified import Identified

USUAL_DAYS = "30"
CHOOSE = lazy("Choose one of the answers")


def _number(typed: object) -> int:
    digits = thai.arabic_digits(str(typed or "")).strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else 0  # noqa: PLR2004 - digits


class NeighbourForm(MoveForm):
    """To another municipality of this install."""

    other = SelectField(lazy("To which municipality?"), choices=[], validate_choice=False)
    mode = RadioField(
        lazy("How?"),
        [one_of_the_choices(CHOOSE)],
        choices=offered((each.value, words) for each, words in MODE_WORDS.items()),
        validate_choice=False,
        default=Mode.SHARED.value,
    )
    consent = RadioField(
        lazy("May the reporter’s name, telephone and e-mail go along?"),
        choices=offered((each.value, words) for each, words in CONSENT_WORDS.items()),
        validate_choice=False,
        default=Consent.NONE.value,
    )
    with_photos = BooleanField(lazy("The photos go along"))
    news_by = StringField(lazy("News asked for by"), [no_longer_than(LONGEST_LINE), a_day], [kept])
    words = TextAreaField(
        lazy("Words to the reporter, where it is moved"), [no_longer_than(LONGEST_WORDS)], [kept]
    )

    def validate_other(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Only what was offered."""
        if not field.data or field.data not in {str(value) for value, *_ in field.choices}:
            raise ValidationError(lazy("Choose a municipality from the list"))

    def validate_consent(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Refuse what is not in the list."""
        if (field.data or "") not in set(Consent):
            raise ValidationError(CHOOSE)


class BodyRequestForm(MoveForm):
    """To an outside body, with a code for its answer."""

    listed = SelectField(lazy("From the directory"), choices=[], validate_choice=False)
    body = StringField(lazy("Or another body"), [no_longer_than(LONGEST_LINE)], [kept])
    asked_by = StringField(
        lazy("Answer asked for by"), [no_longer_than(LONGEST_LINE), a_day], [kept]
    )
    shows_photos = BooleanField(lazy("The body may see the photos"))
    days = StringField(lazy("The code holds for how many days?"), [], [kept], default=USUAL_DAYS)

    def length(self) -> int:
        """How many days, 0 for what is no number."""
        return _number(self.days.data)


class ReplyCodeForm(FlaskForm):
    """The code of a letter."""

    code = StringField(
        lazy("Code"),
        [InputRequired(lazy("Enter the code of the letter")), no_longer_than(60)],
        [kept],
    )


class OutsideReplyForm(Identified):
    """What a body answers."""

    kind = RadioField(
        lazy("What do you answer?"),
        [one_of_the_choices(CHOOSE)],
        choices=offered((each.value, words) for each, words in KIND_WORDS.items()),
        validate_choice=False,
        default=Kind.ANSWER.value,
    )
    words = TextAreaField(lazy("Your answer"), [no_longer_than(LONGEST_WORDS)], [kept])
    their_number = StringField(lazy("Your number"), [no_longer_than(LONGEST_LINE)], [kept])
    their_day = StringField(lazy("Done, or planned for"), [a_day], [kept])
    photos = MultipleFileField(lazy("Photos"))

    def day(self) -> Any:  # noqa: ANN401 - a date or nothing
        """The day that was typed, after `validate`."""
        return parse_date(self.their_day.data or "")


class DecisionForm(MoveForm):
    """What becomes of an answer from outside."""

    text = TextAreaField(lazy("What the reporter gets"), [no_longer_than(LONGEST_WORDS)], [kept])
    decision = HiddenField()


class BodyForm(FlaskForm):
    """One body of the directory."""

    title_th = StringField(lazy("Name in Thai"), [no_longer_than(LONGEST_LINE)], [kept])
    title_en = StringField(lazy("Name in English"), [no_longer_than(LONGEST_LINE)], [kept])
    email = StringField(lazy("E-mail"), [no_longer_than(254)], [kept])
    phone = StringField(lazy("Telephone"), [no_longer_than(40)], [kept])
    categories = SelectMultipleField(lazy("Categories"), choices=[], validate_choice=False)
    is_active = BooleanField(lazy("It is offered when a complaint is handed over"), default=True)

    def category_ids(self) -> tuple[int, ...]:
        """What was ticked."""
        return tuple(found for each in self.categories.data or [] if (found := _number(each)))
