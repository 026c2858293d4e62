"""Staff take in a complaint for somebody else: at the counter, by telephone, from a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from flask import redirect, render_template, request, session, url_for

from portal.complaints import numbering, services
from portal.complaints.asking import views as asking
from portal.complaints.asking.showing import typed_in
from portal.complaints.forms.intake import IntakeForm
from portal.complaints.lifecycle import Channel, Kind
from portal.complaints.queries import choices, reporter
from portal.complaints.queries.said import said
from portal.complaints.services import Contact, Filing, Place
from portal.complaints.views import uploads
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import is_fresh
from portal.foundation import clock, qr
from portal.foundation.errors import Invalid
from portal.foundation.fields import offered
from portal.foundation.i18n import _, lazy
from portal.foundation.policy import DESK
from portal.foundation.web import actor, forms_refused, open_to, profile, undo
from portal.response_times.versions import Priority
from portal.response_times.wording import until

if TYPE_CHECKING:
    from datetime import datetime

    from flask.typing import ResponseReturnValue

AT_FIELD = {"place": "landmark", "occurred_at": "occurred_on"}
"""Where the form shows what the verb says of a filing."""
TAKEN_IN = "taken_in"


@blueprint.get("/desk/new")
@open_to(*DESK)
def intake() -> ResponseReturnValue:
    """Write down what somebody says."""
    return _page(IntakeForm(formdata=None, form_id=str(uuid4())))


@blueprint.post("/desk/new")
@open_to(*DESK, checks_form=True)
def take_in() -> ResponseReturnValue:
    """File it for them, once, however often this form is sent."""
    parcel = uploads.opened()
    form, at = IntakeForm(), clock.now()
    _offer(form)
    if is_fresh(form):
        if uploads.wants_removal():
            uploads.remove(form.identifier())
            return _page(form)
        refused = uploads.keep(form.identifier(), parcel)
        if (chosen := request.form.get("suggested")) is not None:
            form.category.data, form.photos.errors = chosen or form.category.data, refused
            return _page(form)
        is_sound = form.validate() and not refused
        if is_sound and asking.is_unasked(form):
            return _page(form, asks=True)
        if is_sound and (taken := _taken_in(form, at)) is not None:
            session[TAKEN_IN] = taken
            return redirect(url_for(".counter_receipt"), 303)
        form.photos.errors = refused
    return _page(form), 422


@blueprint.get("/desk/new/receipt")
@open_to(*DESK)
def counter_receipt() -> ResponseReturnValue:
    """The receipt of what was taken in last, to print and hand over."""
    at = clock.now()
    complaint = reporter.followed(session.get(TAKEN_IN, 0), at)
    if complaint is None:
        return redirect(url_for(".intake"), 303)
    number = numbering.formatted(profile().letters.en, complaint.year, complaint.running, "en")
    title = _("Number and code as a QR code")
    return render_template(
        "complaints/counter_receipt.html",
        complaint=complaint,
        drawing=qr.drawing(f"{number} {complaint.tracking_code}", title),
        until=until,
        at=at,
    )


def _taken_in(form: IntakeForm, at: datetime) -> int | None:
    """The complaint's id; None when the verb refused, said at the fields."""
    try:
        return services.take_in(actor(), _filing(form, at), at).complaint_id
    except Invalid as refusal:
        undo()
        refusal.fields = {AT_FIELD.get(name, name): words for name, words in refusal.fields.items()}
        forms_refused(form, refusal)
    return None


def _filing(form: IntakeForm, at: datetime) -> Filing:
    lat, lon = form.point() or (None, None)
    return Filing(
        form_id=form.identifier(),
        text=form.text.data or "",
        kind=Kind(form.kind.data),
        category_id=form.category_id(),
        place=Place(
            lat,
            lon,
            int(form.area.data) if form.area.data else None,
            form.landmark.data or "",
            form.outside_is_meant.data,
        ),
        contact=Contact(
            name=form.name.data or "",
            phone=form.phone.data or "",
            email=form.email.data or "",
            language=form.answers_in.data,
            shows_name=form.shows_name.data,
        ),
        occurred_at=form.occurred_at(),
        answers=typed_in(request.form),
        channel=Channel(form.channel.data),
        dated=form.letter_of(at),
        priority=Priority.URGENT if form.is_urgent.data else Priority.NORMAL,
    )


def _offer(form: IntakeForm) -> None:
    form.category.choices = offered(choices.category_choices(lazy("Not known yet")))
    form.area.choices = offered(choices.area_choices(lazy("Not known yet")))


def _page(form: IntakeForm, *, asks: bool = False) -> str:
    _offer(form)
    return render_template(
        "complaints/intake.html",
        form=form,
        asks=asks,
        photos=uploads.waiting(form.identifier()),
        text_language=said(form.text.data or "").language,
    )
