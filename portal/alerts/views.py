"""Ask for alerts, confirm and end them; the same news as an Atom feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, redirect, render_template, request, session, url_for

from portal.accounts import queries as accounts
from portal.alerts import queries, services
from portal.alerts.forms import AlertForm, CodeForm
from portal.alerts.services import NewAlert
from portal.alerts.terms import Cadence
from portal.complaints.lifecycle import STATE_WORDS
from portal.complaints.queries import choices
from portal.foundation import clock
from portal.foundation.errors import Invalid, NotFound
from portal.foundation.fields import offered
from portal.foundation.i18n import language, lazy
from portal.foundation.policy import ANYONE, Role
from portal.foundation.web import (
    actor,
    forms_refused,
    open_to,
    room,
    sender,
    tagged,
    unchanged,
)
from portal.foundation.web.freshness import is_fresh
from portal.municipalities.queries import public_version
from portal.places import geometry
from portal.places import queries as places

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = room("alerts", __name__)
ASKED = "alert"
"""Under this name the browser's session keeps which alert it asked for."""
NOTED = {
    "begun": lazy("The alert has begun. The first message comes with the first new complaint."),
    "ended": lazy("The alert has ended. Nothing more is sent for it."),
}


@blueprint.get("/alerts")
@open_to(*ANYONE)
def alerts() -> ResponseReturnValue:
    """The alerts of whoever is signed in, and the form to ask for one."""
    form = AlertForm(formdata=None, email=_own_email())
    form.category.data = request.args.get("category", "")[:20]
    form.area.data = request.args.get("area", "")[:20]
    form.way.data = "area" if form.area.data else "all"
    return _drawn(form)


@blueprint.post("/alerts")
@open_to(*ANYONE, checks_form=True)
def ask() -> ResponseReturnValue:
    """Keep what is asked for; a code goes to the address."""
    form = AlertForm()
    _offer(form)
    if is_fresh(form) and form.validate():
        try:
            alert_id = services.ask(
                actor(), _asked(form), who=sender(), secret_key=_secret(), at=clock.now()
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            session[ASKED] = alert_id
            found = queries.asked(alert_id)
            begun = found is not None and found.is_confirmed
            to = url_for(".alerts", noted="begun") if begun else url_for(".confirming")
            return redirect(to, 303)
    return _drawn(form), 422


@blueprint.get("/alerts/confirm")
@open_to(*ANYONE)
def confirming() -> ResponseReturnValue:
    """Where the code is typed in."""
    return _confirming(CodeForm(formdata=None))


@blueprint.post("/alerts/confirm")
@open_to(*ANYONE, checks_form=True)
def confirm() -> ResponseReturnValue:
    """Let the alert begin."""
    form = CodeForm()
    if is_fresh(form) and form.validate():
        try:
            services.confirm(
                session.get(ASKED, 0), form.code.data, secret_key=_secret(), at=clock.now()
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            session.pop(ASKED, None)
            return redirect(url_for(".alerts", noted="begun"), 303)
    return _confirming(form), 422


@blueprint.get("/alerts/stop")
@open_to(*ANYONE)
def stopping() -> ResponseReturnValue:
    """Where the code of a message is typed in to end its alert."""
    return render_template("alerts/stop.html", form=CodeForm(formdata=None))


@blueprint.post("/alerts/stop")
@open_to(*ANYONE, checks_form=True)
def stop() -> ResponseReturnValue:
    """End the alert of this code."""
    form = CodeForm()
    if is_fresh(form) and form.validate():
        try:
            services.stop(form.code.data, who=sender())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".alerts", noted="ended"), 303)
    return render_template("alerts/stop.html", form=form), 422


@blueprint.post("/alerts/<int:alert_id>/stop")
@open_to(Role.RESIDENT)
def stop_own(alert_id: int) -> ResponseReturnValue:
    """End one of one's own."""
    services.stop_own(_own_email(), alert_id)
    return redirect(url_for(".alerts", noted="ended"), 303)


@blueprint.get("/complaints.atom")
@open_to(*ANYONE)
def feed() -> ResponseReturnValue:
    """The newest public complaints of a category and an area, for feed readers."""
    kept = unchanged(public_version())
    if kept is not None:
        return kept
    category = choices.category(_number(request.args.get("category")))
    area_id = _number(request.args.get("area"))
    area = choices.area_title(area_id)
    lines = queries.feed(category.id if category else None, area_id if area else None)
    answer = tagged(
        render_template(
            "alerts/feed.xml",
            lines=lines,
            parts=[part.here for part in (category and category.title, area) if part],
            state_words={state.value: words for state, words in STATE_WORDS.items()},
            updated=max((line.changed_at for line in lines), default=clock.now()),
        )
    )
    answer.mimetype = "application/atom+xml"
    if lines:
        answer.last_modified = max(line.changed_at for line in lines)
    return answer


def _number(text: str | None) -> int | None:
    is_number = text is not None and text.isascii() and text.isdecimal() and len(text) < 19  # noqa: PLR2004 - digits of 64 bits
    return int(text) if is_number and text else None


def _own_email() -> str:
    me = actor()
    is_resident = me.role is Role.RESIDENT and me.person_id is not None
    return accounts.email_of(me.person_id) if is_resident and me.person_id else ""


def _secret() -> str:
    return str(current_app.config["SECRET_KEY"])


def _asked(form: AlertForm) -> NewAlert:
    return NewAlert(
        email=form.email.data,
        language=language(),
        cadence=Cadence(form.cadence.data),
        category_id=form.category_id(),
        area_id=form.area_id(),
        point=form.point(),
        radius=form.metres(),
    )


def _offer(form: AlertForm) -> None:
    public = [line for line in choices.categories() if line.visibility != "private"]
    everything = lazy("All categories")
    form.category.choices = offered(
        [("", everything), *((str(line.id), line.title.here) for line in public)]
    )
    form.area.choices = offered(choices.area_choices(lazy("The whole municipality")))


def _drawn(form: AlertForm) -> str:
    _offer(form)
    email = _own_email()
    config = current_app.config["PORTAL"]
    return render_template(
        "alerts/alerts.html",
        form=form,
        own=queries.of_email(email) if email else [],
        notice=NOTED.get(request.args.get("noted", "")),
        tiles=config.tile_address,
        attribution=config.tile_attribution,
        centre=_centre(),
    )


def _centre() -> tuple[float, float] | None:
    """Where the map opens: the middle of the municipality."""
    outline = places.outline()
    return geometry.centroid(outline) if outline else None


def _confirming(form: CodeForm) -> str:
    found = queries.asked(session.get(ASKED, 0))
    if found is None:
        raise NotFound(lazy("There is no such alert. Ask for it again."))
    return render_template("alerts/confirm.html", form=form, alert=found)
