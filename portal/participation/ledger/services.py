"""Count an act, take it back, hide it with what was said; keep what people say of themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update

from portal.foundation import clock, database
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor, Role
from portal.participation.ledger.models import Participant, ParticipationAct
from portal.participation.ledger.terms import ActKind
from portal.participation.residents import queries as residents
from portal.participation.residents.acting import Channel
from portal.participation.residents.terms import Age, Sex
from portal.places import queries as places

__all__ = [
    "ActKind",
    "Channel",
    "Crowd",
    "Stated",
    "count",
    "count_crowd",
    "count_nameless",
    "hide",
    "show",
    "state",
    "withdraw",
]


@dataclass(frozen=True, slots=True)
class Stated:
    """What people may say of themselves, for the figures."""

    age: Age | None = None
    sex: Sex | None = None
    area_id: int | None = None


@dataclass(frozen=True, slots=True)
class Crowd:
    """So many people whom nobody knows, how they took part, and what was seen of them."""

    came: Channel
    n: int = 1
    age: str = ""
    sex: str = ""


def count(
    kind: ActKind,
    record_id: int,
    project_id: int,
    person_id: int | None,
    at: datetime,
    came: Channel = Channel.WEB,
) -> None:
    """Write down that somebody took part, with what is known of them on that day.

    The area is the one they were verified for; else the one they named. Call it once for each act.
    """
    one = _participant(person_id) if person_id is not None else None
    verified = residents.verification_of(person_id, at)
    row = ParticipationAct(
        kind=kind.value,
        record_id=record_id,
        project_id=project_id,
        participant_id=one.id if one else None,
        day=clock.local(at).date(),
        channel=came.value,
        age=one.age if one else "",
        sex=one.sex if one else "",
        area_id=(verified.area_id if verified else None) or (one.area_id if one else None),
    )
    session.add(row)
    session.flush()


def count_nameless(
    kind: ActKind, record_id: int, project_id: int, came: Channel, at: datetime, n: int = 1
) -> None:
    """Write down so many acts of people whom nobody knows: taken down by staff, or on paper."""
    count_crowd(kind, record_id, project_id, Crowd(came, n), at)


def count_crowd(kind: ActKind, record_id: int, project_id: int, crowd: Crowd, at: datetime) -> None:
    """The same with what was seen of them."""
    row = ParticipationAct(
        kind=kind.value,
        record_id=record_id,
        project_id=project_id,
        day=clock.local(at).date(),
        channel=crowd.came.value,
        n=crowd.n,
        age=crowd.age,
        sex=crowd.sex,
    )
    session.add(row)
    session.flush()


def withdraw(kind: ActKind, record_ids: Sequence[int]) -> None:
    """Forget acts that were taken back."""
    if record_ids:
        session.execute(delete(ParticipationAct).where(*_of(kind, record_ids)))


def hide(kind: ActKind, record_id: int) -> None:
    """Count it no longer, while nobody can read it."""
    _set_counted(kind, record_id, is_counted=False)


def show(kind: ActKind, record_id: int) -> None:
    """Count it again."""
    _set_counted(kind, record_id, is_counted=True)


def state(actor: Actor, stated: Stated) -> None:
    """Keep what somebody says of themselves, for acts from now on.

    Raises `Forbidden` for staff, `Invalid` for an area that is none.
    """
    if actor.role is not Role.RESIDENT or actor.person_id is None:
        raise Forbidden(lazy("Only residents are counted."))
    if stated.area_id is not None and stated.area_id not in {one.id for one in places.areas()}:
        raise Invalid(fields={"area": lazy("Choose an area from the list")})
    row = _participant(actor.person_id)
    row.age = stated.age.value if stated.age else ""
    row.sex = stated.sex.value if stated.sex else ""
    row.area_id = stated.area_id
    session.flush()


def _participant(person_id: int) -> Participant:
    database.lock(f"participant:{person_id}")
    row = session.scalar(select(Participant).where(Participant.person_id == person_id))
    if row is None:
        row = Participant(person_id=person_id)
        session.add(row)
        session.flush()
    return row


def _set_counted(kind: ActKind, record_id: int, *, is_counted: bool) -> None:
    session.execute(
        update(ParticipationAct)
        .where(*_of(kind, [record_id]))
        .values(is_counted=is_counted)
        .execution_options(synchronize_session=False)
    )


def _of(kind: ActKind, record_ids: Sequence[int]) -> tuple[ColumnElement[bool], ...]:
    return (ParticipationAct.kind == kind.value, ParticipationAct.record_id.in_(record_ids))
