"""Doors to a complaint on paper."""

from __future__ import annotations

from dataclasses import replace

from flask import make_response, request
from werkzeug.wrappers import Response

from portal.attachments.addresses import period
from portal.complaints.documents import full, public, services
from portal.complaints.numbering import formatted
from portal.complaints.queries import case as cases
from portal.complaints.queries import public_page
from portal.complaints.views import contact
from portal.complaints.views.door import blueprint
from portal.foundation import clock
from portal.foundation.documents import Document, drawn
from portal.foundation.errors import NotFound
from portal.foundation.i18n import language, lazy
from portal.foundation.policy import ANYONE, DESK, Role
from portal.foundation.web import actor, open_to, profile, tagged, unchanged

THAI = "th"
"""What the field `numerals` says where the digits are to be ๐๑๒."""


@blueprint.get("/complaints/<int:year>/<int:running>/document")
@open_to(*ANYONE)
def public_document(year: int, running: int) -> Response:
    """The public copy of one complaint; anything that is not public has none."""
    at = clock.now()
    known = public_page.head(year, running)
    if known is None or not known.is_shown or known.first_id is not None:
        raise NotFound(lazy("There is no such complaint, or it is not public."))
    numerals = request.args.get("numerals", "")
    if kept := unchanged(known.version, period(at), numerals == THAI):
        return kept
    number = formatted(profile().letters.here, year, running, language())
    page = public_page.read(known, at)
    document = public.document(page, known.row.id, number, profile(), at)
    answer = tagged(_drawn(document, numerals))
    return _named(answer, f"{year}-{running}")


@blueprint.post("/desk/<int:year>/<int:running>/document")
@open_to(*DESK, Role.MAYOR)
def make_document(year: int, running: int) -> Response:
    """Everything about one complaint for its reader at the desk. Each making is written down."""
    reader, at = actor(), clock.now()
    found = cases.find(reader, year, running)
    shown = cases.case(reader, found, at)
    opened = contact.still_open(shown, at)
    document = full.document(shown, opened, profile(), reader, at)
    # Drawn before anything is written: a document must not hold SQLite's only write lock.
    pdf = _drawn(document, request.form.get("numerals", ""))
    answer = _named(make_response(pdf), f"{year}-{running}-full")
    answer.headers["Cache-Control"] = "private, no-store"
    services.note_document(reader, found, with_contact=opened is not None, at=at)
    return answer


def _drawn(document: Document, numerals: str) -> bytes:
    return drawn(replace(document, thai_numerals=numerals == THAI))


def _named(answer: Response, name: str) -> Response:
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="complaint-{name}.pdf"'
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
