"""What is typed at the counter, by whoever prints codes, and by whoever has one."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, StringField
from wtforms.validators import ValidationError

from portal.foundation import thai
from portal.foundation.clock import BANGKOK
from portal.foundation.dates import parse_date
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.participation.residents.terms import PROOF_WORDS, Proof

DAY = lazy("Enter the day like 24/11/2026 or 24 Nov 2026")
AT_COUNTER = (Proof.CARD, Proof.HOUSE_REGISTER)


def _text(typed: object) -> object:
    return thai.cleaned(typed) if isinstance(typed, str) else typed


def _day(_form: object, field: Any) -> None:  # noqa: ANN401 - a WTForms field
    if parse_date(field.data or "") is None:
        raise ValidationError(DAY)


def _chosen(_form: object, field: Any) -> None:  # noqa: ANN401 - a WTForms field
    if field.data not in {value for value, *_rest in field.choices}:
        raise ValidationError(lazy("Choose one of these"))


def _date(typed: str) -> date:
    found = parse_date(typed)
    if found is None:  # pragma: no cover - the validators were asked before
        message = "The form was not validated."
        raise ValueError(message)
    return found


def _number(typed: object) -> int | None:
    digits = thai.arabic_digits(typed).replace(",", "").strip() if isinstance(typed, str) else ""
    return int(digits) if digits.isdecimal() and len(digits) < 10 else None  # noqa: PLR2004 - digits of a number that fits


class CounterForm(FlaskForm):
    """Whose card or house register was seen."""

    name = StringField(lazy("Name as it stands on the card"), filters=[_text])
    born = StringField(lazy("Day of birth"), [_day], [_text])
    ground = RadioField(
        lazy("What did you look at?"),
        choices=offered([(one.value, PROOF_WORDS[one]) for one in AT_COUNTER]),
        validators=[_chosen],
        validate_choice=False,
    )
    area = SelectField(lazy("Area in which they live"), choices=[])
    email = StringField(lazy("E-mail or mobile number of their account"), filters=[_text])

    def born_on(self) -> date:
        """The day of birth."""
        return _date(self.born.data or "")

    def proof(self) -> Proof:
        """What was looked at."""
        return Proof(self.ground.data)

    def area_id(self) -> int | None:
        """The area, if one was chosen."""
        return _number(self.area.data)


class CodesForm(FlaskForm):
    """Codes to be printed."""

    form_id = HiddenField()
    title = StringField(lazy("What the codes are for"), filters=[_text])
    count = StringField(lazy("How many"), filters=[_text])
    area = SelectField(lazy("Area in which they are handed out"), choices=[])
    ends_on = StringField(lazy("Last day on which they work"), [_day], [_text])

    def begin(self) -> None:
        """Give the form a name of its own."""
        self.form_id.data = str(uuid4())

    def own_id(self) -> UUID:
        """The form's own name; another one where it was tampered with."""
        try:
            return UUID(self.form_id.data or "")
        except ValueError:
            return uuid4()

    def number(self) -> int:
        """How many; 0 for no number."""
        return _number(self.count.data) or 0

    def area_id(self) -> int | None:
        """The area, if one was chosen."""
        return _number(self.area.data)

    def ends_at(self) -> datetime:
        """The end of the last day."""
        return datetime.combine(_date(self.ends_on.data or ""), time(), BANGKOK) + timedelta(days=1)


class CodeForm(FlaskForm):
    """A code from a sheet."""

    code = StringField(lazy("Code from the sheet"), filters=[_text])
