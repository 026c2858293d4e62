"""How somebody who tells the municipality something can be reached: fields and rules of every form.

Whoever files, whoever tells of conduct, and whoever writes down a call types the same.
"""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

from wtforms import HiddenField, RadioField, StringField
from wtforms.validators import ValidationError

from portal.foundation import thai
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy

LONGEST_LINE = 200
LONGEST_PHONE = 40
LONGEST_EMAIL = 254
LEAST_DIGITS, MOST_DIGITS = 4, 24
_PHONE = re.compile(r"(?:[\d\s+().,/#*-]|ต่อ|หรือ|ext\.?|or)+", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]{1,64}@[^@\s<>,;:\"()\[\]\\]{1,180}\.[^@\s.]{2,}")


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


def phone_field() -> StringField:
    """A telephone number, at the place in the form where it is asked for."""
    return StringField(lazy("Telephone number"), [no_longer_than(LONGEST_PHONE)], [kept])


def email_field() -> StringField:
    """An e-mail address."""
    return StringField(lazy("E-mail"), [no_longer_than(LONGEST_EMAIL)], [kept])


def language_field() -> RadioField:
    """In which language somebody wants to be answered."""
    return RadioField(
        lazy("Language of the answers"),
        [CHOOSE],
        choices=offered([("th", lazy("Thai")), ("en", lazy("English"))]),
        default="th",
        validate_choice=False,
    )


class Reachable:
    """The rules of `phone` and `email`, and the form's own id in `form_id`."""

    form_id: HiddenField

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
