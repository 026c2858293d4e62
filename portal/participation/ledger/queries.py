"""What was said of oneself, and all acts of a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from portal.foundation.database import session
from portal.participation.ledger.models import Participant, ParticipationAct
from portal.participation.ledger.terms import ActKind


class ActLine(NamedTuple):
    """One act, without a name. `participant` is None for whoever had no account."""

    kind: str
    record_id: int
    project_id: int
    participant: int | None
    day: date
    channel: str
    n: int
    age: str
    sex: str
    area_id: int | None


_COLUMNS = (
    ParticipationAct.kind,
    ParticipationAct.record_id,
    ParticipationAct.project_id,
    ParticipationAct.participant_id,
    ParticipationAct.day,
    ParticipationAct.channel,
    ParticipationAct.n,
    ParticipationAct.age,
    ParticipationAct.sex,
    ParticipationAct.area_id,
)


def acts(first: date, last: date, project_id: int | None = None) -> list[ActLine]:
    """The counted acts of these days, both included, in the order they happened."""
    asked = select(*_COLUMNS).where(
        ParticipationAct.day >= first,
        ParticipationAct.day <= last,
        ParticipationAct.is_counted.is_(True),
    )
    if project_id is not None:
        asked = asked.where(ParticipationAct.project_id == project_id)
    return [ActLine._make(row) for row in session.execute(asked.order_by(ParticipationAct.id))]


def first_days(participants: Sequence[int]) -> dict[int, date]:
    """The day each of these took part for the first time, in whatever project."""
    found: dict[int, date] = {}
    for begin in range(0, len(participants), 500):
        rows = session.execute(
            select(ParticipationAct.participant_id, func.min(ParticipationAct.day))
            .where(
                ParticipationAct.participant_id.in_(participants[begin : begin + 500]),
                ParticipationAct.is_counted.is_(True),
            )
            .group_by(ParticipationAct.participant_id)
        )
        found.update({one: day for one, day in rows if one is not None})
    return found


def stated_by(person_id: int | None) -> tuple[str, str, int | None]:
    """Age band, sex and area that somebody named of themselves; empty where they named none."""
    row = session.execute(
        select(Participant.age, Participant.sex, Participant.area_id).where(
            Participant.person_id == person_id
        )
    ).one_or_none()
    return (row.age, row.sex, row.area_id) if row else ("", "", None)


def people(kind: ActKind, project_id: int) -> int:
    """How many took part in a project so: each account once, and all whom nobody knows."""
    mine = (
        ParticipationAct.kind == kind.value,
        ParticipationAct.project_id == project_id,
        ParticipationAct.is_counted.is_(True),
    )
    known = select(func.count(func.distinct(ParticipationAct.participant_id))).where(*mine)
    nameless = select(func.coalesce(func.sum(ParticipationAct.n), 0)).where(
        *mine, ParticipationAct.participant_id.is_(None)
    )
    return (session.scalar(known) or 0) + (session.scalar(nameless) or 0)
