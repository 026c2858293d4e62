"""Whose portal, and in which language: read off the address before anything else looks at it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from portal.foundation.web.away import AWAY

Finder = Callable[[str, str], tuple[Any, bool]]
"""Finds a municipality's profile by host and first segment, and says whether that was its slug."""

MACHINES = frozenset({"health", "ready", "metrics"})
"""Asked by machines that know an address and no name."""


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
        hosts: frozenset[str] = frozenset(),
    ) -> None:
        """Wrap a WSGI app that answers to these names only; to any where there are none."""
        self.app = app
        self.find = find
        self.hosts = hosts

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - WSGI
        """Shift the prefix from the path to the script name, then go on."""
        host = environ.get("HTTP_HOST", "").rsplit(":", 1)[0].lower()
        path = environ.get("PATH_INFO", "/")
        first = path[1:].split("/", 1)[0]
        if self.hosts and host not in self.hosts and path[1:] not in MACHINES:
            return _misdirected(start_response)
        environ["portal.root"] = environ.get("SCRIPT_NAME", "")
        if first != "static" and first not in MACHINES:
            try:
                profile, by_slug = self.find(host, first)
            except AWAY as failure:  # told inside, where there are words and a log
                environ["portal.failure"] = failure
                profile, by_slug = None, False
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


def _misdirected(start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - WSGI
    """Nothing is built for a name that is not ours: neither pages nor addresses in notices."""
    words = b"This portal does not answer to this name.\n"
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(words)))]
    start_response("421 Misdirected Request", headers)
    return [words]
