"""The operator's doors: `flask municipalities …`, `flask demo …`, `flask worker`."""

from __future__ import annotations

import json
from typing import TextIO

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from portal.complaints.commands import complaints
from portal.complaints.services import indexing
from portal.foundation import clock, database, running, tenancy
from portal.foundation.errors import Invalid
from portal.foundation.i18n import Bilingual
from portal.municipalities import queries
from portal.municipalities.kinds import Kind
from portal.municipalities.profiles import Details
from portal.operations import exporting, importing, setup, worker
from portal.operations.backup import commands as backup
from portal.operations.demo.commands import demo

__all__ = ["exporting", "importing", "install"]

municipalities = AppGroup("municipalities", help="Found and list municipalities.")


def install(app: Flask) -> None:
    """Make the commands known to `flask`."""
    app.cli.add_command(municipalities)
    app.cli.add_command(demo)
    app.cli.add_command(work)
    backup.install(app)


@municipalities.command("create")
@click.argument("slug")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), required=True)
@click.option("--title-th", required=True)
@click.option("--title-en", required=True)
@click.option("--letters-th", required=True, help="Letters of the register number, in Thai.")
@click.option("--letters-en", required=True, help="The same in Latin capitals.")
@click.option("--host", help="Host name, where it has one of its own.")
def create(  # noqa: PLR0913, PLR0917 - each is an option of the command
    slug: str,
    kind: str,
    title_th: str,
    title_en: str,
    letters_th: str,
    letters_en: str,
    host: str | None,
) -> None:
    """Found a municipality with the units, categories and calendar of its kind."""
    title, letters = Bilingual(title_th, title_en), Bilingual(letters_th, letters_en)
    try:
        setup.found(Details(slug, kind, title, letters, host=host), at=clock.now())
    except Invalid as refusal:
        lines = [f"{name}: {message}" for name, message in refusal.fields.items()]
        raise click.ClickException("\n".join(lines) or str(refusal)) from refusal
    click.echo(f"Founded {slug}.")


@municipalities.command("list")
def list_all() -> None:
    """List the municipalities of this install."""
    for profile in queries.all_profiles():
        click.echo(f"{profile.slug}\t{profile.kind}\t{profile.title.en}")


@municipalities.command("dump")
@click.argument("slug")
def dump(slug: str) -> None:
    """Print what SLUG has set, as JSON: units, categories, calendar, standards, areas, texts."""
    click.echo(json.dumps(setup.dump(_id_of(slug)), ensure_ascii=False, indent=2))


@municipalities.command("load")
@click.argument("slug")
@click.argument("file", type=click.File(encoding="utf-8"))
def load(slug: str, file: TextIO) -> None:
    """Take over FILE, printed by `dump`, into SLUG. Standards that are there stay."""
    try:
        added = setup.load(_id_of(slug), json.load(file), at=clock.now())
    except (Invalid, KeyError, TypeError, ValueError) as refusal:
        raise click.ClickException(f"This file cannot be taken over: {refusal}") from refusal
    click.echo(f"{added} standards added.")


def _id_of(slug: str) -> int:
    profile = queries.profile_by("", slug)
    if profile is None:
        raise click.ClickException(f"There is no municipality {slug}.")
    return profile.id


@complaints.command("reindex")
@click.option("--municipality", "slug", required=True)
def reindex(slug: str) -> None:
    """Write anew by which words complaints are found: after the list of synonyms has changed."""
    profile = queries.profile_by("", slug)
    if profile is None:
        raise click.ClickException(f"There is no municipality {slug}.")
    last = 0
    with tenancy.acting_for(profile.id):
        while True:
            with database.writing():
                last = indexing.reindex(last)
            if not last:
                break
    click.echo("Done.")


@click.command("worker")
def work() -> None:
    """Tell facts, send notices and do what comes round, until stopped."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - a thread needs the app itself
    running.hold(app.config["PORTAL"].instance_dir)
    worker.Worker(app).work()
