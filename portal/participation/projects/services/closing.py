"""Close a project with the statement of what was done with what people said."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from portal.foundation import audit
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, Outdated, OutOfOrder
from portal.foundation.i18n import Bilingual, lazy
from portal.foundation.policy import Actor
from portal.municipalities import services as municipalities
from portal.participation.projects import acts, policy, queries
from portal.participation.projects.models import Project
from portal.participation.projects.moments import deadline
from portal.participation.projects.terms import LONGEST_CLOSING


def close(actor: Actor, project_id: int, statement: Bilingual, *, seen: int, at: datetime) -> None:
    """Say what was done with what people said, and end the project.

    Raises:
        OutOfOrder: a stage has not ended, it is not published, or it is closed already.
        Invalid: the statement is missing in a language, or too long.

    """
    row = session.scalar(select(Project).where(Project.id == project_id).with_for_update())
    if row is None:
        raise NotFound(lazy("There is no such project."))
    if not policy.may_close(actor, row.unit_id, row.officer_id):
        raise Forbidden(lazy("You do not have permission to close this project."))
    if row.version != seen:
        raise Outdated(lazy("Somebody changed this project meanwhile. Look at it again."))
    _may_end(row, at)
    _check(statement)
    row.closing_th, row.closing_en = statement.th.strip(), statement.en.strip()
    row.closed_at = at
    row.version += 1
    session.flush()
    municipalities.show_public_change()
    audit.note(acts.CLOSED, acts.KIND, row.id, by=actor, at=at)


def _may_end(row: Project, at: datetime) -> None:
    if not row.is_published:
        raise OutOfOrder(lazy("This project has not been published."))
    if row.closed_at is not None:
        raise OutOfOrder(lazy("This project is closed."))
    ends = [one.ends_at for one in queries.stages_of(row.id)]
    if ends and max(ends) > at:
        raise OutOfOrder(
            lazy(
                "Its last stage ends on %(when)s. The closing statement is written after that.",
                when=deadline(max(ends)),
            )
        )


def _check(statement: Bilingual) -> None:
    wrong: dict[str, object] = {}
    for language, words in (("th", statement.th), ("en", statement.en)):
        if not words.strip():
            wrong[f"closing_{language}"] = lazy("Write it in Thai and in English")
        elif len(words.strip()) > LONGEST_CLOSING:
            wrong[f"closing_{language}"] = lazy(
                "Use at most %(longest)s characters.", longest=LONGEST_CLOSING
            )
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
