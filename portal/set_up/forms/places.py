"""A file with a boundary or with areas, and an area's name."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import FileField, StringField

from portal.foundation import thai
from portal.foundation.i18n import Bilingual, lazy


def typed(text: object) -> object:
    """A typed text without invisible dirt."""
    return thai.cleaned(text) if isinstance(text, str) else text


class FileForm(FlaskForm):
    """One file."""

    file = FileField(lazy("File"))


class TitleForm(FlaskForm):
    """A name in both languages."""

    title_th = StringField(lazy("Name in Thai"), filters=[typed])
    title_en = StringField(lazy("Name in English"), filters=[typed])

    def title(self) -> Bilingual:
        """The name."""
        return Bilingual(self.title_th.data or "", self.title_en.data or "")
