"""Reporters find their complaint: by number and code, or signed in."""

from __future__ import annotations

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from portal.complaints import keys, numbering, services
from portal.complaints.forms.tracking import TrackForm
from portal.complaints.lifecycle import STATE_WORDS
from portal.complaints.queries import reporter
from portal.complaints.views import followed
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import is_fresh
from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.i18n import language
from portal.foundation.policy import ANYONE, Role
from portal.foundation.web import actor, forms_refused, open_to, profile, sender

MOST_OPENED = 12
"""Complaints one browser keeps open by code; the oldest makes room."""


@blueprint.get("/track")
@open_to(*ANYONE)
def track() -> ResponseReturnValue:
    """Where number and code are typed in."""
    form = TrackForm(formdata=None, number=request.args.get("number", "")[:60])
    return _door(form)


@blueprint.post("/track")
@open_to(*ANYONE, checks_form=True)
def open_by_code() -> ResponseReturnValue:
    """Open the complaint of this number and code for this browser."""
    form = TrackForm()
    if is_fresh(form) and form.validate():
        letters = profile().letters
        number = numbering.parsed(form.number.data, letters.th, letters.en)
        try:
            found = services.find_by_code(number, form.code.data, who=sender())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            _remember(found)
            year, running = reporter.number_of(found) or (0, 0)
            return redirect(url_for(".follow", year=year, running=running), 303)
    return _door(form), 422


@blueprint.get("/my-complaints")
@open_to(Role.RESIDENT)
def mine() -> ResponseReturnValue:
    """What this person reported or keeps, newest first."""
    page = reporter.mine(actor(), request.args.get("from"))
    return render_template(
        "complaints/mine.html",
        page=page,
        state_words=STATE_WORDS,
        at=clock.now(),
    )


@blueprint.get("/track/<int:year>/<int:running>")
@open_to(*ANYONE)
def follow(year: int, running: int) -> ResponseReturnValue:
    """Where the complaint stands, what was promised, and what its reporter can do now."""
    key = keys.key((year, running))
    if key is None:
        return redirect(url_for(".track"), 303)
    return followed.page(key)


def _door(form: TrackForm) -> str:
    letters, now = profile().letters.here, clock.local(clock.now())
    example = numbering.formatted(letters, now.year, 123, language())
    return render_template("complaints/track.html", form=form, example=example)


def _remember(complaint_id: int) -> None:
    """Note in the session that this browser showed the code of this complaint."""
    others = [known for known in session.get("opened", []) if known != complaint_id]
    session["opened"] = [*others, complaint_id][-MOST_OPENED:]
