"""Who is told of a pact, and what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from portal.accounts.models import Person
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.participation.chain.kinds import Reader
from portal.participation.monitoring.queries import telling as works
from portal.participation.monitoring.queries.telling import HiddenReport
from portal.participation.projects import queries as projects
from portal.participation.results.models import Caretaker, Pact, PactCheck


@dataclass(frozen=True, slots=True)
class Due:
    """A look that is due, for a message."""

    number: int
    project: Bilingual
    what: Bilingual
    keeper: str
    next_on: date


def due(pact_id: int) -> Due | None:
    """A pact that goes on, of a project that everyone can read."""
    row = session.get(Pact, pact_id)
    if row is None or row.ended_at is not None:
        return None
    project = projects.project_by_id(row.project_id)
    if not project.is_published:
        return None
    what = Bilingual(row.what_th, row.what_en)
    return Due(project.number, project.title, what, row.keeper, row.next_on)


def hidden(check_id: int) -> HiddenReport | None:
    """A report of caretakers that was hidden, and why; None where its author cannot be told."""
    row = session.get(PactCheck, check_id)
    if row is None or row.hidden_at is None:
        return None
    author = works.reader_of(row.person_id)
    if author is None:
        return None
    pact = session.get_one(Pact, row.pact_id)
    project = projects.project_by_id(pact.project_id)
    return HiddenReport(project.number, project.title, row.checked_on, row.hidden_why, author)


def caretakers(pact_ids: Sequence[int]) -> Mapping[int, Sequence[Reader]]:
    """Who takes part in these pacts and can be told, by pact."""
    rows = session.execute(
        select(Caretaker.pact_id, Person.email, Person.language)
        .join(Person, Person.id == Caretaker.person_id)
        .where(Caretaker.pact_id.in_(pact_ids), Person.is_active.is_(True))
        .order_by(Caretaker.id)
    )
    found: dict[int, list[Reader]] = {}
    for row in rows:
        if row.email:
            found.setdefault(row.pact_id, []).append(Reader(row.email, row.language))
    return found
