"""The operator's doors to the demo: `flask demo ensure`, `flask demo seed`."""

from __future__ import annotations

from datetime import datetime

import click
from flask import current_app
from flask.cli import AppGroup

from portal.foundation import clock
from portal.foundation.policy import Role
from portal.municipalities.profiles import Profile
from portal.operations.demo import seed
from portal.operations.demo.people import PASSWORD, PEOPLE

PACES = click.Choice(["brisk", "measured"])
PACE = "Whether nearly all old complaints are done, or as many as in the city that was measured."
demo = AppGroup("demo", help="Make the invented demo municipality and its complaints.")


@demo.command("ensure")
@click.option("--complaints", type=click.IntRange(0), default=seed.COMPLAINTS, show_default=True)
@click.option("--address", default="http://localhost:8000", help="Where the portal will answer.")
@click.option("--pace", type=PACES, default="brisk", show_default=True, help=PACE)
def ensure(complaints: int, address: str, pace: str) -> None:
    """Make the demo municipality if the install is empty, and print who can sign in."""
    if not current_app.config["PORTAL"].demo:
        click.echo(f"The portal answers at {address}. DEMO is off: nothing was added.")
        return
    at = clock.now()
    if seed.is_needed():
        click.echo(f"Making the demo with {complaints:,} complaints; this takes about a minute …")
    profile = seed.ensure(at, complaints, is_brisk=pace == "brisk")
    if profile is None:
        click.echo(f"The portal answers at {address}. It has municipalities: no demo was made.")
        return
    _print_sign_ins(profile, address)


@demo.command("seed")
@click.option("--complaints", type=click.IntRange(1), required=True, help="How many to add.")
@click.option("--pace", type=PACES, default="measured", show_default=True, help=PACE)
def add(complaints: int, pace: str) -> None:
    """Add plausible complaints with their past to the demo municipality."""
    at = clock.now()
    profile = seed.ensure(at, 0)
    if profile is None:
        raise click.ClickException("There is no demo municipality here, and others are.")
    added = seed.fill(profile, complaints, _run_at(at), at, is_brisk=pace == "brisk")
    click.echo(f"Added {added:,} complaints to {profile.slug}.")


def _run_at(at: datetime) -> str:
    """A name of its own for each seeding."""
    return at.isoformat()


def _print_sign_ins(profile: Profile, address: str) -> None:
    click.echo(f"{profile.title.th} · {profile.title.en}: {address}")
    click.echo(f"Sign-ins of the demo (staff password: {PASSWORD}):")
    for person in PEOPLE:
        if person.is_printed:
            code = "  (the 6-digit code appears here)" if person.role is Role.RESIDENT else ""
            click.echo(f"  {person.role.value:<14} {person.email}{code}")
