"""Questions about second looks: what is to be looked at, what was found, and the lots again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import aliased

from portal.accounts.models import Person
from portal.complaints import policy, verdicts
from portal.complaints.lifecycle import Verb
from portal.complaints.models import Complaint, ComplaintStep, SecondLook, SecondLookDraw
from portal.complaints.queries import choices
from portal.complaints.queries.neighbours import number
from portal.complaints.queries.said import Said, said
from portal.complaints.verdicts import Custom, Verdict
from portal.foundation import clock, paging, tenancy
from portal.foundation.database import session
from portal.foundation.errors import NotFound
from portal.foundation.i18n import Bilingual, lazy
from portal.foundation.paging import Page
from portal.foundation.policy import Actor
from portal.municipalities import queries as municipalities
from portal.response_times.figures.looks import Looks
from portal.response_times.figures.periods import Period

PER_PAGE = 40
_IDS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Finish:
    """Who called a complaint finished, and when."""

    actor_id: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class LookLine:
    """One second look, as lists show it. `verdict` is None while nobody has looked."""

    id: int
    number: str
    year: int
    running: int
    title: Said
    unit: Bilingual | None
    unit_id: int | None
    finisher: Said | None
    finisher_id: int | None
    finished_at: datetime
    due_at: datetime
    verdict: Verdict | None
    looked_at: datetime | None
    looker: Said | None
    note: Said


def custom() -> Custom:
    """How this municipality draws."""
    profile = municipalities.profile_of(tenancy.municipality_id())
    return Custom.of(profile.settings if profile else {})


def draw_of(first_day: date) -> SecondLookDraw | None:
    """The draw for a week, if there was one."""
    return session.scalar(select(SecondLookDraw).where(SecondLookDraw.first_day == first_day))


def chosen_in(draw: SecondLookDraw) -> list[int]:
    """The complaints that were drawn, in order of their ids."""
    asked = select(SecondLook.complaint_id).where(SecondLook.draw_id == draw.id)
    return sorted(session.scalars(asked))


def finished_in(first_day: date) -> dict[int, Finish]:
    """What was last finished in this week and still is, with who did it. Not what was imported."""
    begins_at, ends_at = _edges(first_day)
    ids = session.scalars(
        select(Complaint.id).where(
            Complaint.resolved_at >= begins_at,
            Complaint.resolved_at < ends_at,
        )
    ).all()
    found: dict[int, Finish] = {}
    for start in range(0, len(ids), _IDS_AT_ONCE):
        some = ComplaintStep.complaint_id.in_(ids[start : start + _IDS_AT_ONCE])
        for row in session.execute(_turns(Verb.RESOLVE).where(some)):
            if "imported" not in row.details and begins_at <= row.at < ends_at:
                found[row.complaint_id] = Finish(row.actor_id, row.at)
    return found


def finished_as_of(first_day: date, at: datetime) -> dict[int, Finish]:
    """The same as it stood at `at`, from the history alone: to draw old lots once more."""
    begins_at, ends_at = _edges(first_day)
    asked = (
        _turns(Verb.RESOLVE, Verb.REOPEN)
        .join(Complaint, Complaint.id == ComplaintStep.complaint_id)
        .where(
            ComplaintStep.at >= begins_at,
            ComplaintStep.at < at,
        )
    )
    found: dict[int, Finish] = {}
    for row in session.execute(asked):
        found.pop(row.complaint_id, None)
        if row.verb == Verb.RESOLVE and row.at < ends_at and "imported" not in row.details:
            found[row.complaint_id] = Finish(row.actor_id, row.at)
    return found


def _turns(*verbs: Verb) -> Select[tuple[int, str, int | None, datetime, dict[str, object]]]:
    return (
        select(
            ComplaintStep.complaint_id,
            ComplaintStep.verb,
            ComplaintStep.actor_id,
            ComplaintStep.at,
            ComplaintStep.details,
        )
        .where(ComplaintStep.verb.in_([verb.value for verb in verbs]))
        .order_by(ComplaintStep.complaint_id, ComplaintStep.id)
    )


def _edges(first_day: date) -> tuple[datetime, datetime]:
    begins_at = datetime.combine(first_day, time(), clock.BANGKOK)
    return begins_at, begins_at + verdicts.WEEK


def to_look_at(actor: Actor, cursor: str | None) -> Page[LookLine]:
    """What waits for this person’s second look, the longest overdue first."""
    return _page(
        cursor, SecondLook.verdict == "", policy.to_look_at_by(actor), policy.readable_by(actor)
    )


def looked_at(actor: Actor, cursor: str | None) -> Page[LookLine]:
    """What was found, the newest lots first, as far as this person may read it."""
    here = (SecondLook.verdict != "", policy.looks_seen_by(actor), policy.readable_by(actor))
    return _page(cursor, *here, newest_first=True)


def waiting_for(actor: Actor) -> int:
    """How many second looks this person still has to make."""
    mine = (policy.to_look_at_by(actor), policy.readable_by(actor))
    asked = (
        select(func.count())
        .select_from(SecondLook)
        .join(Complaint, Complaint.id == SecondLook.complaint_id)
    )
    return session.scalar(asked.where(SecondLook.verdict == "", *mine)) or 0


def still_waiting(actor: Actor, at: datetime) -> tuple[int, int]:
    """How many looks nobody has made yet among those this person sees, and how many are overdue."""
    waiting, overdue = session.execute(
        select(func.count(), func.count().filter(SecondLook.due_at < at)).where(
            SecondLook.verdict == "", policy.looks_seen_by(actor)
        )
    ).one()
    return waiting, overdue


def find(actor: Actor, look_id: int) -> LookLine:
    """One second look; `NotFound` for whoever may not see it."""
    mine = (SecondLook.id == look_id, policy.looks_seen_by(actor), policy.readable_by(actor))
    row = session.execute(_lines().where(*mine)).one_or_none()
    if row is None:
        raise NotFound(lazy("There is no such second look."))
    return _line(row)


def figure(period: Period, unit_id: int, at: datetime) -> Looks:
    """What the second looks found at complaints that were finished in a period."""
    where = [SecondLook.finished_at >= period.begins_at, SecondLook.finished_at < period.ends_at]
    where += [SecondLook.unit_id == unit_id] if unit_id else []
    drawn, overdue, *found = session.execute(
        select(
            func.count(),
            func.count().filter(SecondLook.verdict == "", SecondLook.due_at < at),
            *(func.count().filter(SecondLook.verdict == verdict.value) for verdict in Verdict),
        ).where(*where)
    ).one()
    done, not_done, cannot_say = found
    return Looks(drawn, done, not_done, cannot_say, overdue)


def _page(
    cursor: str | None, *where: ColumnElement[bool], newest_first: bool = False
) -> Page[LookLine]:
    position = paging.decoded(cursor, (int,))
    backwards = position is not None and position.backwards
    descending = newest_first != backwards
    asked = _lines().where(*where)
    if position is not None:
        last = position.key[0]
        asked = asked.where(SecondLook.id < last if descending else SecondLook.id > last)
    order = SecondLook.id.desc() if descending else SecondLook.id.asc()
    rows = session.execute(asked.order_by(order).limit(PER_PAGE + 1))
    lines: Sequence[LookLine] = [_line(row) for row in rows]
    return paging.page(lines, PER_PAGE, lambda line: (line.id,), position)


_finisher, _looker = aliased(Person), aliased(Person)


def _lines() -> Select[*tuple[Any, ...]]:
    return (
        select(SecondLook, Complaint, _finisher.name, _looker.name, ComplaintStep.note)
        .join(Complaint, Complaint.id == SecondLook.complaint_id)
        .outerjoin(_finisher, _finisher.id == SecondLook.finisher_id)
        .outerjoin(_looker, _looker.id == SecondLook.looker_id)
        .outerjoin(ComplaintStep, ComplaintStep.id == SecondLook.step_id)
    )


def _line(found: Row[*tuple[Any, ...]]) -> LookLine:
    look, row, finisher, looker, note = found
    unit = choices.unit(look.unit_id)
    return LookLine(
        id=look.id,
        number=number(row.year, row.running),
        year=row.year,
        running=row.running,
        title=Said(row.title, row.language),
        unit=unit.title if unit else None,
        unit_id=look.unit_id,
        finisher=said(finisher) if finisher else None,
        finisher_id=look.finisher_id,
        finished_at=look.finished_at,
        due_at=look.due_at,
        verdict=Verdict(look.verdict) if look.verdict else None,
        looked_at=look.looked_at,
        looker=said(looker) if looker else None,
        note=said(note or ""),
    )
