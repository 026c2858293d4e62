"""What people type to sign in, and to look after how they sign in."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import (
    HiddenField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import InputRequired, Length

from portal.foundation.i18n import lazy

LONGEST_EMAIL = 254
LONGEST_CODE = 60
LONGEST_NAME = 60
TOO_LONG_FOR_CODE = Length(max=LONGEST_CODE, message=lazy("This is too long for a code"))
TOO_LONG_FOR_EMAIL = Length(
    max=LONGEST_EMAIL, message=lazy("This is too long for an e-mail address")
)


class StaffDoor(FlaskForm):
    """E-mail and password."""

    email = StringField(
        lazy("E-mail"), [InputRequired(lazy("Enter your e-mail")), TOO_LONG_FOR_EMAIL]
    )
    password = PasswordField(lazy("Password"), [InputRequired(lazy("Enter your password"))])
    onward = HiddenField()
    answer = HiddenField()


class PasskeyDoor(FlaskForm):
    """What a device answered; a script puts it in."""

    answer = HiddenField(
        validators=[
            InputRequired(lazy("The browser sent nothing of a passkey. Choose another way."))
        ]
    )
    onward = HiddenField()


class ResidentDoor(FlaskForm):
    """The e-mail that a code is sent to; a mobile number, too, where messages can be sent."""

    email = StringField(
        lazy("E-mail"), [InputRequired(lazy("Enter your e-mail")), TOO_LONG_FOR_EMAIL]
    )


class ResidentDoorWithPhones(FlaskForm):
    """The same where short messages can be sent."""

    email = StringField(
        lazy("E-mail or mobile number"),
        [InputRequired(lazy("Enter your e-mail or your mobile number")), TOO_LONG_FOR_EMAIL],
    )


class CodeDoor(FlaskForm):
    """The code that was sent."""

    email = HiddenField()
    code = StringField(
        lazy("Code"), [InputRequired(lazy("Enter the code that we sent you")), TOO_LONG_FOR_CODE]
    )


class SecondDoor(FlaskForm):
    """Six digits of the authenticator, or a recovery code."""

    code = StringField(
        lazy("Code"),
        [
            InputRequired(lazy("Enter the code that the authenticator shows")),
            TOO_LONG_FOR_CODE,
        ],
    )
    answer = HiddenField()


class ProofForm(FlaskForm):
    """One way or another to show once more who one is. What was being done is carried along."""

    password = PasswordField(lazy("Password"))
    code = StringField(lazy("Code"), [TOO_LONG_FOR_CODE])
    answer = HiddenField()
    onward = HiddenField()
    to = HiddenField()
    kept = HiddenField()


class NewPassword(FlaskForm):
    """A new password; it is shown nowhere again."""

    password = PasswordField(lazy("New password"), [InputRequired(lazy("Enter a new password"))])


class NewEmail(FlaskForm):
    """Where one wants to be reached and to sign in from now on."""

    email = StringField(
        lazy("New e-mail"), [InputRequired(lazy("Enter your new e-mail")), TOO_LONG_FOR_EMAIL]
    )


class NewPasskey(FlaskForm):
    """A name for a passkey, and what the device answered."""

    name = StringField(
        lazy("Name of the passkey"),
        [
            InputRequired(lazy("Give the passkey a name, so that you know it again")),
            Length(max=LONGEST_NAME, message=lazy("Take a shorter name")),
        ],
    )
    answer = HiddenField()


class SignOut(FlaskForm):
    """Only a press."""


class PostForm(FlaskForm):
    """What somebody is to the municipality, and what their work is limited to."""

    role = SelectField(lazy("Role"), choices=[], validate_choice=False)
    unit = SelectField(lazy("Unit"), choices=[], validate_choice=False)
    units = SelectMultipleField(lazy("Units"), choices=[], validate_choice=False)
    categories = SelectMultipleField(lazy("Categories"), choices=[], validate_choice=False)
    areas = SelectMultipleField(lazy("Areas"), choices=[], validate_choice=False)

    def unit_id(self) -> int | None:
        """The unit chosen; 0, which there is not, for what is no number."""
        return _number(self.unit.data) if self.unit.data else None

    def chosen(self, field: str) -> frozenset[int]:
        """What is ticked in a field."""
        return frozenset(_number(each) for each in self[field].data or [])


class NewMemberForm(PostForm):
    """The same for somebody who is not here yet."""

    name = StringField(lazy("Name"))
    email = StringField(lazy("E-mail"))


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0  # noqa: PLR2004 - digits
