"""What machines ask, and the administrator: can it serve, how is it, when was it backed up?"""

from __future__ import annotations

import hmac
from datetime import timedelta
from ipaddress import ip_address

from flask import current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue

from portal.foundation import clock, errors
from portal.foundation.i18n import lazy
from portal.foundation.policy import ANYONE, Role
from portal.foundation.web import open_to, room
from portal.operations import readiness, watching
from portal.oversight import queries as oversight

blueprint = room("operations", __name__)

BROKEN_SINCE = timedelta(days=30)
TEXT = "text/plain; version=0.0.4; charset=utf-8"


@blueprint.get("/ready")
@open_to(*ANYONE, anywhere=True)
def ready() -> ResponseReturnValue:
    """Whether requests may be sent here; 503 where not. Names of checks, and no more."""
    found = readiness.checks(clock.now())
    is_ready = readiness.is_ready(found)
    told = {check.name: "ok" if check.is_well else "not ok" for check in found}
    answer = make_response(
        {"status": "ready" if is_ready else "not ready", "checks": told}, 200 if is_ready else 503
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/metrics")
@open_to(*ANYONE, anywhere=True)
def metrics() -> ResponseReturnValue:
    """The figures, for whoever has the token; without one for this machine alone."""
    if not _may_watch():
        raise errors.NotFound(lazy("There is no such page."))
    counting = current_app.extensions["portal.counters"]
    answer = make_response(counting.told(watching.gauges(clock.now())))
    answer.headers["Content-Type"] = TEXT
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _may_watch() -> bool:
    token = current_app.config["PORTAL"].metrics_token
    if token:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), token.encode())
    if any(name in request.headers for name in ("Forwarded", "X-Forwarded-For", "X-Real-Ip")):
        return False  # a proxy on this machine asks for somebody else
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


@blueprint.get("/settings/system")
@open_to(Role.ADMINISTRATOR)
def state() -> ResponseReturnValue:
    """How the portal is: database, worker, room, backup."""
    at = clock.now()
    since = clock.local(at - BROKEN_SINCE).date()
    return render_template(
        "operations/state.html",
        checks=readiness.checks(at),
        broken=oversight.broken_policies(since),
    )
