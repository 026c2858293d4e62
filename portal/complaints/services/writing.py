"""The words of officers, checked."""

from __future__ import annotations

from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy

LONGEST_WORDS = 5000


def words(field: str, text: str) -> str:
    """The words an officer writes to somebody; `Invalid` when there are none or too many."""
    text = text.strip()
    if not text:
        raise Invalid(fields={field: lazy("Write a few words")})
    if len(text) > LONGEST_WORDS:
        raise Invalid(
            fields={
                field: lazy(
                    "The text is %(length)s characters long. Shorten it to %(most)s or fewer.",
                    length=f"{len(text):,}",
                    most=f"{LONGEST_WORDS:,}",
                )
            }
        )
    return text
