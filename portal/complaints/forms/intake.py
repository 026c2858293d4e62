"""What staff type while somebody stands at the counter, telephones, or has written."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, StringField
from wtforms.validators import ValidationError

from portal.complaints.forms.filing import (
    LONGEST_LINE,
    FilingForm,
    kept,
    no_longer_than,
    one_of_the_choices,
)
from portal.complaints.lifecycle import CHANNEL_WORDS, KIND_WORDS, Channel, Kind
from portal.foundation.clock import BANGKOK
from portal.foundation.dates import parse_date
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy

OFFERED = (Channel.COUNTER, Channel.TELEPHONE, Channel.LETTER, Channel.SOCIAL)
MORNING = time(8, 30)
"""A letter of a day came when the office opened."""


class IntakeForm(FilingForm):
    """The filing form, shortened: one way to say where, and the channel."""

    channel = RadioField(
        lazy("How did it reach you?"),
        [one_of_the_choices(lazy("Choose how the complaint reached you"))],
        choices=offered((channel.value, CHANNEL_WORDS[channel]) for channel in OFFERED),
        default=Channel.COUNTER.value,
        validate_choice=False,
    )
    dated = StringField(lazy("Day of the letter"), [no_longer_than(LONGEST_LINE)], [kept])
    kind = RadioField(
        lazy("What kind of matter is it?"),
        [one_of_the_choices(lazy("Choose one of the answers"))],
        choices=offered((kind.value, words) for kind, words in KIND_WORDS.items()),
        default=Kind.RELIEF.value,
        validate_choice=False,
    )
    is_urgent = BooleanField(lazy("It is urgent: somebody may come to harm if it waits"))
    way = HiddenField(default="area")
    occurred_time = None

    def process(self, *given: Any, **more: Any) -> None:  # noqa: ANN401 - as WTForms has it
        """Take typed coordinates before the area, without asking which was meant."""
        super().process(*given, **more)
        self.way.data = "coordinates" if self.coordinates.data else "area"

    def validate_dated(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Take the day in either era; what comes by letter bears one."""
        if field.data and parse_date(field.data) is None:
            raise ValidationError(lazy("Enter the day like 24/11/2026 or 24 Nov 2026"))
        if not field.data and self.channel.data == Channel.LETTER:
            raise ValidationError(lazy("Enter the day the letter bears"))

    def validate_occurred_on(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Take the day in either era."""
        if field.data and parse_date(field.data) is None:
            raise ValidationError(lazy("Enter the day like 24/11/2026 or 24 Nov 2026"))

    def occurred_at(self) -> datetime | None:
        """The beginning of the day it happened."""
        day = self.day()
        return datetime.combine(day, time(), BANGKOK) if day else None

    def letter_of(self, at: datetime) -> datetime | None:
        """The moment a letter counts from; none for the other channels.

        A letter of today counts from now when the office has not opened yet.
        """
        day = parse_date(self.dated.data or "")
        if day is None or self.channel.data != Channel.LETTER:
            return None
        opened = datetime.combine(day, MORNING, BANGKOK)
        return at if opened > at and opened.date() == at.astimezone(BANGKOK).date() else opened
