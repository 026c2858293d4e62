"""Show once more who one is, before something that a thief must not do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException

from portal.accounts import queries, services
from portal.accounts.forms import ProofForm
from portal.accounts.services import Address
from portal.accounts.services.passkey_questions import Purpose
from portal.accounts.views.account import SIGNED_IN
from portal.accounts.views.door import (
    blueprint,
    host,
    inside,
    passkey_door,
    present_session,
    renew_present,
    settings,
)
from portal.accounts.views.keys import asked, put
from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.i18n import language, lazy
from portal.foundation.web import actor, forms_refused, open_to, sender
from portal.foundation.web.requests import SAFE_METHODS

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

UNKEPT = frozenset({"csrf_token", "answer"})
"""Besides passwords: what is not carried through the page that asks."""
MOST_KEPT = 500


def ask_proof() -> ResponseReturnValue:
    """Answer a request for something that needs a fresh proof.

    A page is asked for again afterwards. A form that was sent is not taken; what was typed is
    carried through the page that asks, and sent again by the person.
    """
    if request.method in SAFE_METHODS:
        onward = request.full_path.rstrip("?")
        return redirect(url_for("accounts.confirm", onward=onward), 303)
    kept = [
        (name, text)
        for name, text in request.form.items(multi=True)
        if name not in UNKEPT and "password" not in name
    ]
    form = ProofForm(formdata=None, to=request.full_path.rstrip("?"), kept=json.dumps(kept))
    loses = any(upload.filename for upload in request.files.values())
    return _page(form, was_sent=True, loses=loses), 401


@blueprint.get("/account/confirm")
@open_to(*SIGNED_IN)
def confirm() -> ResponseReturnValue:
    """Where one shows it: by password, passkey or code."""
    return _page(ProofForm(formdata=None, onward=request.args.get("onward", "")))


@blueprint.post("/account/confirm")
@open_to(*SIGNED_IN)
def check_proof() -> ResponseReturnValue:
    """Take a password or a code, and go on with what was being done."""
    form = ProofForm()
    if form.validate():
        try:
            _check(form)
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return _goes_on(form)
    return _page(form), 422


@blueprint.post("/account/confirm/code")
@open_to(*SIGNED_IN)
def send_proof_code() -> ResponseReturnValue:
    """Send a code to a resident's own address."""
    form = ProofForm()
    to = _own_address()
    if to is not None:
        services.ask_code(
            to, language(), secret_key=settings().secret_key, who=sender(), at=clock.now()
        )
    return _page(form, was_code_sent=to is not None)


@blueprint.post("/account/confirm/passkey/ask")
@open_to(*SIGNED_IN)
def ask_proof_passkey() -> ResponseReturnValue:
    """A question to one of one's own passkeys."""
    person_id = actor().person_id or 0
    return put(services.passkeys.ask(Purpose.AGAIN, person_id, passkey_door(), clock.now()))


@blueprint.post("/account/confirm/passkey")
@open_to(*SIGNED_IN)
def check_proof_passkey() -> ResponseReturnValue:
    """Take a passkey's answer, and go on with what was being done."""
    form = ProofForm()
    try:
        services.passkeys.answer(
            Purpose.AGAIN,
            asked(),
            form.answer.data or "",
            actor().person_id,
            passkey_door(),
            clock.now(),
        )
    except Invalid as refusal:
        forms_refused(form, refusal)
        return _page(form), 422
    return _goes_on(form)


def _check(form: ProofForm) -> None:
    """Take whichever of the two was typed; a resident's code is the one that was sent."""
    who, at = actor(), clock.now()
    if form.password.data:
        services.confirm_password(who, form.password.data, at=at)
    elif not form.code.data:
        raise Invalid(fields={"code": lazy("Enter a code or a password")})
    elif who.is_staff:
        services.second_factors.check(
            who.person_id or 0, form.code.data, secret_key=settings().secret_key, at=at
        )
    else:
        to = _own_address()
        if to is None:
            raise Invalid(fields={"code": lazy("No code can be sent to you. Sign in again.")})
        services.take_code(
            to, form.code.data, secret_key=settings().secret_key, who=sender(), at=at
        )


def _own_address() -> Address | None:
    person_id = actor().person_id or 0
    if actor().is_staff:
        return None
    if email := queries.email_of(person_id):
        return Address(email)
    phone = queries.phone_of(person_id)
    return Address(phone, is_phone=True) if phone else None


def _goes_on(form: ProofForm) -> ResponseReturnValue:
    """Back to where one was; what was kept of a form is sent by one more press."""
    renew_present()
    to = form.to.data or ""
    if not to:
        return redirect(inside(form.onward.data) or url_for("accounts.account"), 303)
    kept = _kept(form.kept.data or "")
    if kept is None or not _takes_forms(to):
        return redirect(url_for("accounts.account"), 303)
    return render_template("accounts/proved.html", to=inside(to), kept=kept)


def _kept(text: str) -> list[tuple[str, str]] | None:
    try:
        pairs = json.loads(text)
        kept = [(name, value) for name, value in pairs]
    except (ValueError, TypeError, RecursionError):
        return None
    plain = all(isinstance(part, str) for pair in kept for part in pair)
    return kept if plain and len(kept) <= MOST_KEPT else None


def _takes_forms(address: str) -> bool:
    """Whether this is an address of ours where a form was refused for want of a proof."""
    adapter = current_app.create_url_adapter(request)
    if adapter is None or inside(address) is None:
        return False
    try:
        endpoint, _values = adapter.match(urlsplit(address).path, method="POST")
    except HTTPException:
        return False
    return hasattr(current_app.view_functions[endpoint], "proved_within")


def _page(
    form: ProofForm, *, was_sent: bool = False, loses: bool = False, was_code_sent: bool = False
) -> str:
    factors = queries.factors_of(actor().person_id or 0)
    return render_template(
        "accounts/confirm.html",
        form=form,
        factors=factors,
        has_passkey=factors.passkeys_at(host()),
        own_address=_own_address(),
        providers=settings().providers,
        was_sent=was_sent,
        loses=loses,
        was_code_sent=was_code_sent or bool(form.code.data and not actor().is_staff),
        present=present_session(),
    )
