"""The profile, and a unit."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import FileField, HiddenField, RadioField, StringField, TextAreaField

from portal.foundation.i18n import Bilingual, lazy
from portal.set_up.forms.places import TitleForm, typed


class ProfileForm(FlaskForm):
    """Names, letters, telephone, addresses, colour."""

    version = HiddenField()
    title_th = StringField(lazy("Name in Thai"), filters=[typed])
    title_en = StringField(lazy("Name in English"), filters=[typed])
    letters_th = StringField(lazy("Letters of the numbers, Thai"), filters=[typed])
    letters_en = StringField(lazy("Letters of the numbers, English"), filters=[typed])
    phone = StringField(lazy("Telephone"), filters=[typed])
    address_th = TextAreaField(lazy("Address in Thai"), filters=[typed])
    address_en = TextAreaField(lazy("Address in English"), filters=[typed])
    colour = StringField(lazy("Colour"), filters=[typed])

    def seen(self) -> int:
        """The version that the page showed."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdecimal() else 0

    def title(self) -> Bilingual:
        """What it is called."""
        return Bilingual(self.title_th.data or "", self.title_en.data or "")

    def letters(self) -> Bilingual:
        """The letters of its numbers."""
        return Bilingual(self.letters_th.data or "", (self.letters_en.data or "").upper())

    def address(self) -> Bilingual:
        """Where it is."""
        return Bilingual(self.address_th.data or "", self.address_en.data or "")


class LogoForm(FlaskForm):
    """A picture."""

    logo = FileField(lazy("Picture of the seal or logo"))


class UnitForm(TitleForm):
    """A new unit."""

    code = StringField(lazy("Code"), filters=[typed])


class ClosingForm(FlaskForm):
    """Who takes over."""

    heir = RadioField(
        lazy("Who takes over what it has?"), choices=[], default="", validate_choice=False
    )

    def heir_id(self) -> int | None:
        """The unit chosen."""
        text = self.heir.data or ""
        return int(text) if text.isascii() and text.isdecimal() else None
