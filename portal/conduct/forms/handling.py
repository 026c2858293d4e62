"""What those with a key type: moves, keys, a search, and who reads what comes."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import (
    IntegerField,
    RadioField,
    SearchField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from portal.complaints.forms.case import MoveForm
from portal.complaints.forms.filing import kept, no_longer_than, one_of_the_choices
from portal.conduct.lifecycle import OUTCOME_WORDS
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy

LONGEST = 10_000
LONGEST_WHY = 500


class SearchForm(FlaskForm):
    """Words to look for; sent as a form so that they stand in no address."""

    text = SearchField(lazy("Words"), [no_longer_than(200)], [kept])
    page = IntegerField(default=1)


class WordsForm(MoveForm):
    """A move with words."""

    words = TextAreaField(lazy("Your words"), [no_longer_than(LONGEST)], [kept])


class DecideForm(WordsForm):
    """The end, and why."""

    outcome = RadioField(
        lazy("What was found?"),
        [one_of_the_choices(lazy("Choose one of the answers"))],
        choices=offered((outcome.value, words) for outcome, words in OUTCOME_WORDS.items()),
        validate_choice=False,
    )


class PersonForm(MoveForm):
    """Whose key it is about."""

    person = SelectField(
        lazy("Colleague"),
        [one_of_the_choices(lazy("Choose a person from the list"))],
        choices=[],
        validate_choice=False,
    )


class RecipientsForm(FlaskForm):
    """Who reads what comes in from now on."""

    people = SelectMultipleField(
        lazy("Who reads what comes in from now on?"), choices=[], validate_choice=False
    )
    why = StringField(lazy("The reason for it"), [no_longer_than(LONGEST_WHY)], [kept])

    def chosen(self) -> list[int]:
        """The people ticked; what is no number of a list is nobody."""
        return [int(each) for each in self.people.data or [] if each.isascii() and each.isdecimal()]
