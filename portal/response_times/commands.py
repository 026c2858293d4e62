"""The operator’s door to response times."""

from __future__ import annotations

from flask import Flask
from flask.cli import AppGroup

response_times = AppGroup("response-times", help="Figures, forecasts, calendar and proof.")


def install(app: Flask) -> None:
    """Make the commands known to `flask`."""
    app.cli.add_command(response_times)
