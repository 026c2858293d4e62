"""What a view may ask of its request: who, for whom, from where; and who may enter at all."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import quote

from flask import Blueprint, current_app, g, has_request_context, request
from flask_login import current_user

from portal.foundation import audit, clock, errors, i18n
from portal.foundation.i18n import lazy
from portal.foundation.policy import ANYONE, Actor, Role, visitor

if TYPE_CHECKING:
    from portal.municipalities.queries import Profile

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
QUERY_SIGNS = "%=&+/?:@,;!$'()*~"
"""What stays as it is in a query that is written again; raw bytes are not."""
View = TypeVar("View", bound="Callable[..., Any]")


def room(name: str, import_name: str, prefix: str = "", *, confidential: bool = False) -> Blueprint:
    """A room's blueprint: its templates stand in `templates/<room>/`.

    `confidential`: which forms were sent there is not told by the municipality's log.
    """
    made = Blueprint(name, import_name, url_prefix=prefix or None, template_folder="templates")
    made.confidential = confidential  # type: ignore[attr-defined]
    return made


def open_to(
    *roles: Role, checks_form: bool = False, anywhere: bool = False
) -> Callable[[View], View]:
    """Name who may enter a route. Without it nobody may.

    `anywhere`: the route is there where no municipality is named, too.

    `checks_form`: the view's own form answers an expired page, keeping what was typed.
    """
    allowed = frozenset(roles) or ANYONE

    def mark(view: View) -> View:
        view.open_to = allowed  # type: ignore[attr-defined]
        view.checks_form = checks_form  # type: ignore[attr-defined]
        view.anywhere = anywhere  # type: ignore[attr-defined]
        return view

    return mark


def freshly_proved(minutes: int = 10) -> Callable[[View], View]:
    """Let only those in who have shown lately who they are: by password, passkey or code.

    For what a thief at an unlocked computer must not do: changing how one signs in, taking away
    personal data, changing what everybody is promised. One line under `open_to`, on the page that
    shows the form and on the one that takes it:

        @blueprint.get("/settings/standards/new")
        @open_to(Role.CLERK)
        @freshly_proved()
        def new_standard() -> ResponseReturnValue: …

    A page (GET) asks first and comes back to itself. What is sent (POST) too late is not done; the
    person is asked, with what they typed kept, and sends it again with one press. Passwords and
    files are not kept. `tests/laws/test_proved.py` lists every address that bears this.
    """

    def mark(view: View) -> View:
        view.proved_within = timedelta(minutes=minutes)  # type: ignore[attr-defined]
        return view

    return mark


def is_fresh(within: timedelta) -> bool:
    """Whether whoever is signed in proved who they are within this time."""
    person = cast("Any", current_user)
    return bool(person.is_authenticated and clock.now() - person.proved_at <= within)


def profile() -> Profile:
    """The municipality of this request; `NotFound` where the address names none."""
    found = request.environ.get("portal.profile")
    if found is None:
        raise errors.NotFound(lazy("There is no such municipality here."))
    return cast("Profile", found)


def profile_or_none() -> Profile | None:
    """The same, or None on the address where the visitor still chooses one."""
    return request.environ.get("portal.profile") if has_request_context() else None


def actor() -> Actor:
    """Who makes this request. The session is looked at only when a cookie came with it."""
    if "actor" not in g:
        g.actor = _find_actor()
        audit.enter(g.actor)
    return cast("Actor", g.actor)


def _find_actor() -> Actor:
    here = profile().id
    if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies:
        return visitor(here)
    person = cast("Any", current_user)
    if not person.is_authenticated or person.actor.municipality_id != here:
        return visitor(here)
    return cast("Actor", person.actor)


def other_language_address() -> str:
    """This page's address in the other language."""
    base = request.environ.get("portal.base", "")
    query = f"?{quote(request.query_string, safe=QUERY_SIGNS)}" if request.query_string else ""
    prefix = base if i18n.language() == "en" else f"{base}/en"
    return f"{prefix}{request.path}{query}"


def sender() -> str:
    """A keyed hash of the sender's network: enough to count tries, useless in a leak.

    One line holds 2^64 addresses of the newer kind, so those are counted by their network.
    """
    key = str(current_app.config["SECRET_KEY"]).encode()
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        network = str(request.remote_addr)
    else:
        bits = 32 if address.version == 4 else 64  # noqa: PLR2004 - the two kinds of addresses
        network = str(ip_network((address, bits), strict=False))
    return hmac.new(key, f"sender:{network}".encode(), "sha256").hexdigest()[:40]


def _now() -> datetime:
    # Looked up at each call: the clock of a test is set after the templates are.
    return clock.now()


def here_and_now() -> dict[str, object]:
    """What every template knows without asking."""
    return {
        "profile": profile_or_none,
        "actor": actor,
        "now": _now,
    }
