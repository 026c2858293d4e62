"""The page that asks nothing of the database: it, or what counts limits, is away or too slow."""

from __future__ import annotations

import sys
from contextlib import suppress

from flask import current_app, make_response, render_template, request
from sqlalchemy import exc
from werkzeug.wrappers import Response

from portal.foundation import database, limits
from portal.foundation.i18n import _

AWAY = (exc.OperationalError, exc.InterfaceError, exc.TimeoutError, limits.Uncounted)
"""Not reached, locked for too long, shut down meanwhile, no connection left in the pool."""
SECONDS = 30
"""After so long a browser or a machine may ask again."""


def database_is_away(_error: BaseException) -> Response:
    """Say so in words, with 503, and log where it happened."""
    current_app.log_exception(sys.exc_info())
    return page()


def page() -> Response:
    """The answer; made from nothing but the address that was asked for."""
    with suppress(exc.SQLAlchemyError):
        database.session.rollback()
    if request.accept_mimetypes.best == "application/json":
        response = make_response({"error": _("The portal cannot answer just now.")}, 503)
    else:
        response = make_response(render_template("away.html"), 503)
    response.headers["Retry-After"] = str(SECONDS)
    return response
