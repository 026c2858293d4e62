"""What stands in the log: what happened and where in the code, never what people typed."""

from __future__ import annotations

import structlog


def install() -> None:
    """Write tracebacks plainly.

    The library's own way prints the value of every variable beside them where it finds `rich`:
    sign-in codes, addresses, the words of a complaint.
    """
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.dev.ConsoleRenderer(
                colors=False, exception_formatter=structlog.dev.plain_traceback
            ),
        ]
    )
