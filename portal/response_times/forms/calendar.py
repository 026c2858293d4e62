"""What a clerk types to set when the office is open."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, ValidationError

from portal.foundation import dates, thai
from portal.foundation.i18n import Lazy, lazy
from portal.response_times.calendar import Opening

LONGEST_TYPED = 100
WEEKDAYS: tuple[Lazy, ...] = (
    lazy("Monday"),
    lazy("Tuesday"),
    lazy("Wednesday"),
    lazy("Thursday"),
    lazy("Friday"),
    lazy("Saturday"),
    lazy("Sunday"),
)
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙–—−", "0123456789---")
_CLOCK = r"(\d{1,2})(?:[.:](\d{2}))?"
_OPENING = re.compile(rf"{_CLOCK}\s*(?:-|ถึง|to)\s*{_CLOCK}")
_BETWEEN = re.compile(r"[,;]|\bและ\b|\band\b")


class HoursForm(FlaskForm):
    """One line a weekday: “08.30–12.00, 13.00–16.30”; an empty one is a day off."""

    day_0 = StringField(WEEKDAYS[0])
    day_1 = StringField(WEEKDAYS[1])
    day_2 = StringField(WEEKDAYS[2])
    day_3 = StringField(WEEKDAYS[3])
    day_4 = StringField(WEEKDAYS[4])
    day_5 = StringField(WEEKDAYS[5])
    day_6 = StringField(WEEKDAYS[6])

    def fill(self, week: tuple[tuple[Opening, ...], ...]) -> None:
        """Put in the present hours."""
        for field, openings in zip(self.days(), week, strict=True):
            field.data = written(openings)

    def days(self) -> list[Any]:
        """The fields of Monday to Sunday."""
        return [self[f"day_{number}"] for number in range(7)]

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 - as WTForms has it
        """Read every line; say at the field what cannot be read."""
        is_valid: bool = super().validate(extra_validators)
        for field in self.days():
            if read(field.data or "") is None:
                words = lazy("Write the hours like 08.30–12.00, 13.00–16.30, or leave it empty")
                field.errors = [*field.errors, words]
                is_valid = False
            elif (refusal := disorder(read(field.data or "") or ())) is not None:
                field.errors = [*field.errors, refusal]
                is_valid = False
        return is_valid

    def week(self) -> tuple[tuple[Opening, ...], ...]:
        """Monday to Sunday, after `validate`."""
        return tuple(read(field.data or "") or () for field in self.days())


class DayForm(FlaskForm):
    """A day on which only this office stays shut."""

    day = StringField(lazy("Day"), [InputRequired(lazy("Enter a day"))])
    title_th = StringField(lazy("Name in Thai"))
    title_en = StringField(lazy("Name in English"))

    def validate_day(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Take the day in either era."""
        if field.data and self.date() is None:
            raise ValidationError(lazy("Enter the day like 24/11/2026 or 24 Nov 2026"))

    def date(self) -> date | None:
        """The day."""
        return dates.parse_date((self.day.data or "")[:LONGEST_TYPED])


def read(line: str) -> tuple[Opening, ...] | None:
    """The openings of a day as typed, in order of the clock; None where they cannot be read."""
    line = thai.cleaned(line)[:LONGEST_TYPED].translate(_DIGITS).replace("น.", "").strip()
    if not line:
        return ()
    openings = []
    for part in _BETWEEN.split(line):
        found = _OPENING.fullmatch(part.strip())
        opens_at = _time(found[1], found[2]) if found else None
        closes_at = _time(found[3], found[4]) if found else None
        if opens_at is None or closes_at is None:
            return None
        openings.append((opens_at, closes_at))
    return tuple(sorted(openings))


def written(openings: tuple[Opening, ...]) -> str:
    """Openings as one types them; 24.00 closes at midnight."""
    return ", ".join(
        f"{opens_at:%H.%M}–{f'{closes_at:%H.%M}' if closes_at != time() else '24.00'}"
        for opens_at, closes_at in openings
    )


def disorder(openings: tuple[Opening, ...]) -> Lazy | None:
    """What is wrong with the openings of one day, in words."""
    former = time()
    for opens_at, closes_at in openings:
        if closes_at != time() and closes_at <= opens_at:
            return lazy("The office must close later than it opens.")
        if opens_at < former or (former == time() and opens_at != openings[0][0]):
            return lazy("Two opening times of one day overlap.")
        former = closes_at
    return None


def _time(hours: str, minutes: str | None) -> time | None:
    hour, minute = int(hours), int(minutes or 0)
    if (hour, minute) == (24, 0):
        return time()
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 - a clock
