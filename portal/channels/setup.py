"""The texts of notices in a set-up file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from portal.channels import placeholders
from portal.channels.lifecycle import Occasion
from portal.channels.services.texts import drop_text, keep_text
from portal.channels.texts import own_texts
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy

LANGUAGES = ("th", "en")


def dump() -> list[dict[str, str]]:
    """The texts that differ from the usual ones."""
    return [
        {"occasion": occasion.value, "language": language, "text": text}
        for (occasion, language), text in sorted(own_texts().items())
    ]


def load(kept: list[dict[str, Any]], *, at: datetime) -> None:
    """Send these texts, and the usual ones where the file has none. Raises `Invalid`."""
    wanted: dict[tuple[str, str], str] = {
        (str(line["occasion"]), str(line["language"])): str(line["text"]) for line in kept
    }
    known = {
        (occasion.value, language) for occasion in placeholders.ALLOWED for language in LANGUAGES
    }
    if wanted.keys() - known:
        raise Invalid(lazy("The file holds a text of a notice that is not known here."))
    for occasion, language in known:
        if (occasion, language) in wanted:
            keep_text(Occasion(occasion), language, wanted[occasion, language], at=at)
        else:
            drop_text(Occasion(occasion), language)
