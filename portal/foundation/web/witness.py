"""The log's last resort: no form of staff goes by without a line, whatever its verb forgot.

Pages that are open to anyone are left alone: whoever reports something, asks or signs a petition
there does so as a resident, and a line would give away whose report it is.
"""

from __future__ import annotations

from flask import current_app, request

from portal.foundation import audit, clock, errors
from portal.foundation.i18n import lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web.requests import SAFE_METHODS, actor, profile_or_none

SENT = audit.Act("page.sent", lazy("Form sent"))
REFUSED = audit.Act("page.refused", lazy("Refused for want of permission"))


def witness() -> None:
    """Before the request's commit: where its verb wrote no line, say which form was sent."""
    if _is_of_staff() and not audit.noted():
        room = current_app.blueprints.get(request.blueprint or "")
        confidential = getattr(room, "confidential", False)
        form = request.endpoint or ""
        audit.note(SENT, "page", form, by=actor(), at=clock.now(), confidential=confidential)


def witness_refusal(error: errors.PortalError) -> None:
    """After a refusal for want of permission: who tried which form."""
    if isinstance(error, errors.Forbidden) and request.endpoint and _is_of_staff():
        audit.note_refused(REFUSED, "page", request.endpoint, by=actor(), at=clock.now())


def _is_of_staff() -> bool:
    if request.method in SAFE_METHODS or profile_or_none() is None:
        return False
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "open_to", ANYONE) != ANYONE and actor().is_staff
