"""The pages of site notices and of the emergency mode."""

from __future__ import annotations

from datetime import timedelta

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.announcements import naming, queries, services
from portal.announcements.forms import EmergencyForm, NoticeForm
from portal.announcements.policy import ANNOUNCERS
from portal.announcements.queries import NOTHING, Standing
from portal.announcements.services import Alarm
from portal.announcements.terms import LEVEL_WORDS, NUMBERS, Level
from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, forms_refused, open_to, profile_or_none, room, undo
from portal.foundation.web.freshness import is_fresh

blueprint = room("announcements", __name__)

USUAL_EMERGENCY = timedelta(days=2)
DONE = {
    "made": lazy("The notice is saved. It stands on every page from its beginning to its end."),
    "ended": lazy("The notice is taken down."),
    "on": lazy("The emergency mode is on. It ends by itself."),
    "off": lazy("The emergency mode is off."),
}


def standing_here() -> Standing:
    """What stands on this page."""
    return queries.standing(clock.now()) if profile_or_none() is not None else NOTHING


def shown_here() -> object:
    """What kept copies of this page hang on."""
    return queries.shown(clock.now()) if profile_or_none() is not None else ()


@blueprint.get("/settings/site-notices")
@open_to(*ANNOUNCERS)
def site_notices() -> ResponseReturnValue:
    """What stands on every page, and a form for one more."""
    form = NoticeForm(formdata=None)
    form.begin_at(clock.now())
    return _notices_page(form)


@blueprint.post("/settings/site-notices")
@open_to(*ANNOUNCERS, checks_form=True)
def announce() -> ResponseReturnValue:
    """Put a notice on every page."""
    form = NoticeForm()
    if is_fresh(form) and form.validate():
        try:
            services.announce(
                actor(),
                Level(form.level.data),
                form.text(),
                form.starts_at(),
                form.ends_at(),
                clock.now(),
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".site_notices", done="made"), 303)
    undo()
    return _notices_page(form), 422


@blueprint.post("/settings/site-notices/<int:notice_id>/end")
@open_to(*ANNOUNCERS)
def take_down(notice_id: int) -> ResponseReturnValue:
    """Take a notice down."""
    services.take_down(actor(), notice_id, clock.now())
    return redirect(url_for(".site_notices", done="ended"), 303)


@blueprint.get("/settings/emergency")
@open_to(*ANNOUNCERS)
def emergency() -> ResponseReturnValue:
    """Whether the emergency mode is on, and the switch."""
    at = clock.now()
    form, present = EmergencyForm(formdata=None), queries.present(at)
    form.end_at(present.ends_at if present else at + USUAL_EMERGENCY)
    if present is not None:
        form.reason_th.data, form.reason_en.data = present.reason.th, present.reason.en
        form.call_th.data, form.call_en.data = present.call.th, present.call.en
        form.held.data = [str(number) for number in present.held]
    return _emergency_page(form)


@blueprint.post("/settings/emergency")
@open_to(*ANNOUNCERS, checks_form=True)
def begin() -> ResponseReturnValue:
    """Begin the emergency mode, or change it."""
    form = EmergencyForm()
    if is_fresh(form) and form.validate():
        alarm = Alarm(form.reason(), form.call(), form.held_ids(), form.ends_at())
        try:
            known = [line.id for line in naming.categories()]
            services.begin(actor(), alarm, known, clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".emergency", done="on"), 303)
    undo()
    return _emergency_page(form), 422


@blueprint.post("/settings/emergency/end")
@open_to(*ANNOUNCERS)
def end() -> ResponseReturnValue:
    """End it now."""
    services.end(actor(), clock.now())
    return redirect(url_for(".emergency", done="off"), 303)


def _notices_page(form: NoticeForm) -> str:
    at = clock.now()
    return render_template(
        "announcements/notices.html",
        form=form,
        lines=queries.notices(at),
        past=queries.past_notices(at),
        level_words=LEVEL_WORDS,
        at=at,
        notice=DONE.get(request.args.get("done", "")),
    )


def _emergency_page(form: EmergencyForm) -> str:
    at = clock.now()
    categories = naming.categories()
    form.held.choices = [(str(line.id), line.title.here) for line in categories]
    return render_template(
        "announcements/emergency.html",
        form=form,
        present=queries.present(at),
        past=queries.past_emergencies(at),
        titles={line.id: line.title.here for line in categories},
        numbers=NUMBERS,
        notice=DONE.get(request.args.get("done", "")),
    )
