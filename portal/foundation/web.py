"""The web's glue: whose portal is this, in which language, who may enter, one commit a request.

A view reads, calls one verb and answers. Everything else a request needs happens here, so that
no page can forget it.
"""

from __future__ import annotations

import gzip
import hashlib
import hmac
from collections.abc import Callable
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import quote

from flask import Blueprint, current_app, g, has_request_context, make_response, redirect, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import HTTPException
from werkzeug.routing import IntegerConverter

from portal.foundation import clock, database, errors, i18n, tenancy
from portal.foundation.i18n import _, lazy
from portal.foundation.policy import ANYONE, Actor, Role, visitor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Flask
    from werkzeug.routing import Map
    from werkzeug.wrappers import Response

    from config import Config
    from portal.municipalities.queries import Profile

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
SESSION_COOKIE = "portal_session"
QUERY_SIGNS = "%=&+/?:@,;!$'()*~"
"""What stays as it is in a query that is written again; raw bytes are not."""
GZIP_FROM_BYTES = 2048
GZIP_LEVEL = 5

csrf = CSRFProtect()
Finder = Callable[[str, str], tuple[Any, bool]]
"""Finds a municipality's profile by host and first segment, and says whether that was its slug."""
View = TypeVar("View", bound="Callable[..., Any]")


class Doorway:
    """WSGI glue: finds the municipality and the language in the address and takes them off it.

    `/khonkaen/en/complaints` becomes SCRIPT_NAME `/khonkaen/en`, PATH_INFO `/complaints`, so that
    routes and `url_for` know of neither. `find(host, first segment)` gives the profile and
    whether the segment was its slug.
    """

    def __init__(
        self,
        app: Any,  # noqa: ANN401 - any WSGI app
        find: Finder,
    ) -> None:
        """Wrap a WSGI app."""
        self.app = app
        self.find = find

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:  # noqa: ANN401
        """Shift the prefix from the path to the script name, then go on."""
        path = environ.get("PATH_INFO", "/")
        environ["portal.root"] = environ.get("SCRIPT_NAME", "")
        first = path[1:].split("/", 1)[0]
        if first not in {"static", "health"}:
            host = environ.get("HTTP_HOST", "").rsplit(":", 1)[0].lower()
            profile, by_slug = self.find(host, first)
            environ["portal.profile"] = profile
            if by_slug:
                self._shift(environ, first)
            environ["portal.base"] = environ.get("SCRIPT_NAME", "")
            if environ["PATH_INFO"][1:].split("/", 1)[0] == "en":
                self._shift(environ, "en")
                environ["portal.language"] = "en"
        return cast("Iterable[bytes]", self.app(environ, start_response))

    @staticmethod
    def _shift(environ: dict[str, Any], segment: str) -> None:
        environ["SCRIPT_NAME"] = f"{environ.get('SCRIPT_NAME', '')}/{segment}"
        environ["PATH_INFO"] = environ["PATH_INFO"][1 + len(segment) :] or "/"


def room(name: str, import_name: str, prefix: str = "") -> Blueprint:
    """A room's blueprint: its templates stand in `templates/<room>/`."""
    return Blueprint(name, import_name, url_prefix=prefix or None, template_folder="templates")


def open_to(*roles: Role, checks_form: bool = False) -> Callable[[View], View]:
    """Name who may enter a route. Without it nobody may.

    `checks_form`: the view's own form answers an expired page, keeping what was typed.
    """
    allowed = frozenset(roles) or ANYONE

    def mark(view: View) -> View:
        view.open_to = allowed  # type: ignore[attr-defined]
        view.checks_form = checks_form  # type: ignore[attr-defined]
        return view

    return mark


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
    return cast("Actor", g.actor)


def _find_actor() -> Actor:
    here = profile().id
    if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies:
        return visitor(here)
    person = cast("Any", current_user)
    if not person.is_authenticated or person.actor.municipality_id != here:
        return visitor(here)
    return cast("Actor", person.actor)


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
    app.after_request(_pack)
    app.after_request(_armour)
    app.after_request(_settle)
    app.teardown_request(_leave)
    app.register_error_handler(errors.PortalError, _refuse)
    app.register_error_handler(HTTPException, _refuse_http)
    app.register_error_handler(CSRFError, _refuse_expired)


def _enter() -> None:
    found = profile_or_none()
    i18n.speak(request.environ.get("portal.language", i18n.DEFAULT_LANGUAGE))
    database.allow_writing(allowed=request.method not in SAFE_METHODS)
    tenancy.enter(found.id if found else None)


def _guard() -> None:
    """Open the door to those the route names. A route that names nobody stays shut."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None:
        return
    allowed: frozenset[Role] = getattr(view, "open_to", frozenset())
    if allowed != ANYONE:
        here = actor()
        if here.role not in allowed:
            if here.role is Role.VISITOR and allowed:
                raise errors.SignInNeeded(
                    lazy("Sign in to open this page."), for_residents=Role.RESIDENT in allowed
                )
            raise errors.Forbidden(lazy("You do not have permission to open this page."))
        if request.method not in SAFE_METHODS:
            database.session.rollback()  # a slow upload must not hold SQLite's only write lock
    if request.method not in SAFE_METHODS and not getattr(view, "checks_form", False):
        csrf.protect()


def _settle(response: Response) -> Response:
    """The one commit of a request: what was answered well is kept, a refusal undoes everything."""
    if request.method in SAFE_METHODS or response.status_code >= 400:  # noqa: PLR2004 - HTTP
        database.session.rollback()
    else:
        database.session.commit()
    return response


def _leave(_error: BaseException | None) -> None:
    database.session.remove()
    database.allow_writing(allowed=False)
    tenancy.enter(None)


def _refuse(error: errors.PortalError) -> Response:
    database.session.rollback()
    if isinstance(error, errors.SignInNeeded) and request.method == "GET":
        door = current_app.config.get("SIGN_IN_ADDRESS")
        if door:
            for_residents = bool(error.context.get("for_residents"))
            return redirect(door(request.full_path.rstrip("?"), for_residents=for_residents))
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
    return _error_page(words.get(status, _("Something went wrong on our side.")), status)


def _refuse_expired(_error: CSRFError) -> Response:
    database.session.rollback()
    return _error_page(
        _("This page was open for too long or came from another window. Go back and try again."),
        400,
    )


def _error_page(message: str, status: int) -> Response:
    from flask import render_template  # noqa: PLC0415 - only when something went wrong

    if request.accept_mimetypes.best == "application/json":
        return make_response({"error": message}, status)
    return make_response(render_template("error.html", message=message, status=status), status)


ARMOUR = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=(), payment=()",
}


def content_security_policy(tiles: str = "") -> str:
    """The page's armour: nothing inline, nothing from elsewhere but the map's tiles."""
    images = " ".join(filter(None, ("'self'", "data:", "blob:", tiles)))
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
        f" img-src {images}; connect-src 'self'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'; manifest-src 'self'"
    )


def _armour(response: Response) -> Response:
    headers = response.headers
    for name, value in ARMOUR.items():
        headers.setdefault(name, value)
    if response.mimetype == "text/html":
        headers.setdefault("Content-Security-Policy", current_app.config["PAGE_POLICY"])
        kept = "private, no-store" if _is_personal() else "private, no-cache"
        headers.setdefault("Cache-Control", kept)
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    return response


def personal() -> None:
    """Say that this page is for one person's eyes: no browser keeps it, also after signing out."""
    g.is_personal = True


def _is_personal() -> bool:
    """Whether the page is somebody's own. Public pages with a tag may be kept, and asked for."""
    if "page_tag" in g:
        return False
    known = g.get("actor")
    return "is_personal" in g or (known is not None and known.role is not Role.VISITOR)


def _pack(response: Response) -> Response:
    """Gzip pages above 2 KB, but never one that reflects input beside a secret (BREACH)."""
    if (
        response.direct_passthrough
        or response.status_code != 200  # noqa: PLR2004 - HTTP
        or "Content-Encoding" in response.headers
        or response.mimetype not in {"text/html", "application/json", "application/geo+json"}
    ):
        return response
    response.headers.add("Vary", "Accept-Encoding")
    reflects = request.method not in SAFE_METHODS or bool(request.query_string)
    if ("csrf_token" in g and reflects) or "gzip" not in request.headers.get("Accept-Encoding", ""):
        return response
    body = response.get_data()
    if len(body) >= GZIP_FROM_BYTES:
        response.set_data(gzip.compress(body, GZIP_LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def unchanged(*parts: object) -> Response | None:
    """304 when the browser has this very page: `parts` are all that the page hangs on.

    Otherwise None, and the page gets the same tag. The session is no part: whoever signs in
    gets another tag by the actor.
    """
    who = actor()
    seed = "|".join(map(str, (request.full_path, i18n.language(), who, *parts, _release())))
    tag = hashlib.blake2b(seed.encode(), digest_size=12).hexdigest()
    g.page_tag = tag
    if request.if_none_match.contains_weak(tag):
        response = make_response("", 304)
        response.set_etag(tag, weak=True)
        return response
    return None


def tagged(body: str) -> Response:
    """The page with the tag that `unchanged` worked out."""
    response = make_response(body)
    response.set_etag(g.page_tag, weak=True)
    return response


def _release() -> str:
    return str(current_app.config.get("RELEASE", ""))


def other_language_address() -> str:
    """This page's address in the other language."""
    base = request.environ.get("portal.base", "")
    query = f"?{quote(request.query_string, safe=QUERY_SIGNS)}" if request.query_string else ""
    prefix = base if i18n.language() == "en" else f"{base}/en"
    return f"{prefix}{request.path}{query}"


def keep() -> None:
    """Commit what has been done so far: a form's photos stay, though the form is refused."""
    database.session.commit()


def undo() -> None:
    """Forget what a refused verb began, before its page is drawn again from what is true."""
    database.session.rollback()


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


def forms_refused(form: Any, refusal: errors.Invalid) -> None:  # noqa: ANN401 - any WTForms form
    """Put a verb's refusal at the fields it names; what names no field stands on top."""
    for name, message in refusal.fields.items():
        if name in form:
            form[name].errors = [*form[name].errors, message]
        else:
            form.form_errors.append(message)
    if not refusal.fields:
        form.form_errors.append(refusal.message)


def here_and_now() -> dict[str, object]:
    """What every template knows without asking."""
    return {
        "profile": profile_or_none,
        "actor": actor,
        "now": clock.now,
    }
