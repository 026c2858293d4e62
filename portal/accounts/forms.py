"""What people type to sign in."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

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


class SignOut(FlaskForm):
    """Only a press."""
