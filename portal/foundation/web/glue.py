"""What happens around every request: enter, guard, one commit, refusals in words, leave."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from flask import Flask, current_app, make_response, redirect, render_template, request
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import HTTPException
from werkzeug.routing import IntegerConverter, Map
from werkzeug.wrappers import Response

from config import Config
from portal.foundation import audit, database, errors, i18n, tenancy
from portal.foundation.i18n import _, lazy
from portal.foundation.policy import ANYONE, Role
from portal.foundation.web import answers, away
from portal.foundation.web.requests import (
    SAFE_METHODS,
    actor,
    is_fresh,
    profile,
    profile_or_none,
)
from portal.foundation.web.witness import witness, witness_refusal

SESSION_COOKIE = "portal_session"

csrf = CSRFProtect()


class SmallNumber(IntegerConverter):
    """A number in an address, no larger than a database column can be asked for."""

    def __init__(self, url_map: Map) -> None:
        """Refuse larger ones as an address that does not exist."""
        super().__init__(url_map, max=2**31 - 1)


def install(app: Flask, config: Config) -> None:
    """Put the glue around every request, in this order."""
    app.config.update(
        SECRET_KEY=config.secret_key,
        SESSION_COOKIE_NAME=f"__Host-{SESSION_COOKIE}" if config.https else SESSION_COOKIE,
        SESSION_COOKIE_SECURE=config.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_I18N_ENABLED=False,
        MAX_CONTENT_LENGTH=6 * 16 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        MAX_FORM_PARTS=200,
    )
    app.url_map.converters["int"] = SmallNumber
    csrf.init_app(app)
    app.before_request(_enter)
    app.before_request(_guard)
    app.after_request(answers.pack)
    app.after_request(answers.armour)
    app.after_request(_settle)
    app.teardown_request(_leave)
    app.register_error_handler(errors.PortalError, _refuse)
    app.register_error_handler(HTTPException, _refuse_http)
    app.register_error_handler(CSRFError, _refuse_expired)
    for failure in away.AWAY:
        app.register_error_handler(failure, away.database_is_away)


def _enter() -> None:
    found = profile_or_none()
    i18n.speak(request.environ.get("portal.language", i18n.DEFAULT_LANGUAGE))
    database.allow_writing(allowed=request.method not in SAFE_METHODS)
    tenancy.enter(found.id if found else None)
    audit.enter(None)
    if "portal.failure" in request.environ:
        raise request.environ["portal.failure"]


def _guard() -> None:
    """Open the door to those the route names. A route that names nobody stays shut."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None:
        return
    if not getattr(view, "anywhere", False):
        profile()  # or there is no such municipality, whatever the page
    if request.method not in SAFE_METHODS and profile_or_none() is not None:
        actor()  # from here on the log knows whose acts these are
        database.session.rollback()  # a slow upload must not hold SQLite's only write lock
    allowed: frozenset[Role] = getattr(view, "open_to", frozenset())
    if allowed != ANYONE:
        here = actor()
        if here.role not in allowed:
            if here.role is Role.VISITOR and allowed:
                raise errors.SignInNeeded(lazy("Sign in to open this page."))
            raise errors.Forbidden(lazy("You do not have permission to open this page."))
    _ask_for_proof(view)


def _ask_for_proof(view: Any) -> None:  # noqa: ANN401 - any view
    """That the form is one of ours, and that the person was proved lately where it is asked for."""
    within = getattr(view, "proved_within", None)
    is_stale = within is not None and not is_fresh(within)
    if request.method not in SAFE_METHODS and (is_stale or not getattr(view, "checks_form", False)):
        csrf.protect()
    if is_stale:
        raise errors.ProofNeeded(lazy("Show once more that it is you."))


def _settle(response: Response) -> Response:
    """The one commit of a request: what was answered well is kept, a refusal undoes everything."""
    if request.method in SAFE_METHODS or response.status_code >= 400:  # noqa: PLR2004 - HTTP
        with suppress(*away.AWAY):  # what is away has undone it
            database.session.rollback()
    else:
        witness()
        database.session.commit()
    return response


def _leave(_error: BaseException | None) -> None:
    database.session.remove()
    database.allow_writing(allowed=False)
    tenancy.enter(None)
    audit.enter(None)


def _refuse(error: errors.PortalError) -> Response:
    database.session.rollback()
    witness_refusal(error)
    if isinstance(error, errors.SignInNeeded) and request.method == "GET":
        door = current_app.config.get("SIGN_IN_ADDRESS")
        if door:
            view = current_app.view_functions.get(request.endpoint or "")
            for_residents = Role.RESIDENT in getattr(view, "open_to", ())
            return redirect(door(request.full_path.rstrip("?"), for_residents=for_residents))
    if isinstance(error, errors.ProofNeeded):
        return make_response(current_app.config["ASK_PROOF"]())
    return _error_page(str(error), error.status)


def _refuse_http(error: HTTPException) -> Response:
    database.session.rollback()
    if error.code and error.code < 400:  # noqa: PLR2004 - a redirect, not a refusal
        return error.get_response()
    words = {
        404: _("There is no such page."),
        405: _("This page cannot be opened in this way."),
        413: _("More was sent than can be taken at once. Send fewer or smaller photos."),
        400: _("The browser sent something that could not be read."),
    }
    status = error.code or 500
    if isinstance(getattr(error, "original_exception", None), away.AWAY):
        return away.page()  # the one commit failed, after the page was made
    return _error_page(words.get(status, _("Something went wrong on our side.")), status)


def _refuse_expired(_error: CSRFError) -> Response:
    database.session.rollback()
    return _error_page(
        _("This page was open for too long or came from another window. Go back and try again."),
        400,
    )


def _error_page(message: str, status: int) -> Response:
    if request.accept_mimetypes.best == "application/json":
        return make_response({"error": message}, status)
    return make_response(render_template("error.html", message=message, status=status), status)


def keep() -> None:
    """Commit what has been done so far: a form's photos stay, though the form is refused."""
    database.session.commit()


def undo() -> None:
    """Forget what a refused verb began, before its page is drawn again from what is true."""
    database.session.rollback()


def forms_refused(form: Any, refusal: errors.Invalid) -> None:  # noqa: ANN401 - any WTForms form
    """Put a verb's refusal at the fields it names; what names no field stands on top."""
    for name, message in refusal.fields.items():
        if name in form:
            form[name].errors = [*form[name].errors, message]
        else:
            form.form_errors.append(message)
    if not refusal.fields:
        form.form_errors.append(refusal.message)
