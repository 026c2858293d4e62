"""What people type about results, cleaned."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import MultipleFileField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from portal.attachments.queries import Purpose
from portal.complaints.forms.filing import kept, no_longer_than
from portal.complaints.queries import choices
from portal.foundation import thai
from portal.foundation.dates import parse_date
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.foundation.identified import Identified
from portal.participation.monitoring.forms import LINE, Versioned, a_day, whole
from portal.participation.monitoring.progress import satang_of
from portal.participation.results.terms import (
    CONDITION_WORDS,
    LONGEST_REASON,
    LONGEST_TEXT,
    STAR_WORDS,
    Condition,
)

TEXT = [no_longer_than(LONGEST_TEXT)]
REASON = [no_longer_than(LONGEST_REASON)]


def hundredths(typed: str | None) -> int | None:
    """A number with at most two decimals in hundredths, from Thai or other digits."""
    return satang_of(thai.arabic_digits(typed or "").replace("−", "-").strip())


def a_number(_form: object, field: Any) -> None:  # noqa: ANN401 - a WTForms field
    """Take a number with at most two decimals, or nothing."""
    if field.data and hundredths(field.data) is None:
        raise ValidationError(lazy("Enter a number with at most two decimals"))


class ResultForm(Versioned):
    """What came of a project."""

    summary_th = TextAreaField(lazy("What came of it, in Thai"), TEXT, [kept])
    summary_en = TextAreaField(lazy("What came of it, in English"), TEXT, [kept])
    measure_th = StringField(lazy("What was measured, in Thai"), LINE, [kept])
    measure_en = StringField(lazy("What was measured, in English"), LINE, [kept])
    unit_th = StringField(lazy("Unit in Thai"), LINE, [kept])
    unit_en = StringField(lazy("Unit in English"), LINE, [kept])
    before = StringField(lazy("Before the project"), [a_number], [kept])
    after = StringField(lazy("After the project"), [a_number], [kept])
    in_use_on = StringField(lazy("In use since"), [a_day], [kept])
    ours_th = TextAreaField(lazy("What the municipality answers for, in Thai"), TEXT, [kept])
    ours_en = TextAreaField(lazy("What the municipality answers for, in English"), TEXT, [kept])
    theirs_th = TextAreaField(lazy("What residents answer for, in Thai"), TEXT, [kept])
    theirs_en = TextAreaField(lazy("What residents answer for, in English"), TEXT, [kept])


class PhotosForm(Identified):
    """Photos of before or after."""

    purpose = RadioField(
        lazy("What do they show?"),
        choices=offered(
            [
                (Purpose.BEFORE.value, lazy("How it was before the project")),
                (Purpose.AFTER.value, lazy("How it is now")),
            ]
        ),
        validate_choice=False,
    )
    photos = MultipleFileField(lazy("Photos"))

    def shows(self) -> Purpose | None:
        """What was chosen."""
        return Purpose(self.purpose.data) if self.purpose.data in set(Purpose) else None


class BenefitForm(Versioned):
    """Who benefits."""

    who_th = StringField(lazy("Who benefits, in Thai"), LINE, [kept])
    who_en = StringField(lazy("Who benefits, in English"), LINE, [kept])
    people = StringField(lazy("How many people"), LINE, [kept])
    area = SelectField(lazy("Area"), choices=[], validate_choice=False)

    def offer(self) -> BenefitForm:
        """The areas to choose from."""
        self.area.choices = offered(choices.area_choices(lazy("The whole municipality")))
        return self

    def area_id(self) -> int | None:
        """The area chosen; zero, which nobody has, for nonsense."""
        return (whole(self.area.data) or 0) if self.area.data else None


class PactForm(Versioned):
    """Who looks after what."""

    what_th = StringField(lazy("What is looked after, in Thai"), LINE, [kept])
    what_en = StringField(lazy("What is looked after, in English"), LINE, [kept])
    keeper = StringField(lazy("Who looks after it"), [no_longer_than(120)], [kept])
    every_months = StringField(lazy("A look every so many months"), LINE, [kept])
    agreed_on = StringField(lazy("Agreed on"), [a_day], [kept])
    ends_on = StringField(lazy("Last day of the pact"), [a_day], [kept])


class WhyForm(FlaskForm):
    """A reason."""

    why = TextAreaField(lazy("Reason"), REASON, [kept])


class RatingForm(FlaskForm):
    """How content somebody is."""

    stars = RadioField(
        lazy("How content are you with what came of it?"),
        choices=offered((str(stars), words) for stars, words in STAR_WORDS.items()),
        validate_choice=False,
    )
    text = TextAreaField(lazy("What should the municipality know?"), TEXT, [kept])

    def given(self) -> int | None:
        """The stars chosen."""
        return whole(self.stars.data)


class CheckForm(Identified):
    """How something looked after was found."""

    checked_on = StringField(lazy("Day of the look"), [a_day], [kept])
    condition = RadioField(
        lazy("How did you find it?"),
        choices=offered((one.value, words) for one, words in CONDITION_WORDS.items()),
        validate_choice=False,
    )
    text = TextAreaField(lazy("What did you see or do?"), TEXT, [kept])

    def found(self) -> Condition | None:
        """The condition, if one was chosen."""
        return Condition(self.condition.data) if self.condition.data in set(Condition) else None

    def day(self) -> date | None:
        """The day typed."""
        return parse_date(self.checked_on.data or "")
