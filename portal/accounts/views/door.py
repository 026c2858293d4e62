"""What the pages of this room share: the blueprint, who is signed in, how somebody comes in."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from flask import current_app, g, redirect, request, session, url_for
from flask_login import LoginManager, current_user, login_user

from portal.accounts import devices, queries, services
from portal.accounts.queries import SignedIn
from portal.accounts.services.passkey_questions import Door
from portal.foundation import clock
from portal.foundation.policy import ANYONE, Role
from portal.foundation.web import actor, profile, room, sender

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.typing import ResponseReturnValue

    from config import Config

blueprint = room("accounts", "portal.accounts")
login_manager = LoginManager()
SEEN = "seen"
SEEN_EVERY_SECONDS = 60
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via")
"""Who sends one of these came through somebody else's hands, whatever the sender's address."""


def install(app: Flask, ask_proof: Callable[[], ResponseReturnValue]) -> None:
    """Let Flask-Login know people by the keys in their cookies."""
    login_manager.init_app(app, add_context_processor=False)
    login_manager.user_loader(_known)
    app.config["SIGN_IN_ADDRESS"] = _door
    app.config["ASK_PROOF"] = ask_proof


def settings() -> Config:
    """The portal's settings."""
    return cast("Config", current_app.config["PORTAL"])


def present_session() -> SignedIn:
    """The session of somebody who is signed in."""
    return cast("SignedIn", cast("Any", current_user)._get_current_object())  # noqa: SLF001 - the library's own way


def enter(person_id: int, onward: str | None = None) -> ResponseReturnValue:
    """Begin a session for somebody who has proved who they are, and go where they wanted to."""
    token = services.sessions.begin(
        person_id, devices.named(request.user_agent.string), clock.now()
    )
    opened = session.get("opened")
    end_present()
    session.clear()
    if opened:  # what this browser opened by number and code stays open
        session["opened"] = opened
    known = queries.signed_in(f"{profile().id}:{token}", clock.now(), settings().staff_longest)
    if known is not None:
        session[SEEN] = int(clock.now().timestamp())
        login_user(known)
        g.pop("actor", None)  # until now it was somebody who had not signed in
        services.sessions.entered(known.actor, clock.now())
    return redirect(inside(onward) or _begins_at(), 303)


def renew_present() -> None:
    """Somebody has shown once more who they are: a new token, and the old one is worth nothing."""
    token = services.sessions.renew(present_session().session_id, clock.now())
    known = queries.signed_in(f"{profile().id}:{token}", clock.now(), settings().staff_longest)
    if known is not None:
        login_user(known)


def host() -> str:
    """The name under which the portal is reached, without the port."""
    return urlsplit(request.host_url).hostname or ""


def passkey_door() -> Door:
    """Under which name, and by whom, a passkey is asked for."""
    return Door(
        host(), request.host_url.rstrip("/"), sender(), settings().secret_key, demo_is_open()
    )


def demo_is_open() -> bool:
    """Demo accounts work on this machine only, and only where the demo was asked for."""
    if not settings().demo or any(name in request.headers for name in FORWARDED):
        return False
    before_proxies = request.environ.get("werkzeug.proxy_fix.orig", request.environ)
    try:
        return ip_address(before_proxies.get("REMOTE_ADDR") or "").is_loopback
    except ValueError:
        return False


def _known(key: str) -> SignedIn | None:
    """Whom a cookie names. Staff who asked for nothing for a while have to sign in again.

    When they last did stands, signed, in the cookie itself: reading a page writes nothing here.
    Pages that anyone may read are kept by browsers and proxies and leave it as it is.
    """
    known = queries.signed_in(key, clock.now(), settings().staff_longest)
    if known is None or not known.actor.is_staff:
        return known
    now = int(clock.now().timestamp())
    passed = now - session.get(SEEN, 0)
    if passed > settings().staff_idle.total_seconds():
        return None
    if passed >= SEEN_EVERY_SECONDS and not _is_for_anyone():
        session[SEEN] = now
    return known


def _is_for_anyone() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "open_to", ANYONE) == ANYONE


def end_present() -> None:
    """End the session that the browser came with: whoever signs in begins a new one."""
    if cast("Any", current_user).is_authenticated:
        services.sessions.end(present_session().session_id, clock.now())


def _door(onward: str, *, for_residents: bool) -> str:
    """The address where somebody who must sign in does so."""
    if for_residents:
        return url_for("accounts.resident_door")
    return url_for("accounts.staff_door", onward=onward)


def _begins_at() -> str:
    """Where somebody who just signed in begins: at their own cases, or at the desk."""
    if actor().role is Role.RESIDENT:
        return url_for("complaints.mine")
    desk = "complaints.desk"
    may_open = actor().role in getattr(current_app.view_functions[desk], "open_to", ())
    return url_for(desk if may_open else "front.home")


def inside(address: str | None) -> str | None:
    """Only an address of this portal is gone on to, never one elsewhere."""
    parts = urlsplit(address or "")
    if not address or parts.scheme or parts.netloc or not address.startswith("/"):
        return None
    if address.startswith("//") or "\\" in address:
        return None
    return f"{request.script_root}{address}"
