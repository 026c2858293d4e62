"""What a clerk types to set what is promised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import ValidationError

from portal.foundation import dates, thai
from portal.foundation.errors import Invalid
from portal.foundation.fields import offered
from portal.foundation.i18n import language, lazy
from portal.response_times.standards import UNIT_WORDS, PromiseKind, Standard, Unit
from portal.response_times.versions import SETTABLE, Scope

NONE = ""
LONGEST_TYPED = 40


class StandardsForm(FlaskForm):
    """For one scope: an amount and a unit for each kind of promise, and the day of effect."""

    category = HiddenField()
    priority = HiddenField()
    in_force_from = StringField(lazy("In force from"))

    def validate_in_force_from(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Take the day in either era."""
        if self.day() is None:
            field.errors = []
            raise ValidationError(lazy("Enter the day like 24/11/2026 or 24 Nov 2026"))

    def day(self) -> date | None:
        """The day of effect."""
        return dates.parse_date((self.in_force_from.data or "")[:LONGEST_TYPED])

    def fill(self, scope: Scope, standards: dict[PromiseKind, Standard | None], day: date) -> None:
        """Put in what holds now."""
        self.category.data = str(scope.category_id or "")
        self.priority.data = scope.priority
        self.in_force_from.data = dates.date_short(day, language())
        for kind in SETTABLE:
            standard = standards.get(kind)
            self[kind.value].data = str(standard.amount) if standard else ""
            self[unit_field(kind)].data = standard.unit.value if standard else NONE

    def offer(self, scope: Scope) -> None:
        """Say what can be chosen: “nothing of its own” not where there is nothing else."""
        for kind in SETTABLE:
            units = [(unit.value, words) for unit, words in UNIT_WORDS.items()]
            if not scope.is_everything:
                units.insert(0, (NONE, lazy("no standard of its own")))
            elif kind is PromiseKind.NEWS:
                units.insert(0, (NONE, lazy("not promised")))
            self[unit_field(kind)].choices = offered(units)

    def wanted(self) -> dict[PromiseKind, Standard | None]:
        """What was typed for each kind; raises `Invalid`, naming the fields."""
        found: dict[PromiseKind, Standard | None] = {}
        wrong: dict[str, object] = {}
        for kind in SETTABLE:
            try:
                found[kind] = self._standard(kind)
            except Invalid as refusal:
                wrong[kind.value] = refusal.message
        if wrong:
            raise Invalid(fields=wrong)
        return found

    def rows(self) -> Iterator[tuple[Any, Any]]:
        """The fields in pairs: amount and unit."""
        for kind in SETTABLE:
            yield self[kind.value], self[unit_field(kind)]

    def _standard(self, kind: PromiseKind) -> Standard | None:
        unit = self[unit_field(kind)].data or NONE
        typed = thai.cleaned(self[kind.value].data or "").translate(_DIGITS)
        if unit == NONE:
            return None
        if unit not in set(Unit):
            raise Invalid(lazy("Choose what the time is counted in"))
        if not typed.isdecimal() or len(typed) > LONGEST_TYPED:
            raise Invalid(lazy("Enter a whole number, for example 15"))
        return Standard(kind, int(typed), Unit(unit))


def unit_field(kind: PromiseKind) -> str:
    """The name of the field for the unit of this kind."""
    return f"{kind.value}_unit"


_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789", ", ")
_WORDS = {
    PromiseKind.ACKNOWLEDGE: (lazy("Acknowledge within"), lazy("Acknowledge: counted in")),
    PromiseKind.ANSWER: (lazy("First answer within"), lazy("First answer: counted in")),
    PromiseKind.RESOLVE: (lazy("Resolve within"), lazy("Resolve: counted in")),
    PromiseKind.NEWS: (lazy("News at least every"), lazy("News: counted in")),
}
for _kind, (_amount, _unit) in _WORDS.items():
    setattr(StandardsForm, _kind.value, StringField(_amount))
    _field = SelectField(_unit, validate_choice=False, choices=[])
    setattr(StandardsForm, unit_field(_kind), _field)
