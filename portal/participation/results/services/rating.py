"""Say how content one is with what came of a project: once for each person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from portal.foundation import database, thai
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, SignInNeeded
from portal.foundation.i18n import lazy
from portal.foundation.policy import STAFF, Actor
from portal.participation.ledger import services as ledger
from portal.participation.ledger.terms import ActKind
from portal.participation.projects import services as projects
from portal.participation.projects.terms import Tool
from portal.participation.results.models import Satisfaction
from portal.participation.results.terms import LONGEST_TEXT, STAR_WORDS


def refuse_officers(actor: Actor) -> None:
    """Raise `Forbidden` for whoever works here: nobody judges their own work."""
    if actor.role in STAFF:
        raise Forbidden(lazy("Residents answer here. Officers do not judge their own work."))


def rate(actor: Actor, stage_id: int, stars: int | None, text: str, *, at: datetime) -> None:
    """Keep an answer in place of the person's former one, until the stage closes.

    Raises what the stage says of this person now; `SignInNeeded`; `Forbidden` for officers;
    `Invalid`, naming the fields.
    """
    stage = projects.admit(actor, stage_id, Tool.RESULT, at)
    refuse_officers(actor)
    if actor.person_id is None:
        raise SignInNeeded(lazy("Sign in, so that each person answers once."))
    words = thai.cleaned(text)
    wrong: dict[str, object] = {}
    if stars not in STAR_WORDS:
        wrong["stars"] = lazy("Choose one to five stars")
    if len(words) > LONGEST_TEXT:
        wrong["text"] = lazy("Shorten the text to %(most)s characters", most=LONGEST_TEXT)
    if wrong or stars is None:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    database.lock(f"satisfaction:{stage.project_id}:{actor.person_id}")
    row = session.scalar(
        select(Satisfaction).where(
            Satisfaction.project_id == stage.project_id,
            Satisfaction.person_id == actor.person_id,
        )
    )
    is_first = row is None
    if row is None:
        row = Satisfaction(project_id=stage.project_id, person_id=actor.person_id)
        session.add(row)
    row.stage_id, row.stars, row.text, row.filed_at = stage_id, stars, words, at
    session.flush()
    if is_first:
        ledger.count(ActKind.RATING, row.id, stage.project_id, actor.person_id, at)
