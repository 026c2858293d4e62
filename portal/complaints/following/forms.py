"""What a follower types: an address for notices, whether to add words; later the code."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import ValidationError

from portal.complaints.forms.filing import kept, no_longer_than
from portal.foundation.i18n import lazy

LONGEST_EMAIL = 254
LONGEST_CODE = 60


class FollowForm(FlaskForm):
    """Where notices go, if anywhere."""

    follow_id = HiddenField()
    """The form's own id, so that a double press adds nobody twice."""
    notices_to = StringField(lazy("E-mail for notices"), [no_longer_than(LONGEST_EMAIL)], [kept])
    adds = BooleanField(lazy("Add what I wrote, and my photos, to this complaint"))

    def validate_notices_to(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Take what looks like an e-mail address, or nothing."""
        if field.data and not is_address(field.data):
            raise ValidationError(lazy("Enter an e-mail address like name@example.com"))

    def identifier(self) -> UUID:
        """The form's own id; a fresh one where the browser sent none that can be read."""
        try:
            return UUID(self.follow_id.data or "")
        except ValueError:
            self.follow_id.data = str(uuid4())
            return UUID(self.follow_id.data)


def is_address(typed: str) -> bool:
    """Whether it looks like an e-mail address."""
    name, at, host = typed.strip().rpartition("@")
    return bool(name and at and "." in host.strip(".")) and " " not in typed.strip()


class CodeForm(FlaskForm):
    """The code that was given when following."""

    code = StringField(lazy("Code"), [no_longer_than(LONGEST_CODE)], [kept])

    def validate_code(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """There must be something to look up."""
        if not field.data:
            raise ValidationError(lazy("Enter the code"))
