"""Somebody tells of conduct or corruption: write, check who will read it, send, receipt."""

from __future__ import annotations

from uuid import uuid4

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from portal.attachments import parcels as uploads
from portal.complaints.queries.said import said
from portal.conduct import services
from portal.conduct.forms.telling import TellingForm
from portal.conduct.lifecycle import MEANT_WORDS, Meant, Sort
from portal.conduct.policy import Accused
from portal.conduct.queries import matter as matters
from portal.conduct.queries import recipients
from portal.conduct.services import Contact, Telling
from portal.conduct.views.door import blueprint
from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.fields import offered
from portal.foundation.i18n import language, lazy
from portal.foundation.policy import ANYONE, Role
from portal.foundation.web import forms_refused, open_to, personal, profile
from portal.foundation.web.freshness import is_fresh
from portal.municipalities import queries as municipalities


@blueprint.get("/conduct")
@open_to(*ANYONE)
def new() -> ResponseReturnValue:
    """Write it down. Nothing is filled in for whoever is signed in."""
    return _page(TellingForm(formdata=None, form_id=str(uuid4()), answers_in=language()))


@blueprint.post("/conduct/begin")
@open_to(*ANYONE, checks_form=True)
def begin() -> ResponseReturnValue:
    """Go on here with what was typed as a complaint; name and contact stay behind."""
    form = TellingForm(sort=Sort.CONDUCT.value, meant=Meant.STAFF.value)
    form.place.data = form.place.data or request.form.get("landmark", "")
    form.email.data = form.phone.data = form.name.data = ""
    for field in (form.sort, form.meant):
        field.data = field.data or field.default
    return _page(form, guessed="guessed" in request.args, begun=True)


@blueprint.post("/conduct/change")
@open_to(*ANYONE, checks_form=True)
def change() -> ResponseReturnValue:
    """Back from the check page to the form, with everything in it."""
    return _page(TellingForm())


@blueprint.post("/conduct/check")
@open_to(*ANYONE, checks_form=True)
def check() -> ResponseReturnValue:
    """Show who would read it, before anything is sent."""
    form = TellingForm()
    if not is_fresh(form):
        return _page(form), 422
    parcel = uploads.opened()
    if (known := matters.filed_with(form.identifier())) is not None:
        return _shown(known)
    if uploads.wants_removal():
        uploads.remove(form.identifier())
        return _page(form)
    form.photos.errors = uploads.keep(form.identifier(), parcel)
    return _check_page(form) or (_page(form), 422)


@blueprint.post("/conduct")
@open_to(*ANYONE, checks_form=True)
def tell() -> ResponseReturnValue:
    """Send it, once, however often this form is sent."""
    form = TellingForm()
    if not is_fresh(form):
        return _check_page(form) or _page(form), 422
    if _is_sound(form):
        try:
            receipt = services.file(_telling(form), clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return _shown(receipt.matter_id)
    return _page(form), 422


@blueprint.get("/conduct/receipt")
@open_to(*ANYONE)
def receipt() -> ResponseReturnValue:
    """The receipt of what this browser sent last; the same after a reload."""
    personal()
    found = matters.followed(session.get("conduct_receipt", 0))
    if found is None:
        return redirect(url_for(".follow_door"), 303)
    return render_template("conduct/receipt.html", matter=found)


def _shown(matter_id: int) -> ResponseReturnValue:
    session["conduct_receipt"] = matter_id
    return redirect(url_for(".receipt"), 303)


def _is_sound(form: TellingForm) -> bool:
    """Whether the form itself finds nothing to correct."""
    _choosable(form)
    photos = form.photos.errors
    form.validate()
    form.csrf_token.errors = ()
    form.photos.errors = photos
    return not any(field.errors for field in form)


def _choosable(form: TellingForm) -> None:
    units = [(str(unit.id), unit.title.here) for unit in municipalities.units()]
    form.unit.choices = offered([("", lazy("I don’t know")), *units])
    words = profile().words
    own = {Meant.CLERK: words.formal_clerk.here, Meant.MAYOR: words.formal_head.here}
    form.meant.choices = offered(
        (meant.value, own.get(meant) or MEANT_WORDS[meant]) for meant in Meant
    )


def _telling(form: TellingForm) -> Telling:
    return Telling(
        form_id=form.identifier(),
        text=form.text.data or "",
        accused=Accused(Meant(form.meant.data), form.accused.data or "", form.unit_id()),
        sort=Sort(form.sort.data),
        happened=form.happened.data or "",
        place=form.place.data or "",
        evidence=form.evidence.data or "",
        contact=Contact(
            name=form.name.data or "",
            phone=form.phone.data or "",
            email=form.email.data or "",
            language=form.answers_in.data,
        ),
    )


def _page(form: TellingForm, *, guessed: bool = False, begun: bool = False) -> str:
    personal()
    _choosable(form)
    return render_template(
        "conduct/new.html",
        form=form,
        guessed=guessed,
        begun=begun,
        photos=uploads.waiting(form.identifier()),
        readers=recipients.offices(recipients.named()),
        staff_roles=Role,
        text_language=said(form.text.data or "").language,
    )


def _check_page(form: TellingForm) -> str | None:
    """What would be sent and who would read it; None where something is to be corrected."""
    personal()
    if not _is_sound(form):
        return None
    try:
        readers = services.check(_telling(form))
    except Invalid as refusal:
        forms_refused(form, refusal)
        return None
    return render_template(
        "conduct/check.html",
        form=form,
        readers=recipients.offices(readers),
        photos=uploads.waiting(form.identifier()),
        said=said,
    )
