"""Words of the search, a text of a notice, a set-up file."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import FileField, SelectMultipleField, TextAreaField

from portal.foundation.fields import offered
from portal.foundation.i18n import Lazy, lazy
from portal.set_up.forms.places import typed

PART_WORDS: dict[str, Lazy] = {
    "units": lazy("Units"),
    "categories": lazy("Categories"),
    "response_times": lazy("Office hours and holidays"),
    "complaints": lazy("Response standards and the weekly second look"),
    "places": lazy("Boundary and areas"),
    "outside_bodies": lazy("Outside bodies"),
    "routing": lazy("Routing rules"),
    "words": lazy("Words of the search"),
    "texts": lazy("Texts of notices"),
}


class WordsForm(FlaskForm):
    """One group a line, words divided by commas."""

    words = TextAreaField(lazy("Words that mean the same, a line for each matter"), filters=[typed])

    def groups(self) -> list[list[str]]:
        """The groups, without empty lines."""
        lines = (self.words.data or "").splitlines()
        split = ([name.strip() for name in line.split(",") if name.strip()] for line in lines)
        return [names for names in split if names]


class TextForm(FlaskForm):
    """The text of a notice."""

    text = TextAreaField(lazy("Text"), filters=[typed])


class SetUpFileForm(FlaskForm):
    """A set-up file, and what of it is wanted."""

    file = FileField(lazy("Set-up file"))
    parts = SelectMultipleField(
        lazy("What is to be taken over?"),
        choices=offered(PART_WORDS.items()),
        validate_choice=False,
    )
