"""The texts of notices that a municipality wrote itself."""

from __future__ import annotations

from sqlalchemy import select

from portal.channels.lifecycle import Occasion
from portal.channels.models import NoticeText
from portal.foundation.database import session


def own_text(occasion: Occasion, language: str) -> str | None:
    """The municipality's own text of this occasion; None where the usual one is sent."""
    return session.scalar(
        select(NoticeText.text).where(
            NoticeText.occasion == occasion.value, NoticeText.language == language
        )
    )


def own_texts() -> dict[tuple[Occasion, str], str]:
    """All of them, by occasion and language."""
    rows = session.execute(select(NoticeText.occasion, NoticeText.language, NoticeText.text))
    return {(Occasion(occasion), language): text for occasion, language, text in rows}
