"""Take away what is known of people in complaints; the record itself stays.

What stood in steps is bound by the proof: before it goes, its going is noted there with its
ground, so that everybody can tell it from tampering.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, select, update

from portal.attachments import services as attachments
from portal.complaints import policy
from portal.complaints.asking import answering
from portal.complaints.handing_over import forgetting
from portal.complaints.lifecycle import Verb
from portal.complaints.models import (
    MATTER,
    Complaint,
    ComplaintContact,
    ComplaintFollower,
    ComplaintStep,
    ContactView,
    MisuseReport,
    TextReview,
)
from portal.complaints.queries import personal as queries
from portal.complaints.services import indexing, moving
from portal.complaints.services.filing import LONGEST_TEXT, TITLE_LENGTH
from portal.complaints.services.moving import Move
from portal.foundation import masking, thai
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid
from portal.foundation.i18n import lazy
from portal.foundation.personal import Gone, Kept, Limit
from portal.foundation.policy import Actor
from portal.municipalities import services as municipalities
from portal.response_times import services as times

CONTACT = ("name", "phone", "mobile", "email", "device", "person_id", "shows_name")
WORDS = ("text", "public_text", "title", "landmark", "rating_reason")


def forget_contact(
    complaint_ids: Sequence[int], ground: str, at: datetime, *, person_id: int | None = None
) -> list[Gone]:
    """Take away who reported these complaints; number and code still open them.

    Of somebody with an account the steps that they made in any complaint forget them, too.
    """
    ids = list(complaint_ids)
    steps = queries.reporters_steps(ids, person_id)
    if steps:
        times.note_erasure({step.number for step in steps}, {"actor"}, ground, at)
        for step in steps:
            step.actor_id = None
    blank: dict[str, object] = dict.fromkeys(("name", "phone", "mobile", "email", "device"), "")
    contacts = session.execute(
        update(ComplaintContact)
        .where(ComplaintContact.complaint_id.in_(ids))
        .values(**blank, person_id=None, shows_name=False)
    )
    session.flush()
    municipalities.show_public_change()  # a name that was shown goes from the public page, too
    return [
        Gone("complaint_contact", CONTACT, tuple(ids), contacts.rowcount),  # type: ignore[attr-defined]
        *([Gone("complaint_step", ("actor_id",), _of(steps), len(steps))] if steps else []),
    ]


def unfollow(person_id: int) -> list[Gone]:
    """Take away what somebody kept under «my complaints»."""
    gone = session.execute(
        delete(ComplaintFollower).where(ComplaintFollower.person_id == person_id)
    )
    return [Gone("complaint_follower", ("person_id",), (), gone.rowcount)]  # type: ignore[attr-defined]


def forget_words(complaint_ids: Sequence[int], ground: str, at: datetime) -> list[Gone]:
    """Take away what was said and, of what was never public, where; the bare record stays."""
    ids = list(complaint_ids)
    rows = session.scalars(select(Complaint).where(Complaint.id.in_(ids)).with_for_update()).all()
    steps = session.scalars(
        select(ComplaintStep).where(ComplaintStep.complaint_id.in_(ids), ComplaintStep.note != "")
    ).all()
    _blank_notes(steps, ground, at)
    moved = session.scalars(
        select(ComplaintStep).where(
            ComplaintStep.complaint_id.in_([row.id for row in rows if not row.is_public]),
            ComplaintStep.verb == Verb.MOVE_PIN.value,
        )
    ).all()
    _blank_details(moved, ground, at)
    for row in rows:
        row.text = row.public_text = row.title = masking.MARK
        row.landmark = row.rating_reason = ""
        row.words_gone_at = at
        if not row.is_public:
            row.lat = row.lon = row.cell = None
        indexing.index(row, moving.category_of(row))
    answering.forget(ids)
    session.execute(delete(TextReview).where(TextReview.complaint_id.in_(ids)))
    session.execute(delete(MisuseReport).where(MisuseReport.complaint_id.in_(ids)))
    forgetting.forget_replies(ids, at)
    session.flush()
    municipalities.show_public_change()
    return [
        Gone("complaint", WORDS, tuple(row.id for row in rows), len(rows)),
        *([Gone("complaint_step", ("note",), _of(steps), len(steps))] if steps else []),
    ]


def forget_photos(complaint_ids: Sequence[int], at: datetime) -> list[Gone]:
    """Take away the photos of these complaints; their files follow."""
    ids = list(complaint_ids)
    count = attachments.erase(MATTER, ids, at=at)
    session.execute(
        update(Complaint).where(Complaint.id.in_(ids)).values(cover_id=None, photos_wait=False)
    )
    municipalities.show_public_change()
    return [Gone("attachment", ("file",), tuple(ids), count)]


@dataclass(frozen=True, slots=True)
class Redaction:
    """The words of a complaint without what is personal; what is not named stays as it is."""

    ground: str
    text: str | None = None
    landmark: str | None = None
    rating_reason: str | None = None
    notes: dict[int, str] = field(default_factory=dict)
    """New words of steps, by the steps' numbers."""


def redact(officer: Actor, complaint_id: int, redaction: Redaction, at: datetime) -> list[Gone]:
    """Replace words by others with less in them; which fields and why stays in the history."""
    complaint = moving.load(complaint_id)
    units = moving.co_units(complaint_id)
    if not policy.may_redact(officer, complaint, units):
        raise Forbidden(lazy("You do not have permission to take personal data out of this case."))
    if not redaction.ground.strip():
        raise Invalid(fields={"ground": lazy("Say on what ground it is taken out")})
    before = moving.on_map(complaint)
    gone = [*_reworded(complaint, redaction), *_renoted(complaint_id, redaction, at)]
    if not gone:
        return []
    fields = sorted({name for line in gone for name in line.fields})
    session.execute(delete(TextReview).where(TextReview.complaint_id == complaint_id))
    details = {"taken_out": fields, "ground": redaction.ground.strip()}
    moving.make(complaint, Move(officer, Verb.NOTE, at, details=details))
    moving.settle_books(complaint, before)
    indexing.index(complaint, moving.category_of(complaint))
    return gone


def _reworded(complaint: Complaint, redaction: Redaction) -> list[Gone]:
    changed: list[str] = []
    text = None if redaction.text is None else thai.cleaned(redaction.text)
    if text is not None and len(text) > LONGEST_TEXT:
        raise Invalid(fields={"text": lazy("This is longer than before. Take words out only.")})
    if text is not None and text != complaint.text:
        complaint.text = text or masking.MARK
        complaint.public_text = masking.masked(complaint.text)
        complaint.title = thai.first_line(complaint.public_text, TITLE_LENGTH)
        changed += ["text", "public_text", "title"]
    for name in ("landmark", "rating_reason"):
        words = getattr(redaction, name)
        if words is not None and thai.cleaned(words) != getattr(complaint, name):
            setattr(complaint, name, thai.cleaned(words))
            changed.append(name)
    return [Gone("complaint", tuple(changed), (complaint.id,), 1)] if changed else []


def _renoted(complaint_id: int, redaction: Redaction, at: datetime) -> list[Gone]:
    rows = session.scalars(
        select(ComplaintStep).where(
            ComplaintStep.complaint_id == complaint_id,
            ComplaintStep.number.in_(list(redaction.notes)),
        )
    ).all()
    changed = [row for row in rows if redaction.notes[row.number].strip() != row.note]
    if not changed:
        return []
    times.note_erasure({row.number for row in changed}, {"note"}, redaction.ground, at)
    for row in changed:
        row.note = redaction.notes[row.number].strip()
    session.flush()
    return [Gone("complaint_step", ("note",), (complaint_id,), len(changed))]


def expire(limit: Limit, at: datetime) -> list[Gone]:
    """What of a kind is older than its limit; in a dry run, what would go."""
    if limit.kind is Kept.LOOKS:
        return _old(ContactView, ("person_id", "at"), limit)
    if limit.kind is Kept.REVIEWS:
        return _old(TextReview, ("before", "after"), limit)
    ids = queries.due(limit)
    if not ids:
        return []
    if limit.dry:
        fields = {Kept.CONTACT: CONTACT, Kept.PHOTOS: ("file",)}.get(limit.kind, WORDS)
        return [Gone("complaint", fields, tuple(ids), len(ids))]
    if limit.kind is Kept.PHOTOS:
        return forget_photos(ids, at)
    forget = forget_contact if limit.kind is Kept.CONTACT else forget_words
    return forget(ids, limit.ground, at)


def _old(
    table: type[ContactView | TextReview], fields: tuple[str, ...], limit: Limit
) -> list[Gone]:
    found = queries.old_rows(table, limit)
    if not found:
        return []
    if not limit.dry:
        session.execute(delete(table).where(table.id.in_([row for row, _ in found])))
    matters = tuple(dict.fromkeys(complaint_id for _, complaint_id in found))
    return [Gone(table.__tablename__, fields, matters, len(found))]


def _blank_notes(steps: Sequence[ComplaintStep], ground: str, at: datetime) -> None:
    if steps:
        times.note_erasure({step.number for step in steps}, {"note"}, ground, at)
        for step in steps:
            step.note = ""


def _blank_details(steps: Sequence[ComplaintStep], ground: str, at: datetime) -> None:
    if steps:
        times.note_erasure({step.number for step in steps}, {"details"}, ground, at)
        for step in steps:
            step.details = {}


def _of(steps: Collection[ComplaintStep]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(step.complaint_id for step in steps))
