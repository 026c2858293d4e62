"""What this room keeps of people: which complaints are somebody's, and everything in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select

from portal.accounts.models import Person
from portal.attachments.models import Attachment, Standing
from portal.complaints.asking import queries as asking
from portal.complaints.models import (
    MATTER,
    Complaint,
    ComplaintContact,
    ComplaintFollower,
    ComplaintStep,
    ContactView,
    TextReview,
)
from portal.complaints.queries import choices
from portal.complaints.queries.neighbours import number
from portal.complaints.queries.story import KEPT_INSIDE
from portal.foundation.database import session
from portal.foundation.personal import Kept, Limit
from portal.foundation.policy import Role

Record = dict[str, object]


def of_person(person_id: int) -> list[int]:
    """The complaints that a resident reported, signed in or with the e-mail they proved."""
    person = session.execute(
        select(Person.email, Person.phone, Person.role).where(Person.id == person_id)
    ).one_or_none()
    if person is None:
        return []
    theirs: list[ColumnElement[bool]] = [ComplaintContact.person_id == person_id]
    if person.email and person.role == Role.RESIDENT.value:
        theirs.append(ComplaintContact.email == person.email)
    if person.phone and person.role == Role.RESIDENT.value:
        theirs.append(ComplaintContact.mobile == person.phone)
    wanted = select(ComplaintContact.complaint_id).where(or_(*theirs))
    return list(session.scalars(wanted.order_by(ComplaintContact.complaint_id)))


def known(complaint_ids: Sequence[int]) -> list[int]:
    """Those of these complaints that there are."""
    wanted = select(Complaint.id).where(Complaint.id.in_(complaint_ids))
    return list(session.scalars(wanted.order_by(Complaint.id)))


def addresses_of(complaint_ids: Sequence[int]) -> list[str]:
    """The e-mails and telephone numbers given with these complaints."""
    rows = session.execute(
        select(ComplaintContact.email, ComplaintContact.phone).where(
            ComplaintContact.complaint_id.in_(complaint_ids)
        )
    )
    return sorted({address for row in rows for address in row if address})


def records(complaint_ids: Sequence[int], person_id: int | None) -> dict[str, list[Record]]:
    """Everything kept of these complaints that is their reporter's to know, by table."""
    numbers: dict[int, str] = {}
    complaints: list[Record] = []
    wanted = select(Complaint).where(Complaint.id.in_(complaint_ids)).order_by(Complaint.id)
    for row in session.scalars(wanted):
        numbers[row.id] = number(row.year, row.running)
        complaints.append(_complaint(row))
    return {
        "complaints": complaints,
        "answers": _answers(numbers),
        "contacts": _contacts(numbers),
        "steps": _steps(numbers),
        "openings_of_your_contact": _looks(numbers),
        "kept_under_my_complaints": _followed(person_id),
    }


def _complaint(row: Complaint) -> Record:
    category, unit = choices.category(row.category_id), choices.unit(row.unit_id)
    return {
        "number": number(row.year, row.running),
        "channel": row.channel,
        "kind": row.kind,
        "state": row.state,
        "category": str(category.title) if category else None,
        "unit": str(unit.title) if unit else None,
        "text": row.text,
        "text_the_public_reads": row.public_text if row.is_public else None,
        "latitude": row.lat,
        "longitude": row.lon,
        "landmark": row.landmark,
        "happened": row.occurred_at,
        "filed": row.filed_at,
        "resolved": row.resolved_at,
        "closed": row.closed_at,
        "rating": row.rating,
        "rating_reason": row.rating_reason,
    }


def _answers(numbers: dict[int, str]) -> list[Record]:
    """What was answered to the questions of the category."""
    found = asking.answers_of_many(list(numbers))
    return [
        {"complaint": numbers[complaint_id], **each}
        for complaint_id, given in sorted(found.items())
        for each in given
    ]


def _contacts(numbers: dict[int, str]) -> list[Record]:
    rows = session.scalars(
        select(ComplaintContact).where(ComplaintContact.complaint_id.in_(numbers))
    )
    return [
        {
            "complaint": numbers[row.complaint_id],
            "name": row.name,
            "phone": row.phone,
            "email": row.email,
            "language": row.language,
            "name_may_be_shown": row.shows_name,
            "ground": row.ground,
            "notice_read": row.notice,
        }
        for row in rows
    ]


def _steps(numbers: dict[int, str]) -> list[Record]:
    rows = session.scalars(
        select(ComplaintStep)
        .where(
            ComplaintStep.complaint_id.in_(numbers),
            ComplaintStep.verb.not_in([verb.value for verb in KEPT_INSIDE]),
        )
        .order_by(ComplaintStep.id)
    )
    return [
        {
            "complaint": numbers[row.complaint_id],
            "step": row.verb,
            "by": row.actor_role,
            "at": row.at,
            "words": row.note,
        }
        for row in rows
    ]


def _looks(numbers: dict[int, str]) -> list[Record]:
    rows = session.execute(
        select(ContactView.complaint_id, ContactView.at, Person.role, Person.unit_id)
        .outerjoin(Person, Person.id == ContactView.person_id)
        .where(ContactView.complaint_id.in_(numbers))
        .order_by(ContactView.id)
    )
    return [
        {
            "complaint": numbers[row.complaint_id],
            "at": row.at,
            "role": row.role,
            "unit": str(unit.title) if (unit := choices.unit(row.unit_id)) else None,
        }
        for row in rows
    ]


def _followed(person_id: int | None) -> list[Record]:
    if person_id is None:
        return []
    rows = session.execute(
        select(Complaint.year, Complaint.running, ComplaintFollower.followed_at)
        .join(Complaint, Complaint.id == ComplaintFollower.complaint_id)
        .where(ComplaintFollower.person_id == person_id)
    )
    return [{"number": number(row.year, row.running), "since": row.followed_at} for row in rows]


def due(limit: Limit) -> list[int]:
    """The complaints of which something of this kind is to go now, the oldest first."""
    if limit.kind is Kept.CONDUCT:
        return []  # kept in a room of their own
    wanted = (
        select(Complaint.id)
        .outerjoin(ComplaintContact, ComplaintContact.complaint_id == Complaint.id)
        .where(
            Complaint.is_open.is_(False),
            Complaint.closed_at < limit.before,
            _something(limit.kind),
        )
    )
    if limit.held:
        wanted = wanted.where(Complaint.id.not_in(limit.held))
    return list(session.scalars(wanted.order_by(Complaint.closed_at).limit(limit.most)))


def _something(kind: Kept) -> ColumnElement[bool]:
    """Whether there is still something of this kind."""
    has_contact: ColumnElement[bool] = or_(
        ComplaintContact.name != "",
        ComplaintContact.phone != "",
        ComplaintContact.email != "",
        ComplaintContact.person_id.is_not(None),
    )
    has_words: ColumnElement[bool] = Complaint.words_gone_at.is_(None)
    match kind:
        case Kept.CONTACT:
            return has_contact
        case Kept.PHOTOS:
            return exists().where(
                Attachment.owner_kind == MATTER,
                Attachment.owner_id == Complaint.id,
                Attachment.state == Standing.CLAIMED,
                Attachment.municipality_id == Complaint.municipality_id,
            )
        case _:
            return has_words


def old_rows(table: type[ContactView | TextReview], limit: Limit) -> list[tuple[int, int]]:
    """Rows of a book that are older than the limit, with their complaints."""
    wanted = select(table.id, table.complaint_id).where(table.at < limit.before)
    if limit.held:
        wanted = wanted.where(table.complaint_id.not_in(limit.held))
    return [(row.id, row.complaint_id) for row in session.execute(wanted.limit(limit.most))]


def reporters_steps(
    complaint_ids: Iterable[int], person_id: int | None = None
) -> list[ComplaintStep]:
    """The steps that reporters made while signed in, where it is still noted who they were.

    Those of these complaints, and those this person made in any.
    """
    theirs: ColumnElement[bool] = ComplaintStep.complaint_id.in_(list(complaint_ids))
    if person_id is not None:
        theirs = or_(theirs, ComplaintStep.actor_id == person_id)
    wanted = select(ComplaintStep).where(
        theirs,
        ComplaintStep.actor_role == Role.RESIDENT.value,
        ComplaintStep.actor_id.is_not(None),
    )
    return list(session.scalars(wanted))


def people_with_complaints() -> set[int]:
    """Everybody who reported something, or keeps something, that is still known as theirs."""
    reported = select(ComplaintContact.person_id).where(ComplaintContact.person_id.is_not(None))
    by_address = select(Person.id).join(
        ComplaintContact,
        or_(ComplaintContact.email == Person.email, ComplaintContact.mobile == Person.phone),
    )
    asked = (reported, select(ComplaintFollower.person_id), by_address)
    return {one for wanted in asked for one in session.scalars(wanted) if one is not None}


def numbers_of(complaint_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Year and running number of these complaints."""
    rows: Any = session.execute(
        select(Complaint.id, Complaint.year, Complaint.running).where(
            Complaint.id.in_(list(complaint_ids))
        )
    )
    return {row.id: (row.year, row.running) for row in rows}
