"""Interface words: catalogues, the language of the moment, and content in two languages.

English is the source text, Thai stands in `translations/th/LC_MESSAGES/messages.po`, read as it
is: there is nothing to compile. One bound `gettext` per language keeps a page fast.
"""

from __future__ import annotations

import io
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("th", "en")
DEFAULT_LANGUAGE = "th"
LANGUAGE_NAMES = {"th": "ไทย", "en": "English"}
TRANSLATIONS = Path(__file__).resolve().parents[2] / "translations"

_language: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)


@lru_cache(maxsize=4)
def _catalogue(language: str) -> NullTranslations:
    path = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return NullTranslations()
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def language() -> str:
    """The language of the moment: `th` or `en`."""
    return _language.get()


def speak(language_code: str) -> None:
    """Set the language for the rest of this context; for the web's glue."""
    _language.set(language_code if language_code in LANGUAGES else DEFAULT_LANGUAGE)


@contextmanager
def speaking(language_code: str) -> Iterator[None]:
    """Put the words inside into this language: notices go out in their reader's."""
    former = _language.get()
    speak(language_code)
    try:
        yield
    finally:
        _language.set(former)


def _(text: str, /, **values: object) -> str:
    """Put a source text into the language of the moment, with its %(named)s values."""
    words = _catalogue(_language.get()).gettext(text)
    return words % values if values else words


def ngettext(one: str, many: str, n: int, /, **values: object) -> str:
    """The same for a counted thing; `n` is also a value. Thai has one form."""
    words = _catalogue(_language.get()).ngettext(one, many, n)
    return words % {"n": n, **values}


def markup(text: str, /, **values: object) -> Markup:
    """`_` for templates: catalogue texts are ours and may hold tags; values are escaped."""
    words = Markup(_catalogue(_language.get()).gettext(text))  # noqa: S704 - ours # nosec B704
    return words % values if values else words


def nmarkup(one: str, many: str, n: int, /, **values: object) -> Markup:
    """`ngettext` for templates."""
    words = Markup(_catalogue(_language.get()).ngettext(one, many, n))  # noqa: S704 - ours # nosec B704
    return words % {"n": n, **values}


@dataclass(frozen=True, slots=True)
class Lazy:
    """A text that is put into words when it is read."""

    text: str
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return _(self.text, **dict(self.values))

    def __mod__(self, values: object) -> str:
        return str(self) % values


def lazy(text: str, /, **values: object) -> Lazy:
    """Mark a source text now, put it into words later: for tables and forms."""
    return Lazy(text, tuple(values.items()))


@dataclass(frozen=True, slots=True)
class Bilingual:
    """Content kept in both languages. An empty side falls back on the other."""

    th: str
    en: str

    @property
    def here(self) -> str:
        """In the language of the moment."""
        return self.in_(_language.get())

    def in_(self, language_code: str) -> str:
        """In this language."""
        return (self.th or self.en) if language_code == "th" else (self.en or self.th)

    def __str__(self) -> str:
        return self.here
