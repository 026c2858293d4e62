"""What every answer wears: headers, compression, and a tag for pages that can be kept."""

from __future__ import annotations

import gzip
import hashlib

from flask import current_app, g, make_response, request
from werkzeug.wrappers import Response

from portal.foundation import i18n
from portal.foundation.policy import Role
from portal.foundation.web.requests import SAFE_METHODS, actor

GZIP_FROM_BYTES = 2048
GZIP_LEVEL = 5

ARMOUR = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "geolocation=(self), accelerometer=(), camera=(),"
        " display-capture=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(),"
        " payment=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()"
    ),
    "X-Permitted-Cross-Domain-Policies": "none",
}

REPORTS = "/policy-reports"
"""Where browsers tell what they kept a page from. The newer `report-to` is known to fewer of them,
needs https, and comes a minute late."""


def content_security_policy(tiles: str = "") -> str:
    """The page's armour: nothing inline, nothing from elsewhere but the map's tiles."""
    images = " ".join(filter(None, ("'self'", "data:", "blob:", tiles)))
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
        f" img-src {images}; connect-src 'self'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'; manifest-src 'self'; require-trusted-types-for 'script'"
    )


def with_map() -> str:
    """Say that the page holds the map library, whose few pieces of markup a policy lets pass."""
    g.has_map = True
    return ""


def with_worker() -> str:
    """Say that the page sets up the worker that answers without a connection, by its own policy."""
    g.has_worker = True
    return ""


def armour(response: Response) -> Response:
    """Put on the headers that every answer wears."""
    headers = response.headers
    for name, value in ARMOUR.items():
        headers.setdefault(name, value)
    if response.mimetype == "text/html":
        if response.status_code != 304:  # noqa: PLR2004 - the kept page keeps its own policy
            headers.setdefault("Content-Security-Policy", _policy())
        kept = "private, no-store" if _is_personal() else "private, no-cache"
        headers.setdefault("Cache-Control", kept)
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    return response


def _policy() -> str:
    """The page's policy: a page without the map knows no policy that makes markup from text."""
    needed = {"default": g.get("has_map"), "worker": g.get("has_worker")}
    policies = " ".join(name for name, is_needed in needed.items() if is_needed) or "'none'"
    reports = f"{request.script_root}{REPORTS}"
    return f"{current_app.config['PAGE_POLICY']}; trusted-types {policies}; report-uri {reports}"


def personal() -> None:
    """Say that this page is for one person's eyes: no browser keeps it, also after signing out."""
    g.is_personal = True


def _is_personal() -> bool:
    """Whether the page is somebody's own. Public pages with a tag may be kept, and asked for."""
    if "page_tag" in g:
        return False
    known = g.get("actor")
    return "is_personal" in g or (known is not None and known.role is not Role.VISITOR)


def pack(response: Response) -> Response:
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
    stands = current_app.extensions["portal.shown"]()
    seed = "|".join(map(str, (request.full_path, i18n.language(), who, stands, *parts, _release())))
    tag = hashlib.blake2b(seed.encode(), digest_size=12).hexdigest()
    g.page_tag = tag
    if request.if_none_match.contains_weak(tag):
        response = make_response("", 304)
        response.set_etag(tag, weak=True)
        return response
    return None


def tagged(body: str | bytes) -> Response:
    """The page with the tag that `unchanged` worked out."""
    response = make_response(body)
    response.set_etag(g.page_tag, weak=True)
    return response


def _release() -> str:
    return str(current_app.config.get("RELEASE", ""))
