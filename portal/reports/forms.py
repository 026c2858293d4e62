"""What is typed about reports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import FileField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from portal.foundation import thai
from portal.foundation.dates import parse_date
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.reports.terms import KIND_WORDS, ReportKind

DAY_HINT = lazy("Enter the day like 24/11/2026 or 24 Nov 2026")
MOST_BYTES = 1_000_000


def cleaned(typed: object) -> object:
    """The text without what nobody sees."""
    return thai.cleaned(typed) if isinstance(typed, str) else typed


def a_day(_form: object, field: Any) -> None:  # noqa: ANN401 - a WTForms field
    """Take a day in either era, or nothing."""
    if field.data and parse_date(field.data) is None:
        raise ValidationError(DAY_HINT)


def day_of(field: StringField) -> date | None:
    """The day, if one was typed."""
    return parse_date(field.data) if field.data else None


class ReportForm(FlaskForm):
    """Which report, and why a new version."""

    kind = SelectField(
        lazy("What it tells of"),
        choices=offered([(one.value, words) for one, words in KIND_WORDS.items()]),
        validate_choice=False,
    )
    period = SelectField(lazy("Period"), choices=[], validate_choice=False)
    project = SelectField(lazy("Project"), choices=[], validate_choice=False)
    because = TextAreaField(lazy("Why there is a new version"), filters=[cleaned])

    def offer(
        self, periods: Iterable[tuple[str, str]], projects: Iterable[tuple[str, str]]
    ) -> None:
        """Set what there is to choose from."""
        whole = ("", lazy("From the beginning of the project"))
        self.period.choices = offered([*periods, whole])
        self.project.choices = offered([("0", lazy("The whole municipality")), *projects])

    def chosen_kind(self) -> ReportKind:
        """The kind; participation for what is none."""
        typed = self.kind.data or ""
        return ReportKind(typed) if typed in set(ReportKind) else ReportKind.PARTICIPATION

    def project_number(self) -> int:
        """The project's number; 0 for the whole municipality."""
        typed = self.project.data or ""
        return int(typed) if typed.isdecimal() and len(typed) < 9 else 0  # noqa: PLR2004 - digits of a number that fits


class QuestionForm(FlaskForm):
    """What a member of the council wants to know."""

    about = SelectField(lazy("About"), choices=[], validate_choice=False)
    text = TextAreaField(lazy("Your question"), filters=[cleaned])


class AnswerForm(FlaskForm):
    """What the administration answers."""

    text = TextAreaField(lazy("The answer"), filters=[cleaned])


class PopulationForm(FlaskForm):
    """A file of registered residents."""

    as_of = StringField(lazy("Day of the statistics"), [a_day], [cleaned])
    source = StringField(lazy("Where the numbers come from"), filters=[cleaned])
    file = FileField(lazy("CSV file"))

    def words(self) -> str:
        """What stands in the file: UTF-8, else Thai of older spreadsheets; empty without one."""
        sent = self.file.data
        if not sent or not hasattr(sent, "read"):
            return ""
        content: bytes = sent.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise ValidationError(lazy("The file is larger than 1 MB."))
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return content.decode("cp874", errors="replace")


class PostingForm(FlaskForm):
    """The days of the yearly posting."""

    report = SelectField(lazy("Report"), choices=[], validate_choice=False)
    presented_on = StringField(lazy("Presented to the local council on"), [a_day], [cleaned])
    posted_on = StringField(lazy("Posted on"), [a_day], [cleaned])
    posted_until = StringField(lazy("Hangs until"), [a_day], [cleaned])
    place = StringField(lazy("Where it hangs"), filters=[cleaned])

    def report_id(self) -> int | None:
        """The report that was posted, if one was chosen."""
        typed = self.report.data or ""
        return int(typed) if typed.isdecimal() and len(typed) < 10 else None  # noqa: PLR2004 - digits of a number that fits
