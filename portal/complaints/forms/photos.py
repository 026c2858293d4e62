"""Which parts of a photo are covered."""

from __future__ import annotations

from wtforms import TextAreaField

from portal.complaints.forms.case import MoveForm
from portal.complaints.forms.filing import no_longer_than
from portal.foundation.i18n import lazy


class CoverForm(MoveForm):
    """A box a line; drawing on the picture writes them."""

    boxes = TextAreaField(lazy("Boxes"), [no_longer_than(2000)])
