"""What a visitor asks of the public list and the map."""

from __future__ import annotations

from wtforms import Form, SearchField, SelectField

from portal.foundation.fields import offered
from portal.foundation.i18n import lazy


class PublicFilters(Form):
    """Filters in the address; what cannot be understood counts as not asked."""

    text = SearchField(lazy("Words"))
    category = SelectField(lazy("Category"), validate_choice=False)
    area = SelectField(lazy("Area"), validate_choice=False)
    state = SelectField(
        lazy("State"),
        choices=offered(
            [("", lazy("All")), ("open", lazy("Still open")), ("done", lazy("Finished or closed"))]
        ),
        validate_choice=False,
    )
