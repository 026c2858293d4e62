"""Black boxes over faces and plates: drawn, or named by the fields of a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import make_response, redirect, render_template, url_for

from portal.attachments import boxes as drawn
from portal.attachments import covering
from portal.attachments import queries as attachments
from portal.complaints import policy, services
from portal.complaints.forms.photos import CoverForm
from portal.complaints.lifecycle import Verb
from portal.complaints.models import MATTER
from portal.complaints.queries import case as cases
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import is_fresh
from portal.foundation import clock
from portal.foundation.errors import Forbidden, Invalid, NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import DESK
from portal.foundation.web import actor, forms_refused, open_to, undo

if TYPE_CHECKING:
    from flask import Response
    from flask.typing import ResponseReturnValue

    from portal.attachments.queries import AttachmentLine
    from portal.complaints.queries.case import Found

PHOTO = "/desk/<int:year>/<int:running>/photos/<uuid:photo_id>"


@blueprint.get(PHOTO)
@open_to(*DESK)
def photo(year: int, running: int, photo_id: UUID) -> ResponseReturnValue:
    """The photo as it was sent, with a grid, and what of it is covered."""
    found, line = _found(year, running, photo_id)
    form = CoverForm(formdata=None, seen=str(found.row.version), boxes=drawn.written(line.boxes))
    return _page(found, line, form)


@blueprint.get(f"{PHOTO}/original")
@open_to(*DESK)
def original(year: int, running: int, photo_id: UUID) -> Response:
    """The picture without boxes, for those who work on the complaint; no browser keeps it."""
    _found(year, running, photo_id)
    content = covering.uncovered(photo_id)
    if content is None:
        raise NotFound(lazy("There is no such photo."))
    answer = make_response(content)
    answer.mimetype = "image/jpeg"
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Content-Security-Policy"] = "default-src 'none'"
    return answer


@blueprint.post(f"{PHOTO}/cover")
@open_to(*DESK, checks_form=True)
def cover(year: int, running: int, photo_id: UUID) -> ResponseReturnValue:
    """Burn the boxes into a new copy, which takes the photo's place everywhere."""
    form = CoverForm()
    if not is_fresh(form):
        found, line = _found(year, running, photo_id)
        return _page(found, line, form), 422
    try:  # before the database is asked: drawing must not hold SQLite's only write lock
        change = covering.prepare(photo_id, drawn.parsed(form.boxes.data or ""))
    except Invalid as refusal:
        forms_refused(form, refusal)
        undo()
        found, line = _found(year, running, photo_id)
        return _page(found, line, form), 422
    return _changed(year, running, change, form)


@blueprint.post(f"{PHOTO}/uncover")
@open_to(*DESK)
def uncover(year: int, running: int, photo_id: UUID) -> ResponseReturnValue:
    """Take all boxes away again; the public sees it after another look."""
    return _changed(year, running, covering.prepare(photo_id, ()), CoverForm())


def _changed(
    year: int, running: int, change: covering.Change, form: CoverForm
) -> ResponseReturnValue:
    found, _line = _found(year, running, change.of)
    services.change_photo(actor(), found.row.id, change, seen=form.version(), at=clock.now())
    done = Verb.COVER_PHOTO.value.replace("_", "-")
    return redirect(url_for(".case", year=year, running=running, done=done), 303)


def _found(year: int, running: int, photo_id: UUID) -> tuple[Found, AttachmentLine]:
    """The complaint and its photo, for those who may cover it."""
    found = cases.find(actor(), year, running)
    if not policy.may_work(actor(), found.row, Verb.COVER_PHOTO, found.co_units):
        raise Forbidden(lazy("You do not have permission to do this with this complaint."))
    for line in attachments.of(MATTER, found.row.id):
        if line.id == photo_id:
            return found, line
    raise NotFound(lazy("There is no such photo."))


def _page(found: Found, line: AttachmentLine, form: CoverForm) -> str:
    row = found.row
    return render_template(
        "complaints/photo.html",
        form=form,
        photo=line,
        year=row.year,
        running=row.running,
        columns=drawn.COLUMNS,
        rows=drawn.ROWS,
    )
