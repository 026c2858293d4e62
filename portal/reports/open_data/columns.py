"""Columns that several datasets have, described once."""

from __future__ import annotations

from portal.foundation.i18n import Lazy, lazy
from portal.reports.open_data.terms import Field, Kind


def text(name: str, words: Lazy) -> Field:
    """A column of words."""
    return Field(name, Kind.TEXT, words)


def code(name: str, words: Lazy) -> Field:
    """A column of codes that stay the same."""
    return Field(name, Kind.CODE, words)


def number(name: str, words: Lazy) -> Field:
    """A column of numbers."""
    return Field(name, Kind.NUMBER, words)


def moment(name: str, words: Lazy) -> Field:
    """A column of moments."""
    return Field(name, Kind.MOMENT, words)


def day(name: str, words: Lazy) -> Field:
    """A column of days."""
    return Field(name, Kind.DAY, words)


YEAR = number("year", lazy("Year of the register (Common Era)"))
RUNNING = number("number", lazy("Number in the register of the year"))
CATEGORY = code("category", lazy("Code of the category"))
CATEGORY_TITLES = (
    text("category_th", lazy("Category in Thai")),
    text("category_en", lazy("Category in English")),
)
AREA = code("area", lazy("Code of the area; empty where none is known"))
AREA_TITLES = (
    text("area_th", lazy("Area in Thai")),
    text("area_en", lazy("Area in English")),
)
UNIT = code("unit", lazy("Code of the responsible unit"))
UNIT_TITLES = (
    text("unit_th", lazy("Unit in Thai")),
    text("unit_en", lazy("Unit in English")),
)
PRIORITY = code("priority", lazy("normal or urgent"))
REOPENED = number("reopened", lazy("How often it was opened again"))
LANGUAGE = code("language", lazy("Language of the words: th or en"))
PLACE = (
    Field("lat", Kind.LATITUDE, lazy("Where it is: latitude")),
    Field("lon", Kind.LONGITUDE, lazy("Where it is: longitude")),
)
PROJECT = number("project", lazy("Number of the project"))
ADDRESS = text("path", lazy("The page for everyone, from the address of this portal on"))
TITLES = (
    text("title_th", lazy("Title in Thai")),
    text("title_en", lazy("Title in English")),
)
