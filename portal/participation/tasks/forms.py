"""What people type about work together, cleaned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    MultipleFileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from portal.complaints.forms.filing import kept, no_longer_than
from portal.foundation import thai
from portal.foundation.clock import BANGKOK
from portal.foundation.dates import parse_date
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.foundation.identified import Identified
from portal.participation.monitoring.forms import LINE, Versioned, a_day, whole
from portal.participation.projects.forms import a_time, since_midnight
from portal.participation.residents.acting import CHANNEL_WORDS, Channel
from portal.participation.results.forms import REASON, TEXT, hundredths
from portal.participation.tasks.queries.board import TaskLine
from portal.participation.tasks.queries.people import PersonLine
from portal.participation.tasks.terms import LONGEST_NAME, hours_shown, minutes_of

TAKEN_DOWN = (Channel.COUNTER, Channel.PAPER, Channel.PHONE, Channel.FORUM)
HOURS = lazy("Enter hours like 3 or 2.5")


def minutes_typed(typed: str | None) -> int | None:
    """Hours with at most two decimals in minutes; None for anything else."""
    found = hundredths(typed)
    return None if found is None else minutes_of(Decimal(found) / 100)


def an_amount(_form: object, field: Any) -> None:  # noqa: ANN401 - a WTForms field
    """Take an amount of baht with at most two decimals, or nothing."""
    if field.data and hundredths(field.data) is None:
        raise ValidationError(lazy("Enter an amount in baht, like 1500 or 1500.50"))


class TaskForm(Versioned):
    """A task."""

    title_th = StringField(lazy("What is to be done, in Thai"), LINE, [kept])
    title_en = StringField(lazy("What is to be done, in English"), LINE, [kept])
    details_th = TextAreaField(lazy("What to know about it, in Thai"), TEXT, [kept])
    details_en = TextAreaField(lazy("What to know about it, in English"), TEXT, [kept])
    place_th = StringField(lazy("Where people meet, in Thai"), LINE, [kept])
    place_en = StringField(lazy("Where people meet, in English"), LINE, [kept])
    skills_th = StringField(lazy("Skills that help, in Thai"), LINE, [kept])
    skills_en = StringField(lazy("Skills that help, in English"), LINE, [kept])
    starts_on = StringField(lazy("Day"), [a_day], [kept])
    starts_time = StringField(lazy("Begins at"), [a_time], [kept])
    ends_time = StringField(lazy("Ends at"), [a_time], [kept])
    people = StringField(lazy("How many people it needs"), LINE, [kept])

    def moments(self) -> tuple[datetime | None, datetime | None]:
        """Its beginning and its end; None where they were not typed."""
        day = parse_date(self.starts_on.data or "")
        return moment_on(day, self.starts_time.data), moment_on(day, self.ends_time.data)


def moment_on(day: date | None, typed: str | None) -> datetime | None:
    """The moment of a day at a typed time; None where either is missing."""
    length: timedelta | None = since_midnight(typed or "")
    if day is None or length is None:
        return None
    return datetime.combine(day, time(), BANGKOK) + length


class NeedForm(Versioned):
    """A thing that is needed."""

    what_th = StringField(lazy("What is needed, in Thai"), LINE, [kept])
    what_en = StringField(lazy("What is needed, in English"), LINE, [kept])
    unit_th = StringField(lazy("Unit in Thai"), LINE, [kept])
    unit_en = StringField(lazy("Unit in English"), LINE, [kept])
    wanted = StringField(lazy("How many are needed"), LINE, [kept])


class JoinForm(FlaskForm):
    """Who signs up, and what they bring."""

    name = StringField(lazy("Your name"), [no_longer_than(LONGEST_NAME)], [kept])
    words = TextAreaField(lazy("What can you do or bring?"), REASON, [kept])


class TakeDownForm(FlaskForm):
    """Somebody without an account."""

    name = StringField(lazy("Name"), [no_longer_than(LONGEST_NAME)], [kept])
    channel = RadioField(
        lazy("How did they tell you?"),
        choices=offered((one.value, CHANNEL_WORDS[one]) for one in TAKEN_DOWN),
        default=Channel.FORUM.value,
        validate_choice=False,
    )

    def came(self) -> Channel:
        """How it came in; on the web, which is refused, for nonsense."""
        chosen = self.channel.data
        return Channel(chosen) if chosen in set(TAKEN_DOWN) else Channel.WEB


class AttendanceForm(FlaskForm):
    """Who came and how long each worked: two fields for each line of the list."""

    def minutes(self, ids: Iterable[int], *, is_over: bool) -> dict[int, int | None]:
        """{line: minutes}: zero for whoever did not come to a task that is over, else nothing."""
        absent = 0 if is_over else None
        return {
            one: minutes_typed(self[f"minutes_{one}"].data) if self[f"came_{one}"].data else absent
            for one in ids
        }


def hours_typed(form: AttendanceForm, field: Any) -> None:  # noqa: ANN401 - a WTForms field
    """Ask for hours of whoever came."""
    came = form[field.name.replace("minutes_", "came_")].data
    if came and not minutes_typed(field.data):
        raise ValidationError(HOURS)


def attendance_form(
    people: Sequence[PersonLine], task: TaskLine, *, is_empty: bool
) -> AttendanceForm:
    """The form for this list: as it is recorded, or as it was sent."""

    class Form(AttendanceForm):
        pass

    usual = int((task.ends_at - task.starts_at).total_seconds()) // 60
    values: dict[str, object] = {}
    for one in people:
        setattr(Form, f"came_{one.id}", BooleanField(lazy("Came")))
        setattr(Form, f"minutes_{one.id}", StringField(lazy("Hours"), [hours_typed], [kept]))
        values[f"came_{one.id}"] = bool(one.minutes)
        values[f"minutes_{one.id}"] = hours_shown(one.minutes or usual)
    return Form(formdata=None, **values) if is_empty else Form()


class GiftForm(Identified):
    """Something given."""

    need = SelectField(lazy("What is it for?"), choices=[], default="", validate_choice=False)
    what = StringField(lazy("What do you give?"), LINE, [kept])
    quantity = StringField(lazy("How many?"), LINE, [kept])
    is_named = BooleanField(lazy("Name me on the project’s page"))
    giver = StringField(lazy("Name on the page"), [no_longer_than(LONGEST_NAME)], [kept])
    value = StringField(lazy("Worth in baht"), [an_amount], [kept])

    def validate_giver(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Ask for the name of whoever wants to be named."""
        if self.is_named.data and not (field.data or "").strip():
            raise ValidationError(lazy("Enter the name to be shown, or take the tick out"))

    def offer_needs(self, needs: Iterable[tuple[int, str]]) -> GiftForm:
        """What a gift may be for."""
        general = ("", lazy("The project as a whole"))
        named = [
            SelectChoice(str(one), words, {"lang": thai.language_of(words)}) for one, words in needs
        ]
        self.need.choices = [*offered([general]), *named]
        return self

    def need_id(self) -> int | None:
        """The need chosen; zero, which nobody has, for nonsense."""
        return (whole(self.need.data) or 0) if self.need.data else None


class ReceiveForm(Versioned):
    """A gift has come, or is not taken."""

    value = StringField(lazy("Worth in baht"), [an_amount], [kept])
    why = TextAreaField(lazy("Why it is not taken"), REASON, [kept])


class EntryForm(Identified):
    """An entry of the diary."""

    text = TextAreaField(lazy("What did you do?"), TEXT, [kept])
    photos = MultipleFileField(lazy("Photos"))
