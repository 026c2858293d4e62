"""The monitoring committee of the plan: eleven seats by group, in terms of four years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from portal.foundation import audit, database, thai
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.participation.monitoring import acts
from portal.participation.monitoring.models import CommitteeSeat
from portal.participation.monitoring.policy import may_keep_committee
from portal.participation.monitoring.terms import ALL_SEATS, LONGEST_TERM, SEATS, Group, Office


@dataclass(frozen=True, slots=True)
class NewSeat:
    """A member for one seat and one term."""

    group: Group
    place: int
    holder: str
    begins_on: date | None
    ends_on: date | None
    office: Office = Office.MEMBER


def seat(officer: Actor, new: NewSeat, *, at: datetime) -> CommitteeSeat:
    """Enter a member.

    Raises `Invalid`, naming the fields: a seat that does not exist (there are eleven), a term that
    overlaps another on the same seat, a second chair or secretary at the same time.
    """
    _may(officer)
    database.lock("committee")
    wrong = _wrong(new)
    if wrong or new.begins_on is None or new.ends_on is None:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    row = CommitteeSeat(
        chosen_by=new.group.value,
        place=new.place,
        holder=thai.cleaned(new.holder),
        office=new.office.value,
        begins_on=new.begins_on,
        ends_on=new.ends_on,
    )
    session.add(row)
    session.flush()
    audit.note(acts.SEATED, "committee", row.id, by=officer, at=at, group=new.group.value)
    return row


def end_term(officer: Actor, seat_id: int, last_day: date | None, *, at: datetime) -> None:
    """End a term early: its last day is this one. Raises `Invalid` for a day outside the term."""
    _may(officer)
    row = session.scalar(select(CommitteeSeat).where(CommitteeSeat.id == seat_id).with_for_update())
    if row is None:
        raise NotFound(lazy("There is no such term."))
    if last_day is None or not row.begins_on <= last_day <= row.ends_on:
        raise Invalid(fields={"last_day": lazy("Enter a day within the term")})
    row.ends_on = last_day
    session.flush()
    audit.note(acts.TERM_ENDED, "committee", row.id, by=officer, at=at)


def _may(officer: Actor) -> None:
    if not may_keep_committee(officer):
        raise Forbidden(lazy("You do not have permission to keep the committee."))


def _wrong(new: NewSeat) -> dict[str, object]:
    wrong: dict[str, object] = {}
    if not 1 <= new.place <= SEATS[new.group]:
        wrong["seat"] = lazy(
            "The committee has %(all)s seats, %(n)s of them for this group: there is no other one",
            all=ALL_SEATS,
            n=SEATS[new.group],
        )
    if not thai.cleaned(new.holder) or len(new.holder) > 120:  # noqa: PLR2004 - the length of the column
        wrong["holder"] = lazy("Enter the member’s name")
    for name in ("begins_on", "ends_on"):
        if getattr(new, name) is None:
            wrong[name] = lazy("Enter the day like 24/11/2026 or 24 Nov 2026")
    if new.begins_on and new.ends_on:
        wrong |= _term_wrong(new.begins_on, new.ends_on)
        wrong = wrong or _clashes(new, new.begins_on, new.ends_on)
    return wrong


def _term_wrong(first: date, last: date) -> dict[str, object]:
    if last < first:
        return {"ends_on": lazy("The term ends before it begins")}
    if last - first > LONGEST_TERM:
        return {"ends_on": lazy("A term lasts four years at most")}
    return {}


def _clashes(new: NewSeat, first: date, last: date) -> dict[str, object]:
    others = session.scalars(
        select(CommitteeSeat).where(CommitteeSeat.begins_on <= last, CommitteeSeat.ends_on >= first)
    ).all()
    wrong: dict[str, object] = {}
    same = [row for row in others if row.chosen_by == new.group.value and row.place == new.place]
    if same:
        wrong["begins_on"] = lazy(
            "This seat is held by %(holder)s in that time. End that term first.",
            holder=same[0].holder,
        )
    if new.office is not Office.MEMBER and any(row.office == new.office.value for row in others):
        wrong["office"] = lazy("The committee has one of these in that time already")
    return wrong
