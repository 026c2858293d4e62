"""A browser is known again by a random cookie: enough to count, and says nothing of a person."""

from __future__ import annotations

import re
import secrets

from flask import after_this_request, current_app, g, request
from werkzeug.wrappers import Response

from portal.foundation import limits
from portal.foundation.web.requests import actor

COOKIE = "portal_device"
LASTS_SECONDS = 180 * 24 * 3600
NAME = re.compile(r"[A-Za-z0-9_-]{32}")


def device() -> str:
    """A keyed hash of this browser's cookie; nothing where it brought none."""
    name = g.get("device_name") or request.cookies.get(_cookie(), "")
    return limits.keyed("device", name) if NAME.fullmatch(name) else ""


def owner() -> str:
    """Whose a browser's drafts are: this municipality's part of it, and a mark of the account.

    The mark says nothing of the person, and nothing where nobody is signed in.
    """
    here = actor()
    mark = ""
    if here.person_id is not None:
        mark = limits.keyed("owner", str(here.municipality_id), str(here.person_id))[:16]
    return f"{request.environ.get('portal.base', '')}|{mark}"


def know_device() -> None:
    """Give this browser a name with the answer, where it has none. Never on a page that is read."""
    if device():
        return
    g.device_name = secrets.token_urlsafe(24)

    @after_this_request
    def _name(response: Response) -> Response:
        response.set_cookie(
            _cookie(),
            g.device_name,
            max_age=LASTS_SECONDS,
            secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
            httponly=True,
            samesite="Lax",
        )
        return response


def _cookie() -> str:
    is_secure = current_app.config["SESSION_COOKIE_SECURE"]
    return f"__Host-{COOKIE}" if is_secure else COOKIE
