"""What an officer types to make a move. Every form carries the version its page showed."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID, uuid4

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    MultipleFileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, ValidationError

from portal.complaints.forms.filing import (
    FilingForm,
    kept,
    no_longer_than,
    one_of_the_choices,
)
from portal.complaints.lifecycle import CLOSING_WORDS, HOLD_WORDS, REFUSAL_WORDS, Closing
from portal.foundation.clock import BANGKOK
from portal.foundation.dates import parse_date
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy

LONGEST_WORDS = 5000
LONGEST_LINE = 200
END_OF_DAY = time(16, 30)
"""A promised day ends with the office's hours."""
PRIVATELY = lazy("Message to the reporter alone")
CHOOSE_UNIT = lazy("Choose a unit or a person from the list")
CHOOSE_CATEGORY = lazy("Choose a category from the list")
CHOOSE_REASON = lazy("Choose a reason from the list")


def a_day(_form: object, field: Any) -> None:  # noqa: ANN401 - a WTForms field
    """Take a day in either era; an empty field is for the verb to judge."""
    if field.data and parse_date(field.data) is None:
        raise ValidationError(lazy("Enter the day like 24/11/2026 or 24 Nov 2026"))


def moment_of(typed: str | None) -> datetime | None:
    """The end of the office's hours on a typed day."""
    day = parse_date(typed or "")
    return datetime.combine(day, END_OF_DAY, BANGKOK) if day else None


class MoveForm(FlaskForm):
    """A move without words."""

    seen = HiddenField()

    def version(self) -> int:
        """The version the page showed; 0, which nothing has, when it was tampered with."""
        typed = self.seen.data or ""
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0  # noqa: PLR2004 - digits


def _words(label: object) -> TextAreaField:
    return TextAreaField(label, [no_longer_than(LONGEST_WORDS)], [kept])


def _line(label: object, *validators: Any) -> StringField:  # noqa: ANN401 - WTForms validators
    return StringField(label, [no_longer_than(LONGEST_LINE), *validators], [kept])


class AssignForm(MoveForm):
    """To a unit, or to a person in it: values are `unit` or `unit:person`."""

    unit = SelectField(lazy("Unit or person"), choices=[], validate_choice=False)

    def chosen(self) -> tuple[int, int | None]:
        """The unit's id, and the person's."""
        unit, _, person = str(self.unit.data).partition(":")
        return int(unit), int(person) if person else None

    def validate_unit(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Only what was offered, in whichever group."""
        if not field.data or field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(CHOOSE_UNIT)


class RecategoriseForm(MoveForm):
    """To another category."""

    category = SelectField(
        lazy("Category"),
        [InputRequired(CHOOSE_CATEGORY), one_of_the_choices(CHOOSE_CATEGORY)],
        choices=[],
        validate_choice=False,
    )


class MovePinForm(FilingForm):
    """To another place: the place fields of the filing form, and no others."""

    seen = HiddenField()
    version = MoveForm.version
    form_id = text = photos = occurred_on = occurred_time = kind = category = None
    phone = email = name = shows_name = answers_in = outside_is_meant = None


class AskForm(MoveForm):
    """A question to the reporter."""

    question = _words(lazy("Question to the reporter"))


class ReplyForm(MoveForm):
    """An answer to the reporter."""

    reply = _words(lazy("Answer to the reporter"))
    private = _words(PRIVATELY)


class NoteForm(MoveForm):
    """Words for colleagues."""

    note = _words(lazy("Note for colleagues"))
    mentions = SelectMultipleField(lazy("Name colleagues"), choices=[], validate_choice=False)

    def mentioned(self) -> list[int]:
        """The colleagues who were chosen; the verb judges whether they may read it."""
        typed = self.mentions.data or []
        return [int(each) for each in typed if each.isascii() and each.isdecimal()]


class ReferForm(MoveForm):
    """To an outside body."""

    body = _line(lazy("To which agency?"))
    their_number = _line(lazy("Their number"))
    asked_by = _line(lazy("Answer asked for by"), a_day)


class HoldForm(MoveForm):
    """Waiting for budget, procurement or law."""

    reason = RadioField(
        lazy("What does it wait for?"),
        [one_of_the_choices(lazy("Choose what it waits for"))],
        choices=offered((reason.value, words) for reason, words in HOLD_WORDS.items()),
        validate_choice=False,
    )
    next_news = _line(lazy("Next news on"), a_day)
    note = _words(lazy("Words to the reporter"))


class ResolveForm(MoveForm):
    """What was done, and how it looks now."""

    form_id = HiddenField()
    result = _words(lazy("What was done?"))
    photos = MultipleFileField(lazy("Photos taken afterwards"))
    no_photo_because = _line(lazy("Or why there is no photo"))
    private = _words(PRIVATELY)

    def photo_form(self) -> UUID:
        """The id under which photos wait; a fresh one when there was none."""
        try:
            return UUID(self.form_id.data or "")
        except ValueError:
            self.form_id.data = str(uuid4())
            return UUID(self.form_id.data)


class CloseForm(MoveForm):
    """The end without a fix."""

    reason = RadioField(
        lazy("Why is it closed?"),
        [one_of_the_choices(CHOOSE_REASON)],
        choices=offered(
            (reason.value, words)
            for reason, words in CLOSING_WORDS.items()
            if reason is not Closing.WITHDRAWN
        ),
        validate_choice=False,
    )
    refusal = SelectField(
        lazy("Why is it not accepted?"),
        choices=offered(
            [("", lazy("Choose")), *((key.value, words) for key, words in REFUSAL_WORDS.items())]
        ),
        validate_choice=False,
    )
    text = _words(lazy("Words to the reporter"))
    private = _words(PRIVATELY)


class HideForm(MoveForm):
    """Off the public pages, with a reason."""

    why = _words(lazy("Why is it hidden?"))


class ReopenForm(MoveForm):
    """Open it again."""

    why = _words(lazy("Why is it opened again?"))


class ReviewForm(MoveForm):
    """What the public sees."""

    public_text = _words(lazy("Text on the public page"))
    as_written = BooleanField(lazy("Show it as written, also what the portal would cover"))
    show = HiddenField()
