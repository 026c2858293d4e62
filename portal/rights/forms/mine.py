"""What a person types about their own data."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, RadioField, StringField
from wtforms.validators import InputRequired

from portal.foundation.fields import offered
from portal.foundation.i18n import lazy

LANGUAGES = offered([("th", lazy("Thai")), ("en", lazy("English"))])


class CorrectAccount(FlaskForm):
    """Name and language of an account."""

    name = StringField(lazy("Name"))
    language = RadioField(lazy("Language of messages"), choices=LANGUAGES, validate_choice=False)


class CorrectContact(CorrectAccount):
    """How the reporter of one complaint can be reached."""

    phone = StringField(lazy("Telephone"))
    email = EmailField(lazy("E-mail"))
    shows_name = BooleanField(lazy("My name may be shown on the public page"))


class Erase(FlaskForm):
    """The press that erases, with the understanding that it cannot be undone."""

    understood = BooleanField(
        lazy("I have read what goes and what stays, and that it cannot be undone"),
        [InputRequired(lazy("Tick the box to say that you have read it"))],
    )


class Press(FlaskForm):
    """Only a press."""
