"""Two doors: residents by e-mail and code, staff by password."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import current_app, redirect, render_template, request, session, url_for
from flask_login import LoginManager, login_user, logout_user

from portal.accounts import queries, services
from portal.accounts.forms import CodeDoor, ResidentDoor, SignOut, StaffDoor
from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.i18n import language
from portal.foundation.policy import ANYONE
from portal.foundation.web import actor, forms_refused, open_to, room, sender

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

blueprint = room("accounts", __name__)
login_manager = LoginManager()
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via")
"""Who sends one of these came through somebody else's hands, whatever the sender's address."""


def install(app: Flask) -> None:
    """Let Flask-Login know people by the keys in their cookies."""
    login_manager.init_app(app, add_context_processor=False)
    login_manager.user_loader(queries.signed_in)
    app.config["SIGN_IN_ADDRESS"] = _door


def _door(onward: str, *, for_residents: bool) -> str:
    """The address where somebody who must sign in does so."""
    if for_residents:
        return url_for("accounts.resident_door")
    return url_for("accounts.staff_door", onward=onward)


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
            services.ask_code(form.email.data, language(), who=sender(), at=clock.now())
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
                form.email.data, form.code.data, who=sender(), at=clock.now()
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            _enter(person_id)
            return redirect(url_for("complaints.mine"), 303)
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
            _enter(person_id)
            return redirect(_inside(form.onward.data) or _begins_at(), 303)
    return render_template("accounts/staff_door.html", form=form), 422


@blueprint.get("/sign-out")
@open_to(*ANYONE)
def leaving() -> ResponseReturnValue:
    """Ask whether to sign out: a link must not do it by itself."""
    return render_template("accounts/sign_out.html", form=SignOut())


@blueprint.post("/sign-out")
@open_to(*ANYONE)
def sign_out() -> ResponseReturnValue:
    """End the session."""
    logout_user()
    session.clear()
    return redirect(url_for("front.home"), 303)


def _begins_at() -> str:
    """Where somebody who just signed in begins: at the desk, if it is theirs to open."""
    desk = "complaints.desk"
    may_open = actor().role in getattr(current_app.view_functions[desk], "open_to", ())
    return url_for(desk if may_open else "front.home")


def _demo_is_open() -> bool:
    """Demo accounts work on this machine only, and only where the demo was asked for."""
    if not current_app.config["PORTAL"].demo or any(name in request.headers for name in FORWARDED):
        return False
    before_proxies = request.environ.get("werkzeug.proxy_fix.orig", request.environ)
    try:
        return ip_address(before_proxies.get("REMOTE_ADDR") or "").is_loopback
    except ValueError:
        return False


def _enter(person_id: int) -> None:
    known = queries.key_of(person_id)
    opened = session.get("opened")
    session.clear()
    if opened:  # what this browser opened by number and code stays open
        session["opened"] = opened
    if known is not None:
        login_user(known)


def _inside(address: str | None) -> str | None:
    """Only an address of this portal is gone on to, never one elsewhere."""
    parts = urlsplit(address or "")
    if not address or parts.scheme or parts.netloc or not address.startswith("/"):
        return None
    if address.startswith("//") or "\\" in address:
        return None
    return f"{request.script_root}{address}"
