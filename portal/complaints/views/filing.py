"""Somebody tells the municipality what is wrong: write, check, file, receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from flask import redirect, request, url_for

from portal.accounts import queries as accounts
from portal.complaints import services
from portal.complaints.asking import views as asking
from portal.complaints.duplicates import offering as duplicates
from portal.complaints.emergency import views as emergency
from portal.complaints.forms.filing import GUESS, FilingForm
from portal.complaints.queries import reporter
from portal.complaints.views import admission, filing_pages, uploads
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import is_fresh
from portal.complaints.views.receipts import show_receipt
from portal.complaints.views.typed import filing_of
from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.i18n import language
from portal.foundation.policy import ANYONE, Role
from portal.foundation.web import actor, forms_refused, open_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue

    from portal.complaints.services import Foreseen

AT_FIELD = {"place": "landmark", "occurred_at": "occurred_on"}
"""Where the form shows what the verb says of a filing."""


@blueprint.get("/report")
@open_to(*ANYONE)
def new() -> ResponseReturnValue:
    """Write it down: in an emergency on a short form."""
    if (short := emergency.short_page()) is not None:
        return short
    who = actor()
    form = FilingForm(formdata=None, form_id=str(uuid4()), answers_in=language())
    if who.role is Role.RESIDENT and who.person_id is not None:
        form.email.data = accounts.email_of(who.person_id)
        form.phone.data = accounts.phone_of(who.person_id)
        form.name.data = who.name
    return filing_pages.form_page(form)


@blueprint.post("/report/change")
@open_to(*ANYONE, checks_form=True)
def change() -> ResponseReturnValue:
    """Back from the check page to the form, with everything in it."""
    return filing_pages.form_page(FilingForm())


@blueprint.post("/report/check")
@open_to(*ANYONE, checks_form=True)
def check() -> ResponseReturnValue:
    """Show what was understood and what would follow, before anything is filed."""
    form = FilingForm()
    form.category.data = request.form.get("suggested") or form.category.data
    if not is_fresh(form):
        return filing_pages.form_page(form), 422
    parcel = uploads.opened()
    if (known := reporter.filed_with(form.identifier())) is not None:
        return show_receipt(known, again=True)
    if uploads.wants_removal():
        uploads.remove(form.identifier())
        return filing_pages.form_page(form)
    refused = uploads.keep(form.identifier(), parcel)
    if form.accuses() and not refused:
        return _to_the_few(form)
    foreseen = _foreseen(form, refused)
    if foreseen is None:
        return filing_pages.form_page(form), 422
    return asking.step(form) or duplicates.step(form) or filing_pages.check_page(form, foreseen)


@blueprint.post("/report")
@open_to(*ANYONE, checks_form=True)
def file() -> ResponseReturnValue:
    """File it, once, however often this form is sent."""
    form = FilingForm()
    if not is_fresh(form):
        foreseen = _foreseen(form)
        return (
            filing_pages.check_page(form, foreseen) if foreseen else filing_pages.form_page(form)
        ), 422
    if form.accuses():
        return _to_the_few(form)
    is_sound = _is_sound(form)
    if is_sound and (missing := asking.step(form)) is not None:
        return missing[0], 422
    if is_sound:  # before the database is asked: who writes, holds SQLite's only write lock
        try:
            receipt = admission.file(
                actor(), filing_of(form, actor()), form.work.data or "", clock.now()
            )
        except Invalid as refusal:
            _refused(form, refusal)
        else:
            return show_receipt(receipt.complaint_id)
    elif (known := reporter.filed_with(form.identifier())) is not None:
        return show_receipt(known)
    return filing_pages.form_page(form), 422


def _to_the_few(form: FilingForm) -> ResponseReturnValue:
    """Send what was typed on to the form for conduct, by the same press."""
    guessed = 1 if form.kind.data == GUESS else None
    return redirect(url_for("conduct.begin", guessed=guessed), 307)


def _is_sound(form: FilingForm) -> bool:
    """Whether the form itself finds nothing to correct."""
    filing_pages.choosable(form)
    form.validate()
    form.csrf_token.errors = ()
    is_sound = not any(field.errors for field in form)
    if is_sound:
        form.guess_kind()
    return is_sound


def _foreseen(form: FilingForm, photos_refused: Sequence[object] = ()) -> Foreseen | None:
    """What would follow; None where something is to be corrected, said at the fields."""
    is_sound = _is_sound(form)
    form.photos.errors = list(photos_refused)
    if not is_sound or photos_refused:
        return None
    try:
        return services.foresee(actor(), filing_of(form, actor()), clock.now())
    except Invalid as refusal:
        _refused(form, refusal)
    return None


def _refused(form: FilingForm, refusal: Invalid) -> None:
    refusal.fields = {AT_FIELD.get(name, name): words for name, words in refusal.fields.items()}
    forms_refused(form, refusal)
