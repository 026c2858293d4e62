"""What an officer types who takes personal data out of a complaint's words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_wtf import FlaskForm
from wtforms import FieldList, StringField, TextAreaField

from portal.foundation.i18n import lazy


class LookForm(FlaskForm):
    """The reporter's words without what is personal."""

    text = TextAreaField(lazy("What was reported"))
    landmark = StringField(lazy("Landmark"))
    rating_reason = TextAreaField(lazy("Words with the rating"))
    notes = FieldList(TextAreaField(lazy("What the reporter added")))

    def dropped(self, ticked: list[str], shown: list[Any]) -> list[UUID]:
        """The photos to take away: of those shown, the ticked ones."""
        return [photo.id for photo in shown if str(photo.id) in ticked]
