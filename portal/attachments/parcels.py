"""Photos that came with a form because the browser runs no script."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4, uuid5

from flask import request

from portal.attachments import queries, services
from portal.attachments.cleaning import Photo
from portal.attachments.queries import AttachmentLine
from portal.foundation import clock, web
from portal.foundation.errors import OutOfOrder, PortalError


@dataclass(frozen=True, slots=True)
class Parcel:
    """The photos of a request, cleaned, and what is wrong with the others, in words."""

    photos: list[Photo]
    refused: list[object]


NOTHING = Parcel([], [])


def opened() -> Parcel:
    """Clean the photos that came. Before anything asks the database: computing must not hold it."""
    parcel = Parcel([], [])
    for upload in request.files.getlist("photos"):
        if upload.filename:
            try:
                parcel.photos.append(services.prepare(upload.stream, upload.filename))
            except PortalError as refusal:
                parcel.refused.append(refusal.message)
    return parcel


def keep(form_id: UUID, parcel: Parcel) -> list[object]:
    """Keep these photos for a form and drop those it no longer lists; what is wrong, in words.

    They are kept for good whatever becomes of the form, so that nobody sends them twice.
    """
    refused = list(parcel.refused)
    _drop_unlisted(form_id)
    for photo in parcel.photos:
        try:
            _take(form_id, photo)
        except PortalError as refusal:
            refused.append(refusal.message)
    web.keep()
    return refused


def waiting(form_id: UUID) -> list[AttachmentLine]:
    """The photos that wait for this form to be sent."""
    return queries.of_form(form_id)


def wants_removal() -> bool:
    """Whether the button of a photo was pressed, not that of the form."""
    return "remove_photo" in request.form


def remove(form_id: UUID) -> None:
    """Take away the photo whose button was pressed."""
    attachment_id = _uuid(request.form.get("remove_photo", ""))
    if attachment_id is not None:
        services.drop(form_id, attachment_id, at=clock.now())


def _take(form_id: UUID, photo: Photo) -> None:
    """Keep one photo; the same file sent again is the same photo, unless it was taken away."""
    who, at = web.actor(), clock.now()
    same = uuid5(form_id, photo.sha256)
    try:
        services.take(who, photo, attachment_id=same, form_id=form_id, at=at)
    except OutOfOrder:
        services.take(who, photo, attachment_id=uuid4(), form_id=form_id, at=at)


def _drop_unlisted(form_id: UUID) -> None:
    listed = {_uuid(value) for value in request.form.getlist("attachment_ids")}
    for line in queries.of_form(form_id):
        if line.id not in listed:
            services.drop(form_id, line.id, at=clock.now())


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
