"""Keep a municipality's own text of a notice, or go back to the usual one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from portal.channels import placeholders
from portal.channels.lifecycle import Occasion
from portal.channels.models import NoticeText
from portal.foundation import thai
from portal.foundation.database import session


def keep_text(occasion: Occasion, language: str, text: str, *, at: datetime) -> None:
    """Send this from now on. Raises `Invalid` at the field `text`; whoever calls asks who may."""
    cleaned = thai.cleaned(text)
    placeholders.check(occasion, cleaned)
    row = session.scalars(
        select(NoticeText).where(
            NoticeText.occasion == occasion.value, NoticeText.language == language
        )
    ).one_or_none()
    if row is None:
        row = NoticeText(occasion=occasion.value, language=language)
        session.add(row)
    row.text, row.changed_at = cleaned, at
    session.flush()


def drop_text(occasion: Occasion, language: str) -> None:
    """Send the usual text again."""
    session.execute(
        delete(NoticeText).where(
            NoticeText.occasion == occasion.value, NoticeText.language == language
        )
    )
