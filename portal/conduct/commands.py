"""The operator's door: matters whose readers have all left are handed to today's recipients."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup

from portal.conduct import services
from portal.foundation import clock, database, tenancy
from portal.municipalities import queries as municipalities

conduct = AppGroup("conduct", help="Complaints against conduct: keys only, nothing to read.")


def install(app: Flask) -> None:
    """Make the commands known to `flask`."""
    app.cli.add_command(conduct)


@conduct.command("hand-over")
@click.option("--municipality", "slug", required=True, help="Slug of the municipality.")
def hand_over(slug: str) -> None:
    """Give today's recipients the matters whose readers have all left; each history keeps it."""
    profile = municipalities.profile_by("", slug)
    if profile is None:
        raise click.ClickException(f"There is no municipality {slug}.")
    with tenancy.acting_for(profile.id), database.writing():
        given = services.hand_over(clock.now())
    click.echo(f"{given} keys given.")
