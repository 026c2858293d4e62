"""What people may say of themselves, for the figures."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import SelectField

from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.participation.residents.terms import AGE_WORDS, SEX_WORDS, Age, Sex

NOT_SAID = ("", lazy("I do not say"))


class AboutForm(FlaskForm):
    """All of it voluntary; a value that is not on the list is as if not stated."""

    age = SelectField(
        lazy("Your age"),
        choices=offered([NOT_SAID, *((age.value, words) for age, words in AGE_WORDS.items())]),
        validate_choice=False,
    )
    sex = SelectField(
        lazy("Sex"),
        choices=offered([NOT_SAID, *((sex.value, words) for sex, words in SEX_WORDS.items())]),
        validate_choice=False,
    )
    area = SelectField(lazy("Area in which you live"), choices=[], validate_choice=False)

    def stated_age(self) -> Age | None:
        """The band, if one was chosen."""
        typed = self.age.data or ""
        return Age(typed) if typed in set(Age) else None

    def stated_sex(self) -> Sex | None:
        """The sex, if one was chosen."""
        typed = self.sex.data or ""
        return Sex(typed) if typed in set(Sex) else None

    def area_id(self) -> int | None:
        """The area, if one was chosen."""
        typed = self.area.data or ""
        return int(typed) if typed.isdecimal() and len(typed) < 10 else None  # noqa: PLR2004 - digits of a number that fits
