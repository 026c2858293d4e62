"""What people type to sign in."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from portal.foundation.i18n import lazy


class StaffDoor(FlaskForm):
    """E-mail and password."""

    email = EmailField(lazy("E-mail"), [InputRequired(lazy("Enter your e-mail"))])
    password = PasswordField(lazy("Password"), [InputRequired(lazy("Enter your password"))])
    onward = HiddenField()


class ResidentDoor(FlaskForm):
    """The e-mail that a code is sent to."""

    email = EmailField(lazy("E-mail"), [InputRequired(lazy("Enter your e-mail"))])


class CodeDoor(FlaskForm):
    """The code from the e-mail."""

    email = HiddenField()
    code = StringField(lazy("Code"), [InputRequired(lazy("Enter the code from the e-mail"))])


class SecondDoor(FlaskForm):
    """Six digits of the authenticator, or a recovery code."""

    code = StringField(
        lazy("Code"),
        [
            InputRequired(lazy("Enter the code that the authenticator shows")),
            Length(max=60, message=lazy("This is too long for a code")),
        ],
    )


class SignOut(FlaskForm):
    """Only a press."""
