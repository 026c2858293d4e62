"""Whoever told it comes back with number and code: reads, answers, tells more."""

from __future__ import annotations

from uuid import uuid4

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from portal.attachments import parcels as uploads
from portal.complaints.queries.said import said
from portal.conduct import numbering, services
from portal.conduct.forms.telling import FollowForm, MoreForm
from portal.conduct.lifecycle import OUTCOME_WORDS, STATE_WORDS, State
from portal.conduct.queries import matter as matters
from portal.conduct.services import Key
from portal.conduct.services.moving import NOT_HERE
from portal.conduct.views.door import blueprint
from portal.foundation import clock
from portal.foundation.errors import Invalid, NotFound
from portal.foundation.i18n import language
from portal.foundation.policy import ANYONE
from portal.foundation.web import forms_refused, open_to, personal, profile, sender
from portal.foundation.web.freshness import is_fresh

MOST_OPENED = 3
"""Matters one browser keeps open by code; the oldest makes room."""
MARK = "conduct_opened"


@blueprint.get("/conduct/follow")
@open_to(*ANYONE)
def follow_door() -> ResponseReturnValue:
    """Where number and code are typed in."""
    return _door(FollowForm(formdata=None))


@blueprint.post("/conduct/follow")
@open_to(*ANYONE, checks_form=True)
def follow_by_code() -> ResponseReturnValue:
    """Open the matter of this number and code for this browser."""
    form = FollowForm()
    if is_fresh(form) and form.validate():
        number = numbering.parsed(form.number.data, profile().letters)
        try:
            key = services.find_by_code(number, form.code.data, who=sender())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            others = [known for known in session.get(MARK, []) if known != key.matter_id]
            session[MARK] = [*others, key.matter_id][-MOST_OPENED:]
            found = matters.followed(key.matter_id)
            if found is not None:
                to = url_for(".follow", year=found.year, running=found.running)
                return redirect(to, 303)
    return _door(form), 422


@blueprint.get("/conduct/follow/<int:year>/<int:running>")
@open_to(*ANYONE)
def follow(year: int, running: int) -> ResponseReturnValue:
    """Where it stands, what was written, who may read it."""
    key = _key(year, running)
    return redirect(url_for(".follow_door"), 303) if key is None else _page(key)


@blueprint.post("/conduct/follow/<int:year>/<int:running>/add")
@open_to(*ANYONE, checks_form=True)
def add_more(year: int, running: int) -> ResponseReturnValue:
    """Tell more, or answer what was asked."""
    key = _key(year, running)
    if key is None:
        raise NotFound(NOT_HERE)
    form, parcel = MoreForm(), uploads.opened()
    if is_fresh(form):
        if uploads.wants_removal():
            uploads.remove(form.identifier())
            return _page(key, form)
        refused = uploads.keep(form.identifier(), parcel)
        if form.validate() and not refused:
            found = matters.followed(key.matter_id)
            asked = found is not None and found.state is State.ASKED
            verb = services.answer if asked else services.add
            verb(key, form.words.data, form_id=form.identifier(), at=clock.now())
            return redirect(url_for(".follow", year=year, running=running, done=1), 303)
        form.photos.errors = refused
    return _page(key, form), 422


def _key(year: int, running: int) -> Key | None:
    """What opens this matter here; None where nothing does, or where there is none."""
    matter_id = matters.by_number(year, running)
    shown = [*session.get(MARK, []), session.get("conduct_receipt")]
    return Key(matter_id) if matter_id is not None and matter_id in shown else None


def _page(key: Key, form: MoreForm | None = None) -> str:
    personal()
    found = matters.followed(key.matter_id)
    if found is None:
        raise NotFound(NOT_HERE)
    form = form or MoreForm(formdata=None, form_id=str(uuid4()))
    return render_template(
        "conduct/follow.html",
        matter=found,
        form=form,
        photos=uploads.waiting(form.identifier()),
        state_words=STATE_WORDS,
        outcome_words=OUTCOME_WORDS,
        is_asked=found.state is State.ASKED,
        done="done" in request.args and not form.errors,
        said=said,
    )


def _door(form: FollowForm) -> str:
    personal()
    year = clock.local(clock.now()).year
    example = numbering.formatted(profile().letters, year, 12, language())
    return render_template("conduct/follow_door.html", form=form, example=example)
