"""An officer finishes a request: reads the reporter's words and takes out what is personal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.attachments import queries as attachments
from portal.complaints.queries import case
from portal.complaints.services.forgetting import Redaction
from portal.foundation import clock, masking
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, forms_refused, open_to, undo
from portal.rights.forms.looking import LookForm
from portal.rights.policy import LOOKERS
from portal.rights.queries import requests
from portal.rights.services import erasing
from portal.rights.views.door import blueprint

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.rights.queries.requests import Look

MATTER = "complaint"
LOOKED = lazy("Thank you. What you took out is gone.")


@blueprint.get("/desk/requests")
@open_to(*LOOKERS)
def request_list() -> ResponseReturnValue:
    """What people asked for about their data, and until when it is due."""
    notice = LOOKED if "looked" in request.args else None
    return render_template(
        "rights/requests.html", lines=requests.all_requests(), at=clock.now(), notice=notice
    )


@blueprint.get("/desk/requests/<int:request_id>/<int:year>/<int:running>")
@open_to(*LOOKERS)
def look(request_id: int, year: int, running: int) -> ResponseReturnValue:
    """The reporter's words in one complaint, with what the portal would mask already masked."""
    found = _found(request_id, year, running)
    form = LookForm(formdata=None)
    form.text.data = masking.masked(found.text.text)
    form.landmark.data = masking.masked(found.landmark.text)
    form.rating_reason.data = masking.masked(found.rating_reason.text)
    for line in found.steps:
        form.notes.append_entry(masking.masked(line.note.text))
    return _page(form, found)


@blueprint.post("/desk/requests/<int:request_id>/<int:year>/<int:running>")
@open_to(*LOOKERS)
def finish_look(request_id: int, year: int, running: int) -> ResponseReturnValue:
    """Take out what the officer took out."""
    found, form = _found(request_id, year, running), LookForm()
    form.validate()
    notes = [entry.data or "" for entry in form.notes]
    photos = attachments.of(MATTER, found.case.id)
    redaction = Redaction(
        ground="",
        text=form.text.data or "",
        landmark=form.landmark.data or "",
        rating_reason=form.rating_reason.data or "",
        notes={line.number: note for line, note in zip(found.steps, notes, strict=False)},
    )
    try:
        erasing.finish_look(
            actor(),
            request_id,
            found.case.id,
            redaction,
            drop=form.dropped(request.form.getlist("drop"), photos),
            at=clock.now(),
        )
    except Invalid as refusal:
        undo()
        forms_refused(form, refusal)
        return _page(form, found), 422
    return redirect(url_for(".request_list", looked="1"), 303)


def _found(request_id: int, year: int, running: int) -> Look:
    """The words of a complaint that this officer may read; `NotFound` for any other."""
    complaint_id = case.find(actor(), year, running).row.id
    return requests.look(request_id, complaint_id)


def _page(form: LookForm, found: Look) -> str:
    photos = attachments.of(MATTER, found.case.id)
    return render_template("rights/look.html", form=form, look=found, photos=photos)
