"""Asking a portal in this process, as a server would: through WSGI, without a socket between."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import Engine, event
from werkzeug.test import EnvironBuilder

GZIPPED = b"\x1f\x8b"
GLUE = re.compile(r"\s*(?:BEGIN|COMMIT|ROLLBACK|PRAGMA|SELECT set_config)", re.IGNORECASE)
"""What frames a transaction is no query."""


@dataclass(slots=True)
class Answer:
    """Status, headers and body."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Visitor:
    """Somebody with a browser: one set of cookies, gzip understood."""

    app: Flask
    cookies: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def environ(self, path: str, form: dict[str, str] | None = None) -> dict[str, Any]:
        """A request, made beforehand so that making it is not measured."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Accept-Encoding": "gzip", "Host": "localhost", **self.headers}
        if cookies:
            headers["Cookie"] = cookies
        builder = EnvironBuilder(
            path=path,
            base_url="http://localhost/",
            environ_base={"REMOTE_ADDR": "127.0.0.1"},
            method="GET" if form is None else "POST",
            headers=list(headers.items()),
            data=None if form is None else urlencode(form),
            content_type=None if form is None else "application/x-www-form-urlencoded",
        )
        return builder.get_environ()

    def ask(self, path: str, form: dict[str, str] | None = None) -> Answer:
        """Ask, and keep the cookies that come back."""
        answer = ask(self.app, self.environ(path, form))
        given = answer.headers.get("Set-Cookie")
        if given:
            name, _, value = given.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def ask_plainly(self, path: str) -> str:
        """The page's text."""
        body = self.ask(path).body
        return (gzip.decompress(body) if body[:2] == GZIPPED else body).decode()


def ask(app: Flask, environ: dict[str, Any]) -> Answer:
    """Answer one request whole."""
    told: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], _error: object = None) -> Any:  # noqa: ANN401
        told.append((int(status[:3]), dict(headers)))
        return io.BytesIO().write

    parts = app.wsgi_app(dict(environ), start)
    body = b"".join(parts)
    close = getattr(parts, "close", None)
    if close is not None:
        close()
    status, headers = told[0]
    return Answer(status, headers, body)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The queries asked meanwhile, without those that begin and end transactions."""
    asked: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not GLUE.match(statement):
            asked.append(statement)

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
