"""The operator's door to complaints."""

from __future__ import annotations

from flask import Flask
from flask.cli import AppGroup

complaints = AppGroup("complaints", help="Import, export and look after complaints.")


def install(app: Flask) -> None:
    """Make the commands known to `flask`."""
    app.cli.add_command(complaints)
