"""One's own keys: password, authenticator, passkeys, and the codes on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.accounts import devices, queries, services
from portal.accounts.forms import NewPasskey, NewPassword, SecondDoor
from portal.accounts.services import recovery
from portal.accounts.views.door import blueprint, passkey_door, present_session, settings
from portal.accounts.views.keys import asked, put
from portal.foundation import clock, qr
from portal.foundation.errors import Invalid, OutOfOrder
from portal.foundation.i18n import _, lazy
from portal.foundation.policy import STAFF
from portal.foundation.web import actor, forms_refused, freshly_proved, open_to, profile

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@blueprint.get("/account/password")
@open_to(*STAFF)
@freshly_proved()
def new_password() -> ResponseReturnValue:
    """Where one's own password is changed."""
    return render_template("accounts/new_password.html", form=NewPassword())


@blueprint.post("/account/password")
@open_to(*STAFF)
@freshly_proved()
def change_password() -> ResponseReturnValue:
    """Take the new password; all other sessions end."""
    form = NewPassword()
    if form.validate():
        try:
            services.change_password(
                actor(), form.password.data, present_session().session_id, clock.now()
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".account", done="password"), 303)
    return render_template("accounts/new_password.html", form=form), 422


@blueprint.post("/account/authenticator/begin")
@open_to(*STAFF)
@freshly_proved()
def begin_authenticator() -> ResponseReturnValue:
    """Make a new key for an authenticator."""
    services.second_factors.begin(actor().person_id or 0, settings().secret_key, clock.now())
    return redirect(url_for(".new_authenticator"), 303)


@blueprint.get("/account/authenticator")
@open_to(*STAFF)
@freshly_proved()
def new_authenticator() -> ResponseReturnValue:
    """Where an authenticator is set up by somebody who is signed in; back where none was begun."""
    try:
        return _authenticator(SecondDoor())
    except OutOfOrder:
        return redirect(url_for(".account"))


@blueprint.post("/account/authenticator")
@open_to(*STAFF)
@freshly_proved()
def confirm_authenticator() -> ResponseReturnValue:
    """Take its first code."""
    form = SecondDoor()
    if form.validate():
        try:
            codes = services.second_factors.confirm(
                actor().person_id or 0,
                form.code.data,
                secret_key=settings().secret_key,
                at=clock.now(),
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return told(codes, "authenticator")
    return _authenticator(form), 422


@blueprint.post("/account/authenticator/remove")
@open_to(*STAFF)
@freshly_proved()
def remove_authenticator() -> ResponseReturnValue:
    """Take one's own authenticator away."""
    services.second_factors.remove_authenticator(
        actor(), settings().second_factor_roles, clock.now()
    )
    return redirect(url_for(".account", done="removed"), 303)


@blueprint.get("/account/passkeys/new")
@open_to(*STAFF)
@freshly_proved()
def new_passkey() -> ResponseReturnValue:
    """Where a passkey is made."""
    name = devices.named(request.user_agent.string)
    return render_template("accounts/new_passkey.html", form=NewPasskey(name=name), is_inside=True)


@blueprint.post("/account/passkeys/ask")
@open_to(*STAFF)
@freshly_proved()
def ask_new_passkey() -> ResponseReturnValue:
    """A question to the device that is to make it."""
    return put(
        services.passkeys.ask_new(
            actor().person_id or 0, profile().title.here, passkey_door(), clock.now()
        )
    )


@blueprint.post("/account/passkeys/new")
@open_to(*STAFF)
@freshly_proved()
def add_passkey() -> ResponseReturnValue:
    """Keep what the device made."""
    form = NewPasskey()
    if form.validate():
        try:
            codes = services.passkeys.add(
                actor().person_id or 0,
                form.name.data,
                asked(),
                form.answer.data or "",
                door=passkey_door(),
                at=clock.now(),
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return told(codes, "passkey")
    return render_template("accounts/new_passkey.html", form=form, is_inside=True), 422


@blueprint.post("/account/passkeys/<int:passkey_id>/remove")
@open_to(*STAFF)
@freshly_proved()
def remove_passkey(passkey_id: int) -> ResponseReturnValue:
    """Remove one of one's own passkeys."""
    services.passkeys.remove(actor(), passkey_id, settings().second_factor_roles, clock.now())
    return redirect(url_for(".account", done="removed"), 303)


@blueprint.post("/account/recovery-codes")
@open_to(*STAFF)
@freshly_proved()
def new_recovery_codes() -> ResponseReturnValue:
    """Make new codes on paper: shown once, on this answer only."""
    codes = recovery.new_codes(actor(), settings().secret_key, clock.now())
    return told(codes, "codes")


def told(codes: list[str], done: str) -> ResponseReturnValue:
    """Show new codes once; where there are none, only say what was done."""
    address = url_for("accounts.account", done=done)
    if not codes:
        return redirect(address, 303)
    return render_template("accounts/recovery_codes.html", codes=codes, onward=address)


def _authenticator(form: SecondDoor) -> str:
    factor = queries.factor_begun(
        actor().person_id or 0, settings().secret_key, profile().title.here
    )
    if factor is None:
        raise OutOfOrder(lazy("There is nothing to set up. Begin again from your account."))
    drawing = qr.drawing(factor.address, _("QR code for the authenticator app"))
    return render_template(
        "accounts/new_second_factor.html", form=form, factor=factor, drawing=drawing, is_inside=True
    )
