"""Doubtful closures, for those who answer for the work of others."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.complaints.queries import doubts
from portal.complaints.views.door import blueprint
from portal.foundation import clock
from portal.foundation.policy import Role
from portal.foundation.web import actor, open_to


@blueprint.get("/desk/doubts")
@open_to(Role.HEAD, Role.CLERK, Role.MAYOR)
def doubtful() -> ResponseReturnValue:
    """Closures that are worth a second look, by reason."""
    at = clock.now()
    return render_template("complaints/doubts.html", looked=doubts.look_through(actor(), at), at=at)
