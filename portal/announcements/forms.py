"""What somebody types who tells everyone something."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import ValidationError

from portal.announcements.terms import LEVEL_WORDS, Level
from portal.foundation import clock, thai
from portal.foundation.clock import BANGKOK
from portal.foundation.dates import date_short, parse_date
from portal.foundation.fields import offered
from portal.foundation.i18n import Bilingual, language, lazy

DAY = lazy("Enter the day like 24/11/2026 or 24 Nov 2026")
TIME = lazy("Enter the time like 14:05")


def _text(typed: object) -> object:
    return thai.cleaned(typed) if isinstance(typed, str) else typed


def _day(_form: object, field: Any) -> None:  # noqa: ANN401 - a WTForms field
    if parse_date(field.data or "") is None:
        raise ValidationError(DAY)


def _time(_form: object, field: Any) -> None:  # noqa: ANN401 - a WTForms field
    if _clock(field.data or "") is None:
        raise ValidationError(TIME)


def _clock(typed: str) -> time | None:
    parts = thai.arabic_digits(typed).replace(".", ":").strip().split(":")
    if len(parts) != 2 or not all(part.isdecimal() and len(part) <= 2 for part in parts):  # noqa: PLR2004 - hours and minutes
        return None
    hour, minute = map(int, parts)
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 - a clock


def _moment(day: str, hour: str) -> datetime:
    found, clocked = parse_date(day), _clock(hour)
    if found is None or clocked is None:  # pragma: no cover - the validators were asked before
        message = "The form was not validated."
        raise ValueError(message)
    return datetime.combine(found, clocked, BANGKOK)


class _Until(FlaskForm):
    ends_on = StringField(lazy("Last day"), [_day], [_text])
    ends_time = StringField(lazy("Time of the end"), [_time], [_text])

    def ends_at(self) -> datetime:
        """When it ends."""
        return _moment(self.ends_on.data or "", self.ends_time.data or "")

    def end_at(self, moment: datetime) -> None:
        """Propose an end."""
        here = clock.local(moment)
        self.ends_on.data = date_short(here.date(), language())
        self.ends_time.data = f"{here:%H:%M}"


class NoticeForm(_Until):
    """A notice on every page."""

    level = RadioField(
        lazy("How loud is it?"),
        choices=offered([(level.value, words) for level, words in LEVEL_WORDS.items()]),
        default=Level.NEWS.value,
    )
    text_th = TextAreaField(lazy("Text in Thai"), filters=[_text])
    text_en = TextAreaField(lazy("Text in English"), filters=[_text])
    starts_on = StringField(lazy("First day"), [_day], [_text])
    starts_time = StringField(lazy("Time of the beginning"), [_time], [_text])

    def begin_at(self, moment: datetime) -> None:
        """Propose a beginning, and an end a week later."""
        here = clock.local(moment)
        self.starts_on.data = date_short(here.date(), language())
        self.starts_time.data = f"{here:%H:%M}"
        self.end_at(moment + timedelta(days=7))

    def starts_at(self) -> datetime:
        """When it begins."""
        return _moment(self.starts_on.data or "", self.starts_time.data or "")

    def text(self) -> Bilingual:
        """What it says."""
        return Bilingual(self.text_th.data or "", self.text_en.data or "")


class EmergencyForm(_Until):
    """Why, until when, what is held, and where to call for it."""

    reason_th = StringField(lazy("What has happened, in Thai"), filters=[_text])
    reason_en = StringField(lazy("What has happened, in English"), filters=[_text])
    held = SelectMultipleField(lazy("Categories that wait"), choices=[], validate_choice=False)
    call_th = StringField(lazy("Whom to call for these, in Thai"), filters=[_text])
    call_en = StringField(lazy("Whom to call for these, in English"), filters=[_text])

    def held_ids(self) -> frozenset[int]:
        """The categories ticked."""
        return frozenset(int(value) for value in self.held.data or () if value.isdecimal())

    def reason(self) -> Bilingual:
        """What has happened."""
        return Bilingual(self.reason_th.data or "", self.reason_en.data or "")

    def call(self) -> Bilingual:
        """Whom to call."""
        return Bilingual(self.call_th.data or "", self.call_en.data or "")
