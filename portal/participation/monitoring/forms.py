"""What people type about works that are followed, cleaned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    HiddenField,
    MultipleFileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import ValidationError

from portal.complaints.forms.filing import LONGEST_LINE, WAYS, kept, no_longer_than
from portal.complaints.forms.placing import Placed
from portal.foundation import thai
from portal.foundation.dates import parse_date
from portal.foundation.fields import offered
from portal.foundation.i18n import Bilingual, lazy
from portal.foundation.identified import Identified
from portal.participation.monitoring.progress import satang_of
from portal.participation.monitoring.terms import (
    CHECK_WORDS,
    LONGEST_REASON,
    LONGEST_TEXT,
    MARK_WORDS,
    OFFICE_WORDS,
    SEATS,
    STEP_WORDS,
    VERDICT_WORDS,
    Check,
    ContractStep,
    Group,
    Mark,
    Office,
    Verdict,
)

LINE = [no_longer_than(LONGEST_LINE)]
DAY_HINT = lazy("Enter the day like 24/11/2026 or 24 Nov 2026")
BUDDHIST = 2400
"""Years above are of the Buddhist Era."""


def a_day(_form: object, field: Any) -> None:  # noqa: ANN401 - a WTForms field
    """Take a day in either era, or nothing."""
    if field.data and parse_date(field.data) is None:
        raise ValidationError(DAY_HINT)


def whole(typed: str | None) -> int | None:
    """A whole number in Thai or other digits, negative ones too; None for anything else."""
    digits = thai.arabic_digits(typed or "").strip().replace("−", "-")
    body = digits.removeprefix("-")
    return int(digits) if body.isascii() and body.isdecimal() and len(body) < 10 else None  # noqa: PLR2004 - fits any column


class Versioned(FlaskForm):
    """A form about something that others may change meanwhile."""

    seen = HiddenField()

    def version(self) -> int:
        """Which version the page showed."""
        return whole(self.seen.data) or 0

    def day(self, name: str) -> date | None:
        """The day typed in a field."""
        return parse_date(self[name].data or "")

    def words(self, name: str) -> Bilingual:
        """What was typed in both languages."""
        return Bilingual(self[f"{name}_th"].data or "", self[f"{name}_en"].data or "")


class MilestoneForm(Versioned):
    """A milestone: planned, and as it was."""

    title_th = StringField(lazy("Milestone in Thai"), LINE, [kept])
    title_en = StringField(lazy("Milestone in English"), LINE, [kept])
    weight = StringField(lazy("Weight"), LINE, [kept])
    planned_from = StringField(lazy("Planned first day"), [a_day], [kept])
    planned_to = StringField(lazy("Planned last day"), [a_day], [kept])
    begun_on = StringField(lazy("Begun on"), [a_day], [kept])
    done_on = StringField(lazy("Done on"), [a_day], [kept])
    reason_th = TextAreaField(
        lazy("Why it is later, in Thai"), [no_longer_than(LONGEST_REASON)], [kept]
    )
    reason_en = TextAreaField(
        lazy("Why it is later, in English"), [no_longer_than(LONGEST_REASON)], [kept]
    )


class ContractForm(Versioned):
    """A contract and the days of its steps."""

    reference = StringField(lazy("Number of the contract"), LINE, [kept])
    title_th = StringField(lazy("What it is for, in Thai"), LINE, [kept])
    title_en = StringField(lazy("What it is for, in English"), LINE, [kept])
    company = StringField(lazy("Contractor"), LINE, [kept])
    paid_from = SelectField(lazy("Budget that pays for it"), choices=[], validate_choice=False)

    def offer(self, budgets: Iterable[tuple[int, str]]) -> ContractForm:
        """The budget lines of published plans."""
        told = [("", lazy("Not in a plan on this portal")), *((str(n), t) for n, t in budgets)]
        self.paid_from.choices = offered(told)
        return self

    def budget_id(self) -> int | None:
        """The budget chosen; None for none."""
        known = {choice.value for choice in self.paid_from.choices or ()}
        return int(self.paid_from.data) if self.paid_from.data in known - {""} else None

    def days(self) -> dict[ContractStep, tuple[date | None, date | None]]:
        """For each step the day planned and the day it was."""
        return {
            step: (self.day(f"{step}_planned"), self.day(f"{step}_done")) for step in ContractStep
        }


for _step in ContractStep:
    _planned = lazy("%(step)s: planned for", step=STEP_WORDS[_step])
    _done = lazy("%(step)s: done on", step=STEP_WORDS[_step])
    setattr(ContractForm, f"{_step}_planned", StringField(_planned, [a_day], [kept]))
    setattr(ContractForm, f"{_step}_done", StringField(_done, [a_day], [kept]))


class MoneyForm(FlaskForm):
    """The money of one fiscal year, in baht."""

    year = StringField(lazy("Fiscal year"), LINE, [kept])
    approved = StringField(lazy("Approved"), LINE, [kept])
    contracted = StringField(lazy("Contracted"), LINE, [kept])
    paid = StringField(lazy("Paid"), LINE, [kept])

    def _amount(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        if satang_of(thai.arabic_digits(field.data or "")) is None:
            raise ValidationError(lazy("Enter an amount like 1,250,000 or 1250000.50"))

    validate_approved = validate_contracted = validate_paid = _amount

    def validate_year(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Take a year in either era."""
        if not whole(field.data):
            raise ValidationError(lazy("Enter a year like 2570 or 2027"))

    def common_year(self) -> int:
        """The year typed, in the Common Era."""
        year = whole(self.year.data) or 0
        return year - 543 if year > BUDDHIST else year

    def satang(self, name: str) -> int:
        """An amount typed, in satang."""
        return satang_of(thai.arabic_digits(self[name].data or "")) or 0


class InspectionForm(Placed, Identified):
    """What a resident saw on the site."""

    verdict = RadioField(
        lazy("How does the work look to you?"),
        choices=offered((one.value, words) for one, words in VERDICT_WORDS.items()),
        validate_choice=False,
    )
    findings = TextAreaField(
        lazy("What should be put right or looked at?"), [no_longer_than(LONGEST_TEXT)], [kept]
    )
    text = TextAreaField(lazy("What else did you see?"), [no_longer_than(LONGEST_TEXT)], [kept])
    photos = MultipleFileField(lazy("Photos"))
    way = RadioField(
        lazy("Where is it?"),
        choices=offered(WAYS.items()),
        default="area",
        validate_choice=False,
    )
    lat = StringField(filters=[kept])
    lon = StringField(filters=[kept])
    area = SelectField(lazy("Area"), choices=[], default="", validate_choice=False)
    landmark = StringField(lazy("Landmark"), LINE, [kept])
    coordinates = StringField(lazy("Coordinates"), [no_longer_than(2000)], [kept])

    def chosen(self) -> Verdict | None:
        """The verdict, if one was chosen."""
        return Verdict(self.verdict.data) if self.verdict.data in set(Verdict) else None

    def marks(self) -> dict[Check, Mark]:
        """The checklist."""
        return {
            check: Mark(self[f"check_{check}"].data)
            for check in Check
            if self[f"check_{check}"].data in set(Mark)
        }


for _check in Check:
    setattr(
        InspectionForm,
        f"check_{_check}",
        RadioField(
            CHECK_WORDS[_check],
            choices=offered((mark.value, words) for mark, words in MARK_WORDS.items()),
            default=Mark.UNSEEN.value,
            validate_choice=False,
        ),
    )


class ClosingForm(Versioned):
    """What was done about a finding."""

    closing_th = TextAreaField(
        lazy("What was done about it, in Thai"), [no_longer_than(LONGEST_REASON)], [kept]
    )
    closing_en = TextAreaField(
        lazy("What was done about it, in English"), [no_longer_than(LONGEST_REASON)], [kept]
    )


class HideReportForm(FlaskForm):
    """Why a report is hidden."""

    why = TextAreaField(lazy("What the author is told"), [no_longer_than(LONGEST_REASON)], [kept])


class SeatForm(FlaskForm):
    """A member of the committee and their term."""

    seat = SelectField(lazy("Seat"), choices=[], validate_choice=False)
    holder = StringField(lazy("Name of the member"), [no_longer_than(120)], [kept])
    office = SelectField(
        lazy("Elected by the committee as"),
        choices=offered((one.value, words) for one, words in OFFICE_WORDS.items()),
        validate_choice=False,
    )
    begins_on = StringField(lazy("First day of the term"), [a_day], [kept])
    ends_on = StringField(lazy("Last day of the term"), [a_day], [kept])

    def place(self) -> tuple[Group, int]:
        """Group and place of the seat chosen; place zero, which nobody has, for nonsense."""
        group, _dash, place = (self.seat.data or "").partition("-")
        known = Group(group) if group in set(Group) else Group.COUNCIL
        return known, whole(place) or 0

    def elected(self) -> Office:
        """What the committee elected the member to."""
        return Office(self.office.data) if self.office.data in set(Office) else Office.MEMBER

    def day(self, name: str) -> date | None:
        """The day typed in a field."""
        return parse_date(self[name].data or "")


SEAT_NAMES = [f"{group}-{place}" for group, many in SEATS.items() for place in range(1, many + 1)]
