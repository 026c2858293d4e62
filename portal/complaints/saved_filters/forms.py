"""What somebody types to keep filters under a name."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, StringField

from portal.complaints.forms.filing import kept
from portal.foundation.i18n import lazy


class SaveForm(FlaskForm):
    """A name for the filters of the address."""

    query = HiddenField()
    title = StringField(lazy("Name of these filters"), [], [kept])
    is_shared = BooleanField(lazy("Share them with my unit"))
