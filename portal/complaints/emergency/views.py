"""The short form, and the desk's page of an emergency."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from flask import redirect, render_template, request, url_for

from portal.announcements import queries as announcements
from portal.announcements.queries import EmergencyLine
from portal.complaints import policy
from portal.complaints.asking import views as asking
from portal.complaints.emergency import queries, services
from portal.complaints.forms.filing import FilingForm
from portal.complaints.queries import choices, reporter
from portal.complaints.queries.said import said
from portal.complaints.views import admission
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import is_fresh
from portal.complaints.views.receipts import show_receipt
from portal.complaints.views.typed import filing_of
from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.fields import offered
from portal.foundation.i18n import language, lazy, ngettext
from portal.foundation.policy import ANYONE
from portal.foundation.web import actor, forms_refused, open_to

if TYPE_CHECKING:
    from datetime import datetime

    from flask.typing import ResponseReturnValue

DIGITS = 9
"""Of a number in an address, at most."""


def short_page() -> str | None:
    """The short form while the emergency mode is on; None where the long one is asked for."""
    if "full" in request.args or announcements.emergency(clock.now()) is None:
        return None
    return _page(FilingForm(formdata=None, form_id=str(uuid4()), answers_in=language()))


@blueprint.app_template_global("waits_in_emergency")
def waits_in_emergency(complaint_id: int, filed_at: datetime) -> EmergencyLine | None:
    """The emergency in which this complaint has to wait, if it is on."""
    return queries.told_to_wait(complaint_id, filed_at, clock.now())


@blueprint.post("/report/short")
@open_to(*ANYONE, checks_form=True)
def file_short() -> ResponseReturnValue:
    """File it at once, without a second page; also when the emergency has just ended."""
    form = FilingForm()
    if not is_fresh(form):
        return _page(form), 422
    if (known := reporter.filed_with(form.identifier())) is not None:
        return show_receipt(known, again=True)
    if form.accuses():
        return redirect(url_for("conduct.begin", guessed=1), 307)
    if _is_sound(form):
        if (asked := asking.step(form)) is not None:
            return asked
        try:
            receipt = admission.file(actor(), filing_of(form, actor()), "", clock.now())
        except Invalid as refusal:
            at_field = {"place": "landmark"}
            refusal.fields = {
                at_field.get(name, name): told for name, told in refusal.fields.items()
            }
            forms_refused(form, refusal)
        else:
            return show_receipt(receipt.complaint_id)
    return _page(form), 422


@blueprint.get("/desk/emergency")
@open_to(*policy.TRIAGE)
def emergency_desk() -> ResponseReturnValue:
    """What came in since the emergency began, and a button that accepts many at once."""
    present = announcements.present(clock.now())
    done = request.args.get("done", "")
    many = int(done) if done.isascii() and done.isdecimal() and len(done) <= DIGITS else None
    return render_template(
        "emergency/desk.html",
        present=present,
        rows=queries.rows(actor(), present) if present else [],
        at_once=services.AT_ONCE,
        notice=ngettext("%(n)s complaint is accepted.", "%(n)s complaints are accepted.", many)
        if many is not None
        else None,
    )


@blueprint.post("/desk/emergency/accept")
@open_to(*policy.TRIAGE)
def accept_many() -> ResponseReturnValue:
    """Accept the oldest that wait."""
    chosen = request.form.get("category", "")
    is_number = chosen.isascii() and chosen.isdecimal() and len(chosen) <= DIGITS
    category_id = int(chosen) if is_number else None
    done = services.accept_many(actor(), category_id, clock.now())
    return redirect(url_for(".emergency_desk", done=done), 303)


def _is_sound(form: FilingForm) -> bool:
    """Whether the form itself finds nothing to correct."""
    _offer(form)
    form.validate()
    form.csrf_token.errors = ()
    if any(field.errors for field in form):
        return False
    form.guess_kind()
    return True


def _offer(form: FilingForm) -> None:
    form.category.choices = offered(choices.category_choices(lazy("I don’t know")))
    form.area.choices = offered(choices.area_choices(lazy("Choose an area")))


def _page(form: FilingForm) -> str:
    _offer(form)
    present = announcements.emergency(clock.now())
    held = present.held if present else frozenset()
    return render_template(
        "emergency/short.html",
        form=form,
        emergency=present,
        held=[line.title.here for line in choices.categories() if line.id in held],
        text_language=said(form.text.data or "").language,
    )
