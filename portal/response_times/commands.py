"""The operator’s door to response times."""

from __future__ import annotations

from flask import Flask
from flask.cli import AppGroup

from portal.response_times import commands_figures, commands_forecast, commands_proof

response_times = AppGroup("response-times", help="Figures, forecasts, calendar and proof.")


def install(app: Flask) -> None:
    """Make the commands known to `flask`."""
    for command in commands_proof.COMMANDS:
        response_times.add_command(command)
    response_times.add_command(commands_figures.show)
    response_times.add_command(commands_forecast.forecast)
    response_times.add_command(commands_forecast.backtest)
    app.cli.add_command(response_times)
