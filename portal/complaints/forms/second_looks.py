"""What somebody says who looks a second time, and how many are drawn."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from portal.complaints.forms.filing import kept, no_longer_than
from portal.complaints.verdicts import MOST, VERDICT_WORDS, Custom, Verdict
from portal.foundation import thai
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.response_times.forms.calendar import WEEKDAYS

LONGEST_NOTE = 5000
CHOOSE_VERDICT = lazy("Choose what you found")


class SecondLookForm(FlaskForm):
    """Is it really done?"""

    verdict = RadioField(
        lazy("Is it really done?"),
        [InputRequired(CHOOSE_VERDICT)],
        choices=offered((one.value, words) for one, words in VERDICT_WORDS.items()),
        validate_choice=False,
    )
    note = TextAreaField(
        lazy("How you looked, and what you saw"), [no_longer_than(LONGEST_NOTE)], [kept]
    )

    def validate_verdict(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Refuse what is not in the list."""
        if field.data not in set(Verdict):
            raise ValidationError(CHOOSE_VERDICT)

    def found(self) -> Verdict:
        """What was chosen."""
        return Verdict(self.verdict.data)


class SecondLookSettingsForm(FlaskForm):
    """How many are drawn each week, and on which day."""

    size = StringField(lazy("Complaints drawn each week"), [], [kept])
    day = SelectField(
        lazy("Day of the draw"),
        choices=offered((str(number), words) for number, words in enumerate(WEEKDAYS, 1)),
        validate_choice=False,
    )

    def validate_size(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Refuse what is no whole number, in Thai digits or others."""
        if _number(field.data) is None:
            raise ValidationError(lazy("Enter a number from 0 to %(most)s", most=MOST))

    def custom(self) -> Custom:
        """What was entered."""
        return Custom(_number(self.size.data) or 0, _number(self.day.data) or 0)


def _number(typed: object) -> int | None:
    digits = thai.arabic_digits(str(typed or "")).strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 5 else None  # noqa: PLR2004 - digits of a number of complaints
