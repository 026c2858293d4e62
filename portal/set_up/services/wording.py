"""Words of the search and texts of notices."""

from __future__ import annotations

from datetime import datetime

from portal.channels.lifecycle import Occasion
from portal.channels.services import texts
from portal.foundation import audit, fulltext, tenancy
from portal.foundation.policy import Actor
from portal.municipalities import services as municipality
from portal.set_up.acts import SYNONYMS_CHANGED, TEXT_CHANGED
from portal.set_up.services import must_set


def change_words(actor: Actor, groups: list[list[str]] | None, *, at: datetime) -> None:
    """Search by these words; None means the shipped list, and so does a list equal to it."""
    must_set(actor)
    if groups is not None and tuple(tuple(names) for names in groups) == fulltext.shipped():
        groups = None
    municipality.keep_own_words(groups)
    after = len(groups) if groups is not None else "shipped"
    here = tenancy.municipality_id()
    audit.note(SYNONYMS_CHANGED, "municipality", here, by=actor, at=at, after=after)


def change_text(
    actor: Actor, occasion: Occasion, language: str, text: str | None, *, at: datetime
) -> None:
    """Send this text of a notice, None for the usual one. Raises `Invalid` at the field `text`."""
    must_set(actor)
    if text is None:
        texts.drop_text(occasion, language)
    else:
        texts.keep_text(occasion, language, text, at=at)
    after = "own" if text is not None else "usual"
    audit.note(
        TEXT_CHANGED, "notice_text", f"{occasion.value}.{language}", by=actor, at=at, after=after
    )
