"""What is typed against misuse: a block, and a reader's word on a public page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField

from portal.complaints.forms.filing import kept, no_longer_than, one_of_the_choices
from portal.complaints.terms import BLOCKED_WORDS, WRONG_WORDS, Blocked, Wrong
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy

DAYS = {
    "1": lazy("For a day"),
    "7": lazy("For a week"),
    "30": lazy("For a month"),
    "180": lazy("For half a year"),
}


class BlockForm(FlaskForm):
    """By what, why, and how long."""

    kind = RadioField(
        lazy("By what is the sender known?"),
        [one_of_the_choices(lazy("Choose by what the sender is known"))],
        choices=[],
        validate_choice=False,
    )
    reason = TextAreaField(lazy("Why?"), [no_longer_than(500)], [kept])
    days = RadioField(
        lazy("For how long?"),
        [one_of_the_choices(lazy("Choose for how long"))],
        choices=offered(DAYS.items()),
        default="7",
        validate_choice=False,
    )

    def offer(self, known: Iterable[Blocked]) -> None:
        """Offer the ways in which this sender is known."""
        self.kind.choices = offered((kind.value, BLOCKED_WORDS[kind]) for kind in known)

    def until(self, at: datetime) -> datetime:
        """When the block ends."""
        return at + timedelta(days=int(self.days.data))


class ReportForm(FlaskForm):
    """What a reader finds wrong."""

    reason = RadioField(
        lazy("What is wrong with this page?"),
        [one_of_the_choices(lazy("Choose what is wrong"))],
        choices=offered((wrong.value, words) for wrong, words in WRONG_WORDS.items()),
        validate_choice=False,
    )
    words = TextAreaField(lazy("Tell us more"), [no_longer_than(1000)], [kept])

    def wrong(self) -> Wrong:
        """What was chosen."""
        return Wrong(self.reason.data)
