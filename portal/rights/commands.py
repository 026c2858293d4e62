"""The operator's door: `flask retention`."""

from __future__ import annotations

import click
from flask import Flask

from portal.foundation import clock, tenancy
from portal.municipalities import queries as municipalities
from portal.rights import nightly
from portal.rights.services import retention


def install(app: Flask) -> None:
    """Make the command known to `flask`."""
    app.cli.add_command(expire)


@click.command("retention")
@click.option("--municipality", "slug", help="One municipality; all where it is left out.")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
def expire(slug: str | None, *, dry_run: bool) -> None:
    """Take away what has been kept long enough, as every night."""
    profiles = municipalities.all_profiles()
    found = [profile for profile in profiles if slug in {None, profile.slug}]
    if not found:
        raise click.ClickException(f"There is no municipality {slug}.")
    for profile in found:
        if not dry_run:
            click.echo(f"{profile.slug}\t{nightly.expire_here(profile.id, clock.now())} taken away")
            continue
        with tenancy.acting_for(profile.id):
            for due in retention.dry_run(clock.now()):
                before = clock.local(due.before).date().isoformat()
                click.echo(f"{profile.slug}\t{due.kind.value}\tbefore {before}\t{due.count}")
