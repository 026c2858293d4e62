"""A form with an id of its own, so that a double press, a reload or a retry does nothing twice."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask_wtf import FlaskForm
from wtforms import HiddenField


class Identified(FlaskForm):
    """What is filed bears the form's id; photos wait under it."""

    form_id = HiddenField()

    def identifier(self) -> UUID:
        """Its id; a fresh one where the browser sent none that can be read."""
        try:
            return UUID(self.form_id.data or "")
        except ValueError:
            self.form_id.data = str(uuid4())
            return UUID(self.form_id.data)
