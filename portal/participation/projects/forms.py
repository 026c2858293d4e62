"""What somebody types who sets a project up."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from portal.foundation import clock, thai
from portal.foundation.clock import BANGKOK
from portal.foundation.dates import parse_date
from portal.foundation.fields import offered
from portal.foundation.i18n import Bilingual, lazy
from portal.participation.projects.terms import (
    FORM_WORDS,
    INFLUENCE_WORDS,
    TOOL_WORDS,
    WHO_WORDS,
    Influence,
    ProjectForm,
    Tool,
    Who,
)

DAY = lazy("Enter the day like 24/11/2026 or 24 Nov 2026")
TIME = lazy("Enter the time like 14:05")
MIDNIGHT = timedelta(days=1)


def _text(typed: object) -> object:
    return thai.cleaned(typed) if isinstance(typed, str) else typed


def _day(_form: object, field: Any) -> None:  # noqa: ANN401 - a WTForms field
    if parse_date(field.data or "") is None:
        raise ValidationError(DAY)


def a_time(_form: object, field: Any) -> None:  # noqa: ANN401 - a WTForms field
    """Take a time of the day, or nothing."""
    if (field.data or "").strip() and since_midnight(field.data) is None:
        raise ValidationError(TIME)


def _chosen(_form: object, field: Any) -> None:  # noqa: ANN401 - a WTForms field
    if field.data not in {value for value, *_rest in field.choices}:
        raise ValidationError(lazy("Choose one of these"))


def since_midnight(typed: str) -> timedelta | None:
    """How long after midnight a typed time is; 24.00 is the end of the day."""
    parts = thai.arabic_digits(typed).replace(".", ":").strip().split(":")
    if len(parts) != 2 or not all(part.isdecimal() and len(part) <= 2 for part in parts):  # noqa: PLR2004 - hours and minutes
        return None
    hour, minute = map(int, parts)
    length = timedelta(hours=hour, minutes=minute)
    return length if minute < 60 and length <= MIDNIGHT else None  # noqa: PLR2004 - minutes of an hour


def _shown(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _number(value: object) -> int | None:
    return int(value) if isinstance(value, str) and value.isdecimal() else None


class DetailsForm(FlaskForm):
    """What a project is about, and who answers for it."""

    title_th = StringField(lazy("Title in Thai"), filters=[_text])
    title_en = StringField(lazy("Title in English"), filters=[_text])
    summary_th = TextAreaField(lazy("What it is about, in Thai"), filters=[_text])
    summary_en = TextAreaField(lazy("What it is about, in English"), filters=[_text])
    influence = RadioField(
        lazy("What do we promise people?"),
        choices=offered([(one.value, words) for one, words in INFLUENCE_WORDS.items()]),
        validators=[_chosen],
        validate_choice=False,
    )
    area = SelectField(lazy("Area"), choices=[])
    unit = SelectField(lazy("Unit that answers for it"), choices=[])
    officer = SelectField(lazy("Who owes the closing statement"), choices=[])
    version = HiddenField()

    def title(self) -> Bilingual:
        """What it is called."""
        return Bilingual(self.title_th.data or "", self.title_en.data or "")

    def summary(self) -> Bilingual:
        """What it is about."""
        return Bilingual(self.summary_th.data or "", self.summary_en.data or "")

    def promised(self) -> Influence | None:
        """The level of influence; None where the usual one is meant."""
        return Influence(self.influence.data) if self.influence.data else None

    def belongs_to(self) -> tuple[int | None, int | None, int | None]:
        """Area, unit and officer."""
        return _number(self.area.data), _number(self.unit.data), _number(self.officer.data)

    def seen(self) -> int:
        """Which version of the project the page showed."""
        return _number(self.version.data) or 0


class NewProjectForm(DetailsForm):
    """The same with the pattern to begin from, and the day on which its first stage begins."""

    form = RadioField(
        lazy("What kind of project is it?"),
        choices=offered([(one.value, words) for one, words in FORM_WORDS.items()]),
        validators=[_chosen],
        validate_choice=False,
    )
    starts_on = StringField(lazy("First day of the first stage"), [_day], [_text])
    influence = None

    def promised(self) -> Influence | None:
        """Nothing yet: the pattern says what is usual, and it can be changed before publication."""
        return None

    def pattern(self) -> ProjectForm:
        """The pattern chosen."""
        return ProjectForm(self.form.data)

    def first_day(self) -> date:
        """The first day."""
        found = parse_date(self.starts_on.data or "")
        if found is None:  # pragma: no cover - the validators were asked before
            message = "The form was not validated."
            raise ValueError(message)
        return found

    def propose(self, day: date) -> None:
        """Propose a first day."""
        self.starts_on.data = _shown(day)


class StageForm(FlaskForm):
    """One stage: what is done in it, by whom, from when to when."""

    tool = SelectField(
        lazy("What people do in it"),
        choices=offered([(one.value, words) for one, words in TOOL_WORDS.items()]),
        validators=[_chosen],
        validate_choice=False,
    )
    title_th = StringField(lazy("Title in Thai"), filters=[_text])
    title_en = StringField(lazy("Title in English"), filters=[_text])
    starts_on = StringField(lazy("First day"), [_day], [_text])
    starts_time = StringField(lazy("Time of the beginning"), [a_time], [_text])
    ends_on = StringField(lazy("Last day"), [_day], [_text])
    ends_time = StringField(lazy("Time of the end"), [a_time], [_text])
    who = RadioField(
        lazy("Who may act in it?"),
        choices=offered([(one.value, words) for one, words in WHO_WORDS.items()]),
        validators=[_chosen],
        validate_choice=False,
    )
    version = HiddenField()

    def title(self) -> Bilingual:
        """What it is called."""
        return Bilingual(self.title_th.data or "", self.title_en.data or "")

    def chosen(self) -> tuple[Tool, Who]:
        """What is done, and who may."""
        return Tool(self.tool.data), Who(self.who.data)

    def moments(self) -> tuple[datetime, datetime]:
        """Its first moment and the first one after it; without times, whole days."""
        return (
            _moment(self.starts_on.data or "", self.starts_time.data or "00:00"),
            _moment(self.ends_on.data or "", self.ends_time.data or "24:00"),
        )

    def show(self, starts_at: datetime, ends_at: datetime) -> None:
        """Fill the moments in; whole days are shown without times."""
        first, end = clock.local(starts_at), clock.local(ends_at)
        self.starts_on.data = _shown(first.date())
        self.starts_time.data = "" if first.time() == time() else f"{first:%H:%M}"
        whole = end.time() == time()
        self.ends_on.data = _shown((end - MIDNIGHT if whole else end).date())
        self.ends_time.data = "" if whole else f"{end:%H:%M}"

    def seen(self) -> int:
        """Which version of the project the page showed."""
        return _number(self.version.data) or 0


class ClosingForm(FlaskForm):
    """The closing statement."""

    closing_th = TextAreaField(lazy("Statement in Thai"), filters=[_text])
    closing_en = TextAreaField(lazy("Statement in English"), filters=[_text])
    version = HiddenField()

    def statement(self) -> Bilingual:
        """What it says."""
        return Bilingual(self.closing_th.data or "", self.closing_en.data or "")

    def seen(self) -> int:
        """Which version of the project the page showed."""
        return _number(self.version.data) or 0


def _moment(day: str, hour: str) -> datetime:
    found, length = parse_date(day), since_midnight(hour)
    if found is None or length is None:  # pragma: no cover - the validators were asked before
        message = "The form was not validated."
        raise ValueError(message)
    return datetime.combine(found, time(), BANGKOK) + length
