"""The log's filters, as they stand in the address and in the export's form."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from wtforms import Form, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from portal.foundation.dates import parse_date
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy

NAMES = ("person", "act", "since", "until", "matter")
DIGITS = 18


class LogFilters(Form):
    """Each field is one filter; the view hands in the people and the acts there are."""

    person = SelectField(lazy("Who did it"), validate_choice=False)
    act = SelectField(lazy("Act"), validate_choice=False)
    since = StringField(lazy("From day"))
    until = StringField(lazy("Up to day"))
    matter = StringField(lazy("Complaint number"))

    def offer(self, people: Iterable[SelectChoice], acts: Iterable[tuple[str, object]]) -> None:
        """Put people and acts into their fields."""
        self.person.choices = [*offered([("", lazy("Anyone"))]), *people]
        self.act.choices = offered([("", lazy("Every act")), *acts])

    def person_id(self) -> int | None:
        """The person chosen; None for nobody, and for nonsense in the address."""
        value = self.person.data or ""
        fits = value.isascii() and value.isdecimal() and len(value) <= DIGITS
        return int(value) if fits else None

    def validate_since(self, field: Any) -> None:  # noqa: ANN401 - WTForms
        """A day, or nothing."""
        self._check_day(field)

    def validate_until(self, field: Any) -> None:  # noqa: ANN401 - WTForms
        """A day, or nothing, and not before the first."""
        self._check_day(field)
        first, last = self.day("since"), self.day("until")
        if first and last and last < first:
            raise ValidationError(lazy("The last day is before the first"))

    def day(self, name: str) -> date | None:
        """The day typed in a field, if it is one."""
        return parse_date(self[name].data or "")

    @staticmethod
    def _check_day(field: Any) -> None:  # noqa: ANN401 - WTForms
        if (field.data or "").strip() and parse_date(field.data) is None:
            raise ValidationError(lazy("Enter a day like 24/11/2569 or 24 Nov 2026"))
