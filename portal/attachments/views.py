"""Doors for photos: send one, take one away, see one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from flask import Response, make_response, request

from portal.attachments import addresses, marking, notes, queries, services
from portal.attachments.notes import Notes
from portal.attachments.queries import AttachmentLine, Size
from portal.attachments.storage import name, store
from portal.foundation import clock, web
from portal.foundation.errors import Invalid, NotFound, PortalError
from portal.foundation.i18n import _, lazy
from portal.foundation.policy import ANYONE, STAFF

blueprint = web.room("attachments", __name__)

KEPT_SECONDS = 900
"""How long a browser may show its copy without asking whether the photo is still there."""


@blueprint.post("/attachments")
@web.open_to(*ANYONE)
def take() -> Response:
    """Take one photo for a form: fields `photo` (file), `attachment_id` and `form_id` (UUIDs)."""
    try:
        # The photo first: computing must not hold the database's write lock.
        upload = request.files.get("photo")
        if upload is None:
            raise Invalid(lazy("No photo was sent."))
        photo = services.prepare(upload.stream, told=_told())
        line = services.take(
            web.actor(),
            photo,
            attachment_id=_uuid("attachment_id"),
            form_id=_uuid("form_id"),
            at=clock.now(),
        )
    except PortalError as refusal:
        return _refused(refusal)
    return make_response(_answer(line, clock.now()), 201)


@blueprint.post("/attachments/drop")
@web.open_to(*ANYONE)
def drop() -> Response:
    """Take a photo away again: fields `attachment_id` and `form_id`."""
    try:
        services.drop(_uuid("form_id"), _uuid("attachment_id"), at=clock.now())
    except PortalError as refusal:
        return _refused(refusal)
    return make_response("", 204)


@blueprint.get("/photos/<string:token>.jpg")
@web.open_to(*ANYONE)
def show(token: str) -> Response:
    """Show one photo by its signed address."""
    at = clock.now()
    ticket = _ticket(token, at, is_marked=False)
    seconds = min(int((ticket.until - at).total_seconds()), KEPT_SECONDS)
    return _picture(_content(ticket), f"private, max-age={seconds}")


@blueprint.get("/photos/marked/<string:token>.jpg")
@web.open_to(*STAFF)
def show_marked(token: str) -> Response:
    """Show a photo of a private matter to staff, with their name and the time across it."""
    at = clock.now()
    content = _content(_ticket(token, at, is_marked=True))
    here = web.actor()
    words = f"{here.name or here.role.value} {clock.local(at):%Y-%m-%d %H:%M}"
    return _picture(marking.marked(content, words), "private, no-store")


def _ticket(token: str, at: datetime, *, is_marked: bool) -> addresses.Ticket:
    """What an address says, where it is one of ours and of this door."""
    ticket = addresses.read(token, secret=addresses.secret(), at=at)
    if (
        ticket is None
        or ticket.municipality_id != web.profile().id
        or ticket.is_marked is not is_marked
    ):
        raise NotFound(lazy("This photo is no longer at this address. Open its page again."))
    return ticket


def _content(ticket: addresses.Ticket) -> bytes:
    there = queries.may_be_seen(ticket.attachment_id, is_public=ticket.is_public)
    photo = name(ticket.municipality_id, ticket.attachment_id, ticket.size)
    content = store().read(photo) if there else None
    if content is None:
        raise NotFound(lazy("This photo was taken away."))
    return content


def _picture(content: bytes, kept: str) -> Response:
    answer = make_response(content)
    answer.mimetype = "image/jpeg"
    answer.headers["Cache-Control"] = kept
    answer.headers["Content-Security-Policy"] = "default-src 'none'"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@blueprint.app_template_global("marked_photo_address")
def marked_photo_address(attachment_id: UUID, size: str = Size.LARGE) -> str:
    """A photo's address for staff who look into a private matter."""
    base = request.environ.get("portal.base", "")
    return f"{base}{queries.marked_address(attachment_id, Size(size), clock.now())}"


@blueprint.app_template_global("photo_address")
def photo_address(attachment_id: UUID, size: str = Size.LARGE, *, is_public: bool = False) -> str:
    """Return a photo's address for a page, `large` or `small`; the same in both languages.

    `is_public`: the page is one that anyone may read.
    """
    base = request.environ.get("portal.base", "")
    return f"{base}{queries.address(attachment_id, Size(size), clock.now(), is_public=is_public)}"


def _answer(line: AttachmentLine, at: datetime) -> dict[str, object]:
    place = {"lat": line.place[0], "lon": line.place[1]} if line.place else None
    base = request.environ.get("portal.base", "")
    remark = _("Only the first picture of this moving picture is kept.") if line.was_moving else ""
    return {
        "id": str(line.id),
        "width": line.width,
        "height": line.height,
        "place": place,
        "thumb": f"{base}{queries.address(line.id, Size.SMALL, at)}",
        "remark": remark,
    }


def _told() -> Notes:
    """What a browser read of the photo before it made it small: fields `lat`, `lon`, `taken`."""
    return notes.told(*(request.form.get(name, "") for name in ("lat", "lon", "taken")))


def _refused(refusal: PortalError) -> Response:
    return make_response({"message": str(refusal)}, refusal.status)


def _uuid(field: str) -> UUID:
    try:
        return UUID(request.form.get(field, ""))
    except ValueError:
        raise Invalid(lazy("The form's number is missing. Open the form again.")) from None
