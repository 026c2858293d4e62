"""Two complaints about the same thing become one, and that can be undone in one step.

The merged complaint ends and leaves the figures. The first one goes on and counts once, from the
earliest filing of all that were merged with it: nobody gains time by it. Both histories say so.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from portal.attachments import handing
from portal.attachments import queries as photographs
from portal.complaints import lifecycle, policy
from portal.complaints.events import ComplaintMerged, ComplaintUnmerged
from portal.complaints.lifecycle import DONE, State, Verb
from portal.complaints.models import MATTER, Complaint, ComplaintFollower, ComplaintStep
from portal.complaints.services import indexing, moving, urgency
from portal.complaints.services.moving import Move
from portal.foundation import outbox
from portal.foundation.database import session
from portal.foundation.errors import Invalid, OutOfOrder
from portal.foundation.i18n import Lazy, lazy
from portal.response_times import services as promises
from portal.response_times.versions import Priority

if TYPE_CHECKING:
    from portal.foundation.policy import Actor

NOT_FOUND = lazy("There is no complaint with this number that you may read.")


def merge(officer: Actor, complaint_id: int, first_id: int, *, seen: int, at: datetime) -> None:
    """Merge it with another, in which it goes on.

    Raises:
        Invalid: the other cannot take it, said in words at the field `other`.
        OutOfOrder: it is over itself, or others were merged with it.

    """
    _lock(complaint_id, first_id)
    complaint = moving.staff_loads(officer, complaint_id, Verb.MERGE, seen)
    lifecycle.after(Verb.MERGE, State(complaint.state))
    first = _first(officer, complaint, first_id)
    _refuse_chain(complaint)
    before, first_before = moving.on_map(complaint), moving.on_map(first)
    details = {
        "with": first.id,
        "was": complaint.state,
        "was_referred": complaint.is_referred,
        "photos": len(handing.hand_over(MATTER, complaint.id, first.id)),
        "followers": _followers(complaint.id),
    }
    complaint.first_id, complaint.closed_at, complaint.reason = first.id, at, None
    step = moving.make(complaint, Move(officer, Verb.MERGE, at, is_public=True, details=details))
    promises.end(moving.matter(complaint), at)
    complaint.is_public = moving.is_shown(complaint)
    _absorb(officer, first, complaint, at)
    outbox.record(ComplaintMerged(complaint.id, step.id), at)
    _settle((complaint, before), (first, first_before))


def unmerge(officer: Actor, complaint_id: int, *, seen: int, at: datetime) -> None:
    """Undo it: the complaint is again what it was, with its promises, photos and followers."""
    complaint = moving.load(complaint_id)
    if complaint.first_id is not None:
        _lock(complaint_id, complaint.first_id)
    complaint = moving.staff_loads(officer, complaint_id, Verb.UNMERGE, seen)
    lifecycle.after(Verb.UNMERGE, State(complaint.state))
    first = session.get(Complaint, complaint.first_id) if complaint.first_id else None
    if first is None:
        raise OutOfOrder(lazy("It was merged in another register. It cannot be undone here."))
    before, first_before = moving.on_map(complaint), moving.on_map(first)
    how = _merged_how(complaint.id)
    ended_at, complaint.first_id, complaint.closed_at = complaint.closed_at, None, None
    move = Move(
        officer,
        Verb.UNMERGE,
        at,
        is_public=True,
        details={"with": first.id},
        back_to=State(how["was"]),
    )
    step = moving.make(complaint, move)
    complaint.is_referred = bool(how["was_referred"])
    complaint.is_public = moving.is_shown(complaint)
    handing.hand_back(MATTER, complaint.id)
    promises.revive(moving.matter(complaint), ended_at or at, at)
    _let_go(officer, first, complaint, at)
    outbox.record(ComplaintUnmerged(complaint.id, step.id), at)
    _settle((complaint, before), (first, first_before))


def why_not(complaint: Complaint, first: Complaint) -> Lazy | None:
    """Why this complaint cannot be merged with that one; None where it can."""
    if complaint.id == first.id:
        return lazy("A complaint cannot be merged with itself. Enter the number of another.")
    if first.state == State.MERGED:
        return lazy(
            "That complaint was itself merged with another. Enter the number of the other one."
        )
    if first.state in DONE:
        return lazy("That complaint is closed. Open it again first, or choose one that is open.")
    return None


def _lock(*ids: int) -> None:
    """Both rows in the order of their ids, so that two people never wait for each other."""
    session.execute(
        select(Complaint.id).where(Complaint.id.in_(ids)).order_by(Complaint.id).with_for_update()
    ).all()


def _first(officer: Actor, complaint: Complaint, first_id: int) -> Complaint:
    first = session.scalar(select(Complaint).where(Complaint.id == first_id))
    units = moving.co_units(first_id)
    if first is None or not policy.may_read(officer, first, units):
        raise Invalid(fields={"other": NOT_FOUND})
    refusal = why_not(complaint, first)
    if refusal is None and not policy.may_work(officer, first, Verb.MERGE, units):
        refusal = lazy("You do not have permission to do this with that complaint.")
    if refusal is not None:
        raise Invalid(fields={"other": refusal})
    return first


def _refuse_chain(complaint: Complaint) -> None:
    if session.scalar(select(func.count()).where(Complaint.first_id == complaint.id)):
        raise OutOfOrder(
            lazy(
                "Other complaints were merged with this one. "
                "Merge the other with this one instead, or undo those mergings first."
            )
        )


def _absorb(officer: Actor, first: Complaint, complaint: Complaint, at: datetime) -> None:
    """The first one takes over what is pressing: photos to look at, the earlier start, urgency."""
    details = {"merged": complaint.id}
    moving.make(first, Move(officer, Verb.ABSORB, at, is_public=True, details=details))
    _see_to_photos(first)
    if complaint.counts_from < first.counts_from:
        first.counted_from = complaint.counts_from
        _begin_anew(first, at)
    if complaint.priority == Priority.URGENT and first.priority != Priority.URGENT:
        urgency.set_priority(officer, first, Priority.URGENT, "", at)


def _let_go(officer: Actor, first: Complaint, complaint: Complaint, at: datetime) -> None:
    details = {"merged": complaint.id}
    moving.make(first, Move(officer, Verb.LET_GO, at, is_public=True, details=details))
    _see_to_photos(first)
    earliest = session.scalar(
        select(func.min(func.coalesce(Complaint.counted_from, Complaint.filed_at))).where(
            Complaint.first_id == first.id
        )
    )
    was = first.counts_from
    first.counted_from = earliest if earliest is not None and earliest < first.filed_at else None
    if first.counts_from != was and first.owes:
        _begin_anew(first, at)


def _begin_anew(first: Complaint, at: datetime) -> None:
    matter, standards = moving.matter(first), moving.standards_of(first)
    promises.begin_at(matter, first.counts_from, standards, at)


def _see_to_photos(first: Complaint) -> None:
    """Its cover and whether photos wait for a look, by the photos it now has."""
    photos = [
        photo
        for photo in photographs.of(MATTER, first.id)
        if photo.purpose is photographs.Purpose.BEFORE
    ]
    if first.cover_id not in {photo.id for photo in photos}:
        first.cover_id = photos[0].id if photos else None
    others = photographs.from_elsewhere(MATTER, first.id)
    if any(photo.reviewed_at is None for photo in photos if photo.id in others):
        first.photos_wait = True


def _followers(complaint_id: int) -> int:
    return (
        session.scalar(select(func.count()).where(ComplaintFollower.complaint_id == complaint_id))
        or 0
    )


def _merged_how(complaint_id: int) -> dict[str, Any]:
    """What the last merging wrote down of how it was before."""
    details = session.scalars(
        select(ComplaintStep.details)
        .where(ComplaintStep.complaint_id == complaint_id, ComplaintStep.verb == Verb.MERGE.value)
        .order_by(ComplaintStep.id.desc())
    ).first()
    return {"was": State.RECEIVED.value, "was_referred": False, **(details or {})}


def _settle(*changed: tuple[Complaint, moving.OnMap | None]) -> None:
    for complaint, before in changed:
        moving.settle_books(complaint, before)
        indexing.index(complaint, moving.category_of(complaint))
