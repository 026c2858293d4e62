"""What somebody types to write a rule, to try them all, and to note that somebody is away."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, ValidationError

from portal.complaints.forms.filing import kept, no_longer_than
from portal.complaints.routing.drafts import LONGEST_TITLE, Draft
from portal.complaints.routing.matching import DAY, HOUR, HOURS_WORDS, Hours, Rule
from portal.foundation import thai
from portal.foundation.clock import BANGKOK
from portal.foundation.dates import parse_date
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.response_times.forms.calendar import WEEKDAYS

LONGEST_WORDS = 4000
CHOOSE_TARGET = lazy("Choose a unit or a person from the list")
A_TIME = lazy("Enter times like 08.30 and 16.30")
A_DAY = lazy("Enter the day like 24/11/2026 or 24 Nov 2026")
_TIME = re.compile(r"(\d{1,2})[.:](\d{2})(?: ?น\.?)?")


def minute_of(typed: str | None) -> int | None:
    """A time of the day in minutes, in Thai digits or others; 24.00 is the end of the day."""
    match = _TIME.fullmatch(thai.arabic_digits(typed or "").strip())
    if match is None or int(match[2]) >= HOUR:
        return None
    minutes = int(match[1]) * HOUR + int(match[2])
    return minutes if minutes <= DAY else None


def clock_time(minutes: int) -> str:
    """Minutes of the day as they are typed: 08.30."""
    return f"{minutes // HOUR:02d}.{minutes % HOUR:02d}"


class RuleForm(FlaskForm):
    """One rule."""

    seen = HiddenField()
    title = StringField(
        lazy("Name of the rule"),
        [InputRequired(lazy("Give the rule a name")), no_longer_than(LONGEST_TITLE)],
        [kept],
    )
    categories = SelectMultipleField(lazy("Categories"), choices=[], validate_choice=False)
    areas = SelectMultipleField(lazy("Areas"), choices=[], validate_choice=False)
    keywords = TextAreaField(lazy("Words in the text"), [no_longer_than(LONGEST_WORDS)], [kept])
    hours = RadioField(
        lazy("Time of filing"),
        choices=offered((each.value, words) for each, words in HOURS_WORDS.items()),
        validate_choice=False,
        default=Hours.ALWAYS.value,
    )
    weekdays = SelectMultipleField(
        lazy("Weekdays"),
        choices=offered((str(number), words) for number, words in enumerate(WEEKDAYS, 1)),
        validate_choice=False,
    )
    since = StringField(lazy("From"), [], [kept])
    until = StringField(lazy("Until"), [], [kept])
    to = SelectField(lazy("Goes to"), choices=[], validate_choice=False)

    def validate_hours(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Refuse what is not in the list."""
        if (field.data or "") not in set(Hours):
            raise ValidationError(lazy("Choose one of the answers"))

    def validate_since(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Times are needed where the rule has hours of its own."""
        if self.hours.data == Hours.OWN and minute_of(field.data) is None:
            raise ValidationError(A_TIME)

    validate_until = validate_since

    def validate_to(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Only what was offered, in whichever group."""
        if not field.data or field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(CHOOSE_TARGET)

    def version(self) -> int:
        """The version the page showed; 0, which nothing has, when it was tampered with."""
        typed = self.seen.data or ""
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0  # noqa: PLR2004 - digits

    def begin(self, rule: Rule) -> None:
        """Fill in a rule as it is."""
        self.seen.data, self.title.data = str(rule.version), rule.title
        self.categories.data = [str(one) for one in rule.categories]
        self.areas.data = [str(one) for one in rule.areas]
        self.keywords.data = "\n".join(rule.keywords)
        self.hours.data = rule.hours.value
        self.weekdays.data = [str(one) for one in rule.weekdays]
        if rule.hours is Hours.OWN:
            self.since.data, self.until.data = clock_time(rule.since), clock_time(rule.until)
        person = f":{rule.officer_id}" if rule.officer_id is not None else ""
        self.to.data = f"{rule.unit_id}{person}"

    def draft(self) -> Draft:
        """What was typed, after `validate`."""
        unit, _, person = str(self.to.data).partition(":")
        return Draft(
            title=self.title.data or "",
            unit_id=int(unit),
            officer_id=int(person) if person else None,
            categories=_numbers(self.categories.data),
            areas=_numbers(self.areas.data),
            hours=Hours(self.hours.data or ""),
            weekdays=_numbers(self.weekdays.data),
            since=minute_of(self.since.data) or 0,
            until=minute_of(self.until.data) or 0,
            keywords=tuple(re.split(r"[\n,;]+", self.keywords.data or "")),
        )


def _numbers(typed: list[str] | None) -> tuple[int, ...]:
    return tuple(int(each) for each in typed or [] if each.isascii() and each.isdecimal())


class TryForm(FlaskForm):
    """A complaint that is only thought of."""

    text = TextAreaField(lazy("Text"), [no_longer_than(LONGEST_WORDS)], [kept])
    category = SelectField(lazy("Category"), choices=[], validate_choice=False)
    area = SelectField(lazy("Area"), choices=[], validate_choice=False)
    day = StringField(lazy("Day"), [], [kept])
    time = StringField(lazy("Time"), [], [kept])

    def validate_day(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Take the day in either era; none is today."""
        if field.data and parse_date(field.data) is None:
            raise ValidationError(A_DAY)

    def validate_time(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Take a time of the day; none is now."""
        minutes = minute_of(field.data)
        if field.data and (minutes is None or minutes == DAY):
            raise ValidationError(A_TIME)

    def moment(self, now: datetime) -> datetime:
        """The moment that was typed, or this one, after `validate`."""
        local = now.astimezone(BANGKOK)
        minutes = minute_of(self.time.data)
        if minutes is not None:
            local = local.replace(
                hour=minutes // HOUR, minute=minutes % HOUR, second=0, microsecond=0
            )
        day = parse_date(self.day.data or "")
        return local.replace(year=day.year, month=day.month, day=day.day) if day else local


class AwayForm(FlaskForm):
    """Somebody is away."""

    person = SelectField(lazy("Who is away?"), choices=[], validate_choice=False)
    first = StringField(lazy("First day"), [InputRequired(lazy("Enter a day"))], [kept])
    last = StringField(lazy("Last day"), [InputRequired(lazy("Enter a day"))], [kept])

    def validate_first(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Take the day in either era."""
        if parse_date(field.data or "") is None:
            raise ValidationError(A_DAY)

    validate_last = validate_first

    def person_id(self) -> int:
        """Who was chosen; 0, which nobody is, when it was tampered with."""
        found = _numbers([self.person.data or ""])
        return found[0] if found else 0

    def days(self) -> tuple[date, date]:
        """The two days, after `validate`."""
        first, last = parse_date(self.first.data or ""), parse_date(self.last.data or "")
        return first or date.min, last or date.min
