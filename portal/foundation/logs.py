"""What stands in the log: what happened and where in the code, never what people typed.

Every line of a request bears the request's number, which its answer and its error page bear, too.
"""

from __future__ import annotations

import logging
import re
import sys
import time
import traceback
from typing import Any, TextIO
from uuid import uuid4

import structlog
from flask import Flask, g, request
from structlog.typing import EventDict, ExcInfo, WrappedLogger
from werkzeug.wrappers import Response

from config import Config

log = structlog.get_logger()

HEADER = "X-Request-Id"
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
"""What a proxy may call a request."""


def install(*, as_json: bool = False) -> None:
    """Write lines for people, or JSON for machines; failures without any value.

    The library's own way prints the value of every variable beside a traceback where it finds
    `rich`, and the message of an exception often quotes what was typed: sign-in codes, addresses,
    the words of a complaint. Only the kind of the exception and the places in the code are kept.
    """
    last: list[Any] = (
        [_failure_as_text, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if as_json
        else [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=_write_failure)]
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *last,
        ]
    )


def follow(app: Flask, config: Config) -> None:
    """Give every request its number, and log it where machines read the log."""
    trusts_proxy = config.proxies > 0

    def begin() -> None:
        given = request.headers.get(HEADER, "") if trusts_proxy else ""
        g.request_id = given if GIVEN.fullmatch(given) else uuid4().hex[:16]
        g.log_began = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=g.request_id)

    def end(response: Response) -> Response:
        response.headers[HEADER] = g.get("request_id", "")
        if config.logs_as_json:
            took = time.perf_counter() - g.get("log_began", time.perf_counter())
            log.info(
                "request",
                route=request.endpoint or "none",  # never the address: it may hold a code
                method=request.method,
                status=response.status_code,
                milliseconds=round(took * 1000, 1),
            )
        return response

    def fail(exc_info: Any) -> None:  # noqa: ANN401 - as Flask calls it
        log.error("request_failed", route=request.endpoint or "none", exc_info=exc_info)

    app.before_request(begin)
    app.after_request(end)
    app.log_exception = fail  # type: ignore[method-assign]  # Flask's own way logs the address
    logging.getLogger("werkzeug").setLevel(logging.ERROR)


def request_id() -> str:
    """The number of this request, for its error page."""
    return str(g.get("request_id", ""))


def _failure_as_text(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    given = line.pop("exc_info", None)
    if given is True:
        given = sys.exc_info()
    if isinstance(given, BaseException):
        given = (type(given), given, given.__traceback__)
    if given and given[1] is not None:
        line["failure"] = _told(given)
    return line


def _write_failure(target: TextIO, exc_info: ExcInfo) -> None:
    target.write("\n" + _told(exc_info))


def _told(exc_info: ExcInfo) -> str:
    """The places in the code and the kinds of what went wrong, without messages and values."""
    lines: list[str] = []
    error: BaseException | None = exc_info[1]
    while error is not None:
        lines.insert(0, type(error).__qualname__ + "\n")
        lines[:0] = traceback.format_list(traceback.extract_tb(error.__traceback__))
        error = error.__cause__ or error.__context__
    return "".join(lines).rstrip()
