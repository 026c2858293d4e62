"""Two doors: residents by e-mail and code, staff by password."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

from flask import redirect, render_template, request, session, url_for
from flask_login import logout_user

from portal.accounts import services
from portal.accounts.forms import CodeDoor, ResidentDoor, SignOut, StaffDoor
from portal.accounts.views.door import blueprint, end_present, enter, settings
from portal.accounts.views.second import goes_on
from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.i18n import language
from portal.foundation.policy import ANYONE
from portal.foundation.web import forms_refused, open_to, sender

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via")
"""Who sends one of these came through somebody else's hands, whatever the sender's address."""


@blueprint.get("/sign-in")
@open_to(*ANYONE)
def resident_door() -> ResponseReturnValue:
    """Where a resident asks for a code."""
    return render_template("accounts/resident_door.html", form=ResidentDoor())


@blueprint.post("/sign-in")
@open_to(*ANYONE)
def ask_code() -> ResponseReturnValue:
    """Send the code, and ask for it."""
    form = ResidentDoor()
    if form.validate():
        try:
            services.ask_code(
                form.email.data,
                language(),
                secret_key=settings().secret_key,
                who=sender(),
                at=clock.now(),
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            session["signing_in"] = form.email.data.strip().lower()
            return redirect(url_for(".code_door"), 303)
    return render_template("accounts/resident_door.html", form=form), 422


@blueprint.get("/sign-in/code")
@open_to(*ANYONE)
def code_door() -> ResponseReturnValue:
    """Where the code is typed in."""
    form = CodeDoor(email=session.get("signing_in", ""))
    return render_template("accounts/code_door.html", form=form)


@blueprint.post("/sign-in/code")
@open_to(*ANYONE)
def check_code() -> ResponseReturnValue:
    """Sign in whoever has the right code."""
    form = CodeDoor()
    if form.validate():
        try:
            person_id = services.check_code(
                form.email.data,
                form.code.data,
                secret_key=settings().secret_key,
                who=sender(),
                at=clock.now(),
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return enter(person_id)
    return render_template("accounts/code_door.html", form=form), 422


@blueprint.get("/staff")
@open_to(*ANYONE)
def staff_door() -> ResponseReturnValue:
    """Where staff sign in."""
    form = StaffDoor(onward=request.args.get("onward", ""))
    return render_template("accounts/staff_door.html", form=form)


@blueprint.post("/staff")
@open_to(*ANYONE)
def check_password() -> ResponseReturnValue:
    """Sign in whoever has the right password, and go where they wanted to."""
    form = StaffDoor()
    if form.validate():
        try:
            person_id = services.check_password(
                form.email.data,
                form.password.data,
                who=sender(),
                demo_is_open=_demo_is_open(),
                at=clock.now(),
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return goes_on(person_id, form.onward.data)
    return render_template("accounts/staff_door.html", form=form), 422


@blueprint.get("/sign-out")
@open_to(*ANYONE)
def leaving() -> ResponseReturnValue:
    """Ask whether to sign out: a link must not do it by itself."""
    return render_template("accounts/sign_out.html", form=SignOut())


@blueprint.post("/sign-out")
@open_to(*ANYONE)
def sign_out() -> ResponseReturnValue:
    """End the session here and on the server: its cookie is worth nothing from now on."""
    end_present()
    logout_user()
    session.clear()
    return redirect(url_for("front.home"), 303)


def _demo_is_open() -> bool:
    """Demo accounts work on this machine only, and only where the demo was asked for."""
    if not settings().demo or any(name in request.headers for name in FORWARDED):
        return False
    before_proxies = request.environ.get("werkzeug.proxy_fix.orig", request.environ)
    try:
        return ip_address(before_proxies.get("REMOTE_ADDR") or "").is_loopback
    except ValueError:
        return False
