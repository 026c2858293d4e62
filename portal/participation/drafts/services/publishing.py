"""Publish an edition of a draft, paragraph by paragraph."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import func, select

from portal.foundation import audit, database, thai
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import Bilingual, lazy
from portal.foundation.policy import Actor
from portal.participation.drafts import acts
from portal.participation.drafts.models import Draft, DraftParagraph
from portal.participation.projects import policy
from portal.participation.projects import queries as projects
from portal.participation.projects.terms import Phase, Tool


def publish(
    actor: Actor, stage_id: int, text: Bilingual, *, checks_first: bool, at: datetime
) -> Draft:
    """Publish an edition; paragraphs are divided by empty lines, alike in both languages.

    Raises `Invalid`, naming the fields; `OutOfOrder` once the stage is over.
    """
    stage = projects.stage(stage_id)
    project = projects.project_by_id(stage.project_id)
    if stage.tool is not Tool.DRAFT:
        raise NotFound(lazy("There is no such stage."))
    if actor.role not in acts.SETS or not policy.may_change(actor, project.unit_id):
        raise Forbidden(lazy("You do not have permission to publish this draft."))
    if stage.phase(at) is Phase.OVER or project.closed_at is not None:
        raise OutOfOrder(lazy("The stage is over. Its draft stays as it is."))
    written, translated = paragraphs_of(text.th), paragraphs_of(text.en)
    _check(written, translated)
    database.lock(f"draft:{stage_id}")
    last = session.scalar(select(func.max(Draft.edition)).where(Draft.stage_id == stage_id)) or 0
    row = Draft(stage_id=stage_id, edition=last + 1, checks_first=checks_first, published_at=at)
    session.add(row)
    session.flush()
    for place, words in enumerate(written):
        english = translated[place] if translated else ""
        session.add(
            DraftParagraph(draft_id=row.id, position=place + 1, text_th=words, text_en=english)
        )
    session.flush()
    audit.note(acts.PUBLISHED, "stage", stage_id, by=actor, at=at, edition=row.edition)
    return row


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text, as empty lines divide it."""
    found = (thai.cleaned(part) for part in re.split(r"\r?\n[ \t]*\r?\n", text))
    return [part for part in found if part]


def _check(written: list[str], translated: list[str]) -> None:
    wrong: dict[str, object] = {}
    if not written:
        wrong["text_th"] = lazy("Write the draft in Thai")
    if len(written) > acts.MOST_PARAGRAPHS:
        wrong["text_th"] = lazy(
            "A draft has at most %(most)s paragraphs", most=acts.MOST_PARAGRAPHS
        )
    if translated and len(translated) != len(written):
        wrong["text_en"] = lazy(
            "There are %(english)s paragraphs in English and %(thai)s in Thai. Divide both alike.",
            english=len(translated),
            thai=len(written),
        )
    for name, parts in (("text_th", written), ("text_en", translated)):
        long = [place for place, part in enumerate(parts, 1) if len(part) > acts.LONGEST_PARAGRAPH]
        if long:
            wrong[name] = lazy(
                "Paragraph %(n)s is too long. Divide it by an empty line.", n=long[0]
            )
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
