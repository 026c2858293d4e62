"""Take photos in, give them to the matter they belong to, take them away again.

A photo arrives before its matter exists. Until the form is sent it belongs to whoever holds the
form's id, which only the browser with the form knows.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import IO
from uuid import UUID

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.exc import IntegrityError

from portal.attachments import cleaning, pending, policy
from portal.attachments.cleaning import Photo
from portal.attachments.events import AttachmentDropped
from portal.attachments.models import Attachment, Purpose, Standing
from portal.attachments.notes import Compare, Compared, Notes
from portal.attachments.queries import AttachmentLine, line, lines
from portal.attachments.storage import Size, name, store
from portal.foundation import database, outbox, tenancy
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder, PortalError
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor

OF_ANOTHER_FORM = lazy("This photo belongs to another form. Choose it again to send it.")
MOST_PHOTOS = 5
"""Of one form."""

MOST_SENT = 25
MOST_SENT_BYTES = 10 * cleaning.MOST_BYTES
"""Of one form, with those taken away again: who drops and sends for ever is stopped."""

LONGEST_NAME = 60
NOTHING = Notes()

_OF_FORM = (
    select(Attachment.id)
    .where(Attachment.form_id == bindparam("form_id"), Attachment.state != Standing.DROPPED)
    .limit(1)
)


def prepare(upload: IO[bytes], file_name: str = "", told: Notes = NOTHING) -> Photo:
    """Read and clean one photo; up to a second of computing, and no database.

    `told` is what its sender noted of it before making it small, where it says nothing itself.

    Call it before anything asks the database: a writing request holds SQLite's only write lock.
    Raises `Invalid` or `TooLarge` in words, which begin with the file's name where one is given.
    """
    content = upload.read(cleaning.MOST_BYTES + 1)
    try:
        photo = cleaning.clean(content)
        return replace(photo, notes=told) if photo.notes == NOTHING else photo
    except PortalError as refusal:
        shown = _shown(file_name)
        if shown:
            refusal.message = lazy("%(file)s: %(problem)s", file=shown, problem=refusal.message)
        raise


def take(
    actor: Actor,
    photo: Photo | IO[bytes],
    file_name: str = "",
    *,
    attachment_id: UUID,
    form_id: UUID,
    at: datetime,
) -> AttachmentLine:
    """Keep one photo for a form. The same id sent again by the same form gives the same answer.

    Raises `Invalid` or `TooLarge` for a photo that cannot be taken and for a sixth one,
    `OutOfOrder` when the form was sent already or the photo was taken away.
    """
    clean = photo if isinstance(photo, Photo) else prepare(photo, file_name)
    database.lock(f"attachments:{actor.municipality_id}:{form_id}")
    of_form = list(session.scalars(select(Attachment).where(Attachment.form_id == form_id)))
    known = next((row for row in of_form if row.id == attachment_id), None)
    if known is not None and known.state != Standing.DROPPED:
        return line(known)
    _check_room(of_form, known, clean, attachment_id)
    row = pending.row(clean, attachment_id, form_id, at)
    row.position = 1 + max((other.position for other in of_form), default=0)
    for size, content in ((Size.LARGE, clean.large), (Size.SMALL, clean.thumb)):
        store().put(name(actor.municipality_id, attachment_id, size), content)
    _write(row)
    return line(row)


def _write(row: Attachment) -> None:
    """Write a new photo. An id that another municipality's photo bears is refused like our own."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        raise Invalid(OF_ANOTHER_FORM) from None


def claim(
    form_id: UUID,
    owner_kind: str,
    owner_id: int,
    at: datetime,
    *,
    purpose: Purpose = Purpose.BEFORE,
    compare: Compare | None = None,
) -> list[AttachmentLine]:
    """Give a form's photos to the matter that came of it; return them in their order.

    Their own place and time are forgotten: what the sender made of them stands with the matter, and
    `compare` says what else of them is kept. Said twice, it gives the same answer.
    """
    database.lock(f"attachments:{tenancy.municipality_id()}:{form_id}")
    if database.run(_OF_FORM, {"form_id": form_id}).first() is None:
        return []
    rows = session.scalars(
        select(Attachment)
        .where(Attachment.form_id == form_id, Attachment.state != Standing.DROPPED)
        .order_by(Attachment.position)
    ).all()
    claimed = []
    for row in rows:
        if row.state == Standing.PENDING:
            row.state, row.purpose = Standing.CLAIMED, purpose
            row.owner_kind, row.owner_id, row.filed_at = owner_kind, owner_id, at
            compared = compare(pending.notes_of(row)) if compare else Compared()
            row.metres_off, row.is_older = compared.metres_off, compared.is_older
            pending.forget_notes(row)
        if (row.owner_kind, row.owner_id) == (owner_kind, owner_id):
            claimed.append(row)
    session.flush()
    return lines(claimed)


def drop(form_id: UUID, attachment_id: UUID, *, at: datetime) -> None:
    """Take a photo away before its form is sent. Saying it twice is no error.

    Raises `OutOfOrder` when the form was sent meanwhile.
    """
    database.lock(f"attachments:{tenancy.municipality_id()}:{form_id}")
    row = session.scalars(
        select(Attachment).where(Attachment.id == attachment_id, Attachment.form_id == form_id)
    ).one_or_none()
    if row is None or row.state == Standing.DROPPED:
        return
    if row.state == Standing.CLAIMED:
        raise OutOfOrder(lazy("This form was already sent, and its photos with it."))
    _drop(row, at)


def review(actor: Actor, owner_kind: str, owner_id: int, *, at: datetime) -> None:
    """Record that somebody of the desk looked at a matter's photos: the public may see them."""
    if not policy.may_review(actor):
        raise Forbidden(lazy("Only the desk may let the public see photos."))
    session.execute(
        update(Attachment)
        .where(
            Attachment.owner_kind == owner_kind,
            Attachment.owner_id == owner_id,
            Attachment.reviewed_at.is_(None),
        )
        .values(reviewed_at=at)
    )


def release(actor: Actor, attachment_ids: list[UUID], *, at: datetime) -> None:
    """Record that these photos may be seen by the public: the office took them itself."""
    if not policy.may_review(actor):
        raise Forbidden(lazy("Only the desk may let the public see photos."))
    session.execute(
        update(Attachment).where(Attachment.id.in_(attachment_ids)).values(reviewed_at=at)
    )


def hide(actor: Actor, owner_kind: str, owner_id: int) -> None:
    """Take back that the public may see a matter's photos."""
    if not policy.may_review(actor):
        raise Forbidden(lazy("Only the desk may let the public see photos."))
    session.execute(
        update(Attachment)
        .where(Attachment.owner_kind == owner_kind, Attachment.owner_id == owner_id)
        .values(reviewed_at=None)
    )


def remove(actor: Actor, attachment_id: UUID, *, at: datetime) -> None:
    """Take away a photo that must not be kept, for example of a person."""
    if not policy.may_review(actor):
        raise Forbidden(lazy("Only the desk may take a photo away."))
    row = session.scalars(
        select(Attachment).where(
            Attachment.id == attachment_id, Attachment.state == Standing.CLAIMED
        )
    ).one_or_none()
    if row is None:
        raise NotFound(lazy("There is no such photo."))
    _drop(row, at)


def remove_unclaimed(before: datetime, *, at: datetime) -> int:
    """Drop photos whose form was never sent, and forget those dropped before; return how many."""
    unclaimed = list(
        session.scalars(
            select(Attachment).where(
                Attachment.state == Standing.PENDING, Attachment.filed_at < before
            )
        )
    )
    session.execute(
        delete(Attachment).where(Attachment.state == Standing.DROPPED, Attachment.filed_at < before)
    )
    for row in unclaimed:
        _drop(row, at)
    return len(unclaimed)


def remove_strays(before: datetime) -> int:
    """Remove files that no photo names: a refused request may leave one. Return how many photos."""
    kept = set(
        session.scalars(select(Attachment.id).where(Attachment.state != Standing.DROPPED)).all()
    )
    strays = {
        photo
        for photo in store().older_than(tenancy.municipality_id(), before)
        if photo not in kept
    }
    for photo in strays:
        remove_files(photo)
    return len(strays)


def remove_files(attachment_id: UUID) -> None:
    """Remove both files of a photo; called when its dropping is certain."""
    for size in Size:
        store().remove(name(tenancy.municipality_id(), attachment_id, size))


def replaced(row: Attachment, at: datetime) -> None:
    """Another photo has taken this one's place: its addresses end now, its files after that."""
    _drop(row, at)


def remove_original(attachment_id: UUID) -> None:
    """Remove the picture without boxes; the covered one stays."""
    store().remove(name(tenancy.municipality_id(), attachment_id, Size.ORIGINAL))


def erase(owner_kind: str, owner_ids: list[int], *, at: datetime) -> int:
    """Take away every photo of these matters; return how many there were."""
    rows = session.scalars(
        select(Attachment).where(
            Attachment.owner_kind == owner_kind,
            Attachment.owner_id.in_(owner_ids),
            Attachment.state == Standing.CLAIMED,
        )
    ).all()
    for row in rows:
        _drop(row, at)
    return len(rows)


def _drop(row: Attachment, at: datetime) -> None:
    row.state = Standing.DROPPED
    pending.forget_notes(row)
    session.flush()
    outbox.record(AttachmentDropped(row.id), at)


def _check_room(
    of_form: list[Attachment], known: Attachment | None, photo: Photo, attachment_id: UUID
) -> None:
    if known is not None:
        raise OutOfOrder(lazy("This photo was taken away. Choose it again to send it."))
    if any(row.state == Standing.CLAIMED for row in of_form):
        raise OutOfOrder(lazy("This form was already sent. Add the photo to the case instead."))
    if sum(row.state == Standing.PENDING for row in of_form) >= MOST_PHOTOS:
        raise Invalid(
            lazy("You can add up to %(most)s photos. Take one away first.", most=MOST_PHOTOS)
        )
    sent = sum(row.received for row in of_form) + photo.received
    if len(of_form) >= MOST_SENT or sent > MOST_SENT_BYTES:
        raise Invalid(lazy("Too many photos were sent with this form. Open the form again."))
    taken = select(Attachment.id).where(Attachment.id == attachment_id)
    if session.scalars(taken).first() is not None:
        raise Invalid(OF_ANOTHER_FORM)


def _shown(file_name: str) -> str:
    """Return a file's name as it may stand in a sentence: no folders, nothing invisible."""
    base = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign for sign in base if sign.isprintable()).strip()[:LONGEST_NAME]
