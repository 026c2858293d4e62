"""When somebody wants to be called again."""

from __future__ import annotations

from datetime import datetime

from flask_wtf import FlaskForm
from wtforms import DateTimeLocalField
from wtforms.validators import InputRequired

from portal.foundation.clock import BANGKOK
from portal.foundation.i18n import lazy


class AgainForm(FlaskForm):
    """A day and a time, as the office's clock shows it."""

    again_at = DateTimeLocalField(
        lazy("Call again at"),
        [InputRequired(lazy("Enter a day and a time"))],
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )

    def moment(self) -> datetime | None:
        """The moment entered."""
        typed: datetime | None = self.again_at.data
        return typed.replace(tzinfo=BANGKOK) if typed else None
