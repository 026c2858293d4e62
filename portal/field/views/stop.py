"""One stop: what is reported there, and what came of the visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, url_for

from portal.attachments import parcels
from portal.complaints.queries import case as cases
from portal.complaints.queries.case import Found
from portal.field import queries, services
from portal.field.forms import ReportForm
from portal.field.outcomes import Outcome
from portal.field.services import Report
from portal.field.views.door import blueprint
from portal.foundation import clock
from portal.foundation.errors import Invalid, Outdated, OutOfOrder
from portal.foundation.policy import DESK
from portal.foundation.web import actor, forms_refused, keep, open_to, undo
from portal.foundation.web.freshness import is_fresh

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.complaints.queries.case import Case


@blueprint.get("/field/<int:year>/<int:running>")
@open_to(*DESK)
def stop(year: int, running: int) -> ResponseReturnValue:
    """What is reported there, and the form for what came of it."""
    found = cases.find(actor(), year, running)
    form = ReportForm(formdata=None)
    form.identifier()
    form.seen.data = str(found.row.version)
    return _drawn(found, form)


@blueprint.post("/field/<int:year>/<int:running>")
@open_to(*DESK, checks_form=True)
def report(year: int, running: int) -> ResponseReturnValue:
    """Take what came of a visit, once; a refused form stays with everything typed."""
    parcel = parcels.opened()
    form = ReportForm()
    found = cases.find(actor(), year, running)
    form.offer(queries.outcomes(actor(), found))
    form_id = form.identifier()
    complaint_id = found.row.id
    if not is_fresh(form):
        return _drawn(found, form), 422
    if parcels.wants_removal():
        parcels.remove(form_id)
        keep()
        return _drawn(cases.find(actor(), year, running), form)
    form.photos.errors = parcels.keep(form_id, parcel)
    status, refusal, seen = _tried(form, complaint_id)
    if status == 303:  # noqa: PLR2004 - HTTP
        return redirect(url_for(".day", sent=1), 303)
    undo()
    found = cases.find(actor(), year, running)
    shown = _drawn(found, form, refusal, seen)
    return shown, status


def told(form: ReportForm) -> Report:
    """What the form says."""
    return Report(
        form_id=form.identifier(),
        outcome=Outcome(form.outcome.data),
        words=form.words.data or "",
        no_photo_because=form.no_photo_because.data or "",
    )


AT_FIELD = {"result": "words", "note": "words"}
"""Where the form shows what the verbs say."""


def put_right(form: ReportForm, refusal: Invalid) -> None:
    """Show a verb's refusal at the fields of this form."""
    refusal.fields = {AT_FIELD.get(name, name): words for name, words in refusal.fields.items()}
    forms_refused(form, refusal)


def _tried(form: ReportForm, complaint_id: int) -> tuple[int, object, int | None]:
    """The status to answer with; words where it is refused; the version seen where it is stale."""
    refused = list(form.photos.errors)
    is_sound = form.validate()
    form.photos.errors = refused
    if not is_sound or refused:
        return 422, "", None
    try:
        services.report(actor(), complaint_id, told(form), seen=form.version(), at=clock.now())
    except Invalid as refusal:
        put_right(form, refusal)
        return 422, "", None
    except Outdated as refusal:
        return refusal.status, refusal.message, form.version()
    except OutOfOrder as refusal:
        return refusal.status, refusal.message, None
    return 303, "", None


def _drawn(found: Found, form: ReportForm, refusal: object = "", stale: int | None = None) -> str:
    shown: Case = cases.case(actor(), found, clock.now())
    form.offer(queries.outcomes(actor(), found))
    if stale is not None:
        form.seen.data = str(shown.version)
    return render_template(
        "field/stop.html",
        case=shown,
        form=form,
        at=clock.now(),
        refusal=refusal,
        changed=shown.since(stale) if stale is not None else (),
        photos=parcels.waiting(form.identifier()),
        keeps=shown.visibility != "private",
    )
