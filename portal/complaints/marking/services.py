"""Keep marks on complaints. Only who may read a complaint keeps anything about it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select, update

from portal.complaints import policy
from portal.complaints.lifecycle import Verb
from portal.complaints.marking import acts, queries
from portal.complaints.marking.models import CaseMark, CaseMention
from portal.complaints.marking.terms import (
    LATEST,
    LONGEST_NOTE,
    MOST_LISTED,
    MOST_MENTIONED,
    Watch,
)
from portal.complaints.models import MATTER, Complaint
from portal.complaints.services import moving
from portal.complaints.services.moving import Move
from portal.complaints.services.working import words
from portal.foundation import audit, clock, database
from portal.foundation.audit import Act
from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor

NOT_THERE = lazy("There is no such complaint.")


def mark_read(officer: Actor, complaint_id: int, *, seen: int, at: datetime) -> None:
    """Keep that somebody has read it as it was in the version that their page showed."""
    complaint, mark = _marked(officer, complaint_id)
    _see(mark, min(max(seen, 0), complaint.version), at)
    read = update(CaseMention).where(
        CaseMention.complaint_id == complaint_id,
        CaseMention.person_id == officer.person_id,
        CaseMention.version <= seen,
        CaseMention.read_at.is_(None),
    )
    session.execute(read.values(read_at=at), execution_options={"synchronize_session": False})
    _note(acts.READ, officer, complaint_id, at)


def see(officer: Actor, complaint_id: int, at: datetime) -> None:
    """Keep that somebody knows it as it now is: they have just moved it. The move is in the log.

    Who has just given it out of their hands keeps nothing.
    """
    complaint = session.scalar(select(Complaint).where(Complaint.id == complaint_id))
    if complaint is not None and _may_mark(officer, complaint):
        _see(_mark_of(officer, complaint_id), complaint.version, at)


def watch(officer: Actor, complaint_id: int, how: Watch, *, at: datetime) -> None:
    """Be told of what others do with it from now on, or not any more."""
    complaint, mark = _marked(officer, complaint_id)
    if how and not mark.watch:
        mark.told_version = complaint.version
    mark.watch = how.value
    session.flush()
    _note(acts.WATCHED if how else acts.UNWATCHED, officer, complaint_id, at)


def keep_on_list(officer: Actor, complaint_id: int, *, on: bool, at: datetime) -> None:
    """Put it at the end of one's own list, or take it off."""
    _complaint, mark = _marked(officer, complaint_id)
    if on == (mark.position is not None):
        return
    if on:
        taken = _own_list(officer)
        if len(taken) >= MOST_LISTED:
            raise Invalid(
                lazy("Your list holds %(most)s complaints. Take one off first.", most=MOST_LISTED)
            )
        mark.position = 1 + max((one.position or 0 for one in taken), default=0)
    else:
        mark.position = None
    session.flush()
    _note(acts.LISTED if on else acts.UNLISTED, officer, complaint_id, at)


def move_on_list(officer: Actor, complaint_id: int, *, up: bool, at: datetime) -> None:
    """Let it change places with the one before it, or after it. At the end nothing happens."""
    rows = _own_list(officer)
    place = next((n for n, row in enumerate(rows) if row.complaint_id == complaint_id), None)
    if place is None:
        raise NotFound(lazy("This complaint is not on your list."))
    other = place + (-1 if up else 1)
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    _number(rows)
    audit.note(acts.ORDERED, MATTER, complaint_id, by=officer, at=at)


def order_list(officer: Actor, wanted: Sequence[int], at: datetime) -> None:
    """Put one's own list into this order; what is not named stays behind, in its former order."""
    rows = _own_list(officer)
    places = {complaint_id: place for place, complaint_id in enumerate(dict.fromkeys(wanted))}
    rows.sort(key=lambda row: places.get(row.complaint_id, len(places)))
    _number(rows)
    audit.note(acts.ORDERED, by=officer, at=at)


def remind(officer: Actor, complaint_id: int, day: date, note: str, *, at: datetime) -> None:
    """Bring it back on a day: into one's queue and the list of that morning."""
    _complaint, mark = _marked(officer, complaint_id)
    today, note = clock.local(at).date(), note.strip()
    wrong: dict[str, object] = {}
    if not today < day <= today + LATEST:
        wrong["day"] = lazy("Enter a day from tomorrow on, within a year")
    if len(note) > LONGEST_NOTE:
        wrong["note"] = lazy("Use %(most)s characters or fewer", most=LONGEST_NOTE)
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    mark.remind_on, mark.remind_note = day, note
    session.flush()
    _note(acts.REMINDED, officer, complaint_id, at)


def forget_reminder(officer: Actor, complaint_id: int, *, at: datetime) -> None:
    """Take the reminder away: it was heeded, or is not needed."""
    _complaint, mark = _marked(officer, complaint_id)
    mark.remind_on, mark.remind_note = None, ""
    session.flush()
    _note(acts.FORGOTTEN, officer, complaint_id, at)


def note(
    officer: Actor,
    complaint_id: int,
    text: str,
    mentioned: Collection[int] = (),
    *,
    seen: int,
    at: datetime,
) -> None:
    """Words for colleagues; never shown to the reporter or the public. Some are named in it.

    Raises:
        Invalid: no words, too many people, or somebody who may not read this complaint.

    """
    complaint = moving.staff_loads(officer, complaint_id, Verb.NOTE, seen)
    text, people = words("note", text), sorted(set(mentioned) - {officer.person_id})
    known = {one.id for one in queries.readers(complaint)} if people else set()
    if not known.issuperset(people) or len(people) > MOST_MENTIONED:
        raise Invalid(
            fields={"mentions": lazy("Choose people from the list: only those may read it")}
        )
    details = {"mentions": people} if people else None
    moving.make(complaint, Move(officer, Verb.NOTE, at, text, details=details))
    session.add_all(
        CaseMention(
            complaint_id=complaint_id,
            version=complaint.version,
            person_id=person_id,
            by_person_id=officer.person_id or 0,
            at=at,
        )
        for person_id in people
    )
    session.flush()


def told(person_id: int, versions: Mapping[int, int]) -> None:
    """Keep up to which version somebody was told of what they watch, by complaint."""
    rows = session.scalars(
        select(CaseMark).where(
            CaseMark.person_id == person_id, CaseMark.complaint_id.in_(list(versions))
        )
    )
    for row in rows:
        row.told_version = max(row.told_version, versions[row.complaint_id])
    session.flush()


def _marked(officer: Actor, complaint_id: int) -> tuple[Complaint, CaseMark]:
    """The complaint and this person's mark on it, made where there is none."""
    complaint = session.scalar(select(Complaint).where(Complaint.id == complaint_id))
    if complaint is None or not _may_mark(officer, complaint):
        raise NotFound(NOT_THERE)
    return complaint, _mark_of(officer, complaint_id)


def _may_mark(officer: Actor, complaint: Complaint) -> bool:
    """Whoever may read it now, in their own name."""
    return officer.person_id is not None and policy.may_read(
        officer, complaint, moving.co_units(complaint.id)
    )


def _mark_of(officer: Actor, complaint_id: int) -> CaseMark:
    database.lock(f"case-mark:{officer.person_id}")
    mark = session.scalar(
        select(CaseMark).where(
            CaseMark.person_id == officer.person_id, CaseMark.complaint_id == complaint_id
        )
    )
    if mark is None:
        mark = CaseMark(
            person_id=officer.person_id, complaint_id=complaint_id, watch="", told_version=0
        )
        session.add(mark)
        session.flush()
    return mark


def _see(mark: CaseMark, version: int, at: datetime) -> None:
    if version >= (mark.seen_version or 0):
        mark.seen_version, mark.seen_at = version, at
    session.flush()


def _own_list(officer: Actor) -> list[CaseMark]:
    database.lock(f"case-mark:{officer.person_id}")
    return list(
        session.scalars(
            select(CaseMark)
            .where(CaseMark.person_id == officer.person_id, CaseMark.position.is_not(None))
            .order_by(CaseMark.position, CaseMark.id)
        )
    )


def _number(rows: Sequence[CaseMark]) -> None:
    for place, row in enumerate(rows, 1):
        row.position = place
    session.flush()


def _note(act: Act, officer: Actor, complaint_id: int, at: datetime) -> None:
    audit.note(act, MATTER, complaint_id, by=officer, at=at)
