"""Personal duties: which number somebody is, and what they said of themselves."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update

from portal.foundation import clock
from portal.foundation.database import session
from portal.foundation.personal import Copy, Gone, Kept, Limit, Subject
from portal.participation.ledger.models import Participant, ParticipationAct

KEEPS: tuple[Kept, ...] = (Kept.CONTACT,)
COLUMNS: dict[str, tuple[str, ...]] = {"participant": ("person_id", "age", "sex", "area_id")}
NOT_PERSONAL: dict[str, str] = {
    "participation_act.participant_id": "A number; whose it is, is told by the participant alone.",
    "participation_act.age": "A band, kept for figures when the name has gone.",
    "participation_act.sex": "Kept for figures when the name has gone.",
    "participation_act.area_id": "Kept for figures when the name has gone.",
}


def export(subject: Subject) -> Copy:
    """Give what was said, and every act that is counted."""
    row = _of(subject.person_id)
    if row is None:
        return Copy({})
    acts = session.execute(
        select(
            ParticipationAct.kind,
            ParticipationAct.project_id,
            ParticipationAct.day,
            ParticipationAct.channel,
        )
        .where(ParticipationAct.participant_id == row.id)
        .order_by(ParticipationAct.id)
    )
    return Copy(
        {
            "said_of_oneself": [{"age": row.age, "sex": row.sex, "area_id": row.area_id}],
            "acts_counted": [
                {"kind": kind, "project_id": project, "day": day.isoformat(), "channel": channel}
                for kind, project, day, channel in acts
            ],
        }
    )


def erase(subject: Subject, _ground: str, _at: datetime) -> list[Gone]:
    """Forget whose number it is; the acts stay counted as one person's."""
    row = _of(subject.person_id)
    if row is None:
        return []
    _unname([row.id])
    return [Gone("participant", COLUMNS["participant"], (), 1)]


def expire(limit: Limit, _at: datetime) -> list[Gone]:
    """Forget the numbers of those who have done nothing for longer than the limit."""
    if limit.kind is not Kept.CONTACT:
        return []
    before = clock.local(limit.before).date()
    last = (
        select(func.max(ParticipationAct.day))
        .where(ParticipationAct.participant_id == Participant.id)
        .correlate(Participant)
        .scalar_subquery()
    )
    ids = session.scalars(
        select(Participant.id)
        .where(Participant.person_id.is_not(None), last < before)
        .order_by(Participant.id)
        .limit(limit.most)
    ).all()
    if ids and not limit.dry:
        _unname(list(ids))
    return [Gone("participant", COLUMNS["participant"], (), len(ids))] if ids else []


def _of(person_id: int | None) -> Participant | None:
    if person_id is None:
        return None
    return session.scalar(select(Participant).where(Participant.person_id == person_id))


def _unname(ids: list[int]) -> None:
    session.execute(
        update(Participant)
        .where(Participant.id.in_(ids))
        .values(person_id=None, age="", sex="", area_id=None)
        .execution_options(synchronize_session="fetch")
    )
