"""How long personal data is kept: periods, what would go tonight, what must stay, what went."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.complaints import numbering
from portal.foundation import clock
from portal.foundation.errors import Invalid, NotFound, Outdated, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, forms_refused, freshly_proved, open_to, profile, undo
from portal.rights.forms.keeping import HoldForm, LiftForm, SettingsForm
from portal.rights.policy import HOLDERS, KEEPERS
from portal.rights.queries import holds, incidents, requests, settings
from portal.rights.services import holding, retention
from portal.rights.services import settings as setting
from portal.rights.views.door import blueprint

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

NUMBER = re.compile(r"\d")
SAVED = lazy("What you set holds from now on.")
DONE = {
    "placed": lazy("The complaint is kept from now on."),
    "lifted": lazy("The complaint need not be kept any longer."),
}


@blueprint.get("/settings/personal-data")
@open_to(*KEEPERS)
def overview() -> ResponseReturnValue:
    """Everything about personal data that the clerk answers for, on one page."""
    at = clock.now()
    return render_template(
        "rights/overview.html",
        at=at,
        waiting=requests.waiting(),
        to_tell=incidents.to_be_told(at),
        held=len(holds.held_now()),
        set=settings.now(),
        due=retention.dry_run(at),
        deletions=requests.deletions(),
    )


@blueprint.get("/settings/privacy")
@open_to(*KEEPERS)
def privacy_form() -> ResponseReturnValue:
    """The periods, and what the notice says."""
    form, now = SettingsForm(formdata=None), settings.now()
    form.seen.data = str(now.version)
    for kind, field in form.periods():
        field.data = str(now.months[kind])
    for name in ("officer_name", "officer_phone", "officer_email", "names_openers"):
        form[name].data = getattr(now, name)
    for name in ("recipients", "measures"):
        text = getattr(now, name)
        form[f"{name}_th"].data, form[f"{name}_en"].data = text.th, text.en
    notice = SAVED if "saved" in request.args else None
    return render_template("rights/privacy_form.html", form=form, notice=notice)


@blueprint.post("/settings/privacy")
@open_to(*KEEPERS)
@freshly_proved()
def set_privacy() -> ResponseReturnValue:
    """Set them."""
    form, status = SettingsForm(), 422
    form.validate()
    wanted = setting.Wanted(
        months=form.months(),
        officer_name=form.officer_name.data or "",
        officer_phone=form.officer_phone.data or "",
        officer_email=form.officer_email.data or "",
        recipients=form.text("recipients"),
        measures=form.text("measures"),
        names_openers=form.names_openers.data,
    )
    refusal: object = ""
    try:
        setting.change(actor(), wanted, seen=form.version(), at=clock.now())
    except Invalid as wrong:
        undo()
        forms_refused(form, wrong)
    except Outdated as late:
        undo()
        refusal, status = late.message, late.status
    else:
        return redirect(url_for(".privacy_form", saved="1"), 303)
    return render_template("rights/privacy_form.html", form=form, refusal=refusal), status


@blueprint.get("/settings/holds")
@open_to(*HOLDERS)
def hold_list() -> ResponseReturnValue:
    """Complaints that must be kept whole, and why."""
    return _holds(HoldForm(formdata=None))


@blueprint.post("/settings/holds")
@open_to(*HOLDERS)
def place_hold() -> ResponseReturnValue:
    """Keep a complaint from now on."""
    form, letters = HoldForm(), profile().letters
    form.validate()
    found = numbering.parsed(form.number.data or "", letters.th, letters.en)
    try:
        year, running = (found.year_ce, found.running) if found else (0, 0)
        holding.place(actor(), year, running, form.reason.data or "", at=clock.now())
    except Invalid as refusal:
        undo()
        forms_refused(form, refusal)
    except (NotFound, OutOfOrder) as refusal:
        undo()
        forms_refused(form, Invalid(fields={"number": refusal.message}))
    else:
        return redirect(url_for(".hold_list", done="placed"), 303)
    return _holds(form), 422


@blueprint.post("/settings/holds/<int:hold_id>/lift")
@open_to(*HOLDERS)
def lift_hold(hold_id: int) -> ResponseReturnValue:
    """Let a complaint go like any other again."""
    form = LiftForm()
    form.validate()
    try:
        holding.lift(actor(), hold_id, form.reason.data or "", at=clock.now())
    except Invalid as refusal:
        undo()
        forms_refused(form, refusal)
        return _holds(HoldForm(formdata=None), failed=(hold_id, form)), 422
    return redirect(url_for(".hold_list", done="lifted"), 303)


def _holds(form: HoldForm, failed: tuple[int, LiftForm] | None = None) -> str:
    return render_template(
        "rights/holds.html",
        form=form,
        holds=holds.all_holds(),
        lift=LiftForm(formdata=None),
        failed=failed,
        notice=DONE.get(request.args.get("done", "")),
    )
