"""From what was typed to what is filed."""

from __future__ import annotations

from flask import request

from portal.complaints.asking.showing import typed_in
from portal.complaints.forms.filing import FilingForm
from portal.complaints.lifecycle import Kind
from portal.complaints.services import Contact, Filing, Place
from portal.foundation.policy import Actor, Role


def filing_of(form: FilingForm, who: Actor) -> Filing:
    """What the form says, as the verb takes it; the form was found sound before."""
    lat, lon = form.point() or (None, None)
    return Filing(
        form_id=form.identifier(),
        text=form.text.data or "",
        kind=Kind(form.kind.data),
        category_id=form.category_id(),
        place=Place(lat, lon, form.area_id(), form.landmark.data or "", form.outside_is_meant.data),
        contact=Contact(
            name=form.name.data or "",
            phone=form.phone.data or "",
            email=form.email.data or "",
            language=form.answers_in.data,
            shows_name=form.shows_name.data,
            person_id=who.person_id if who.role is Role.RESIDENT else None,
        ),
        occurred_at=form.occurred_at(),
        answers=typed_in(request.form),
    )
