"""`flask places …`: an operator sets outlines and areas from files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from portal.foundation import clock, database, tenancy
from portal.foundation.errors import PortalError
from portal.foundation.i18n import _, ngettext
from portal.municipalities import queries as municipalities
from portal.places import geometry, queries, services

group = AppGroup("places", help="Outlines and areas of municipalities.")

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@group.command("boundary")
@click.argument("slug")
@click.argument("file", type=FILE)
def set_boundary(slug: str, file: Path) -> None:
    """Take the polygons of a GeoJSON FILE as the outline of the municipality SLUG."""
    municipality_id, document = _municipality(slug), _document(file)
    with _refusals(), tenancy.acting_for(municipality_id), database.writing():
        shape = services.set_boundary(document, at=clock.now())
    size = f"{geometry.area(shape):,.1f}"
    click.echo(_("The boundary of %(slug)s now encloses %(size)s km².", slug=slug, size=size))


@group.command("areas")
@click.argument("slug")
@click.argument("file", type=FILE)
def set_areas(slug: str, file: Path) -> None:
    """Take a GeoJSON FILE of areas (properties code, title_th, title_en) for SLUG."""
    municipality_id, document = _municipality(slug), _document(file)
    with _refusals(), tenancy.acting_for(municipality_id), database.writing():
        added, changed = services.set_areas(document)
        outside = [area.title.here for area in queries.areas_outside()]
    click.echo(_("%(added)s areas added, %(changed)s changed.", added=added, changed=changed))
    if outside:
        click.echo(
            ngettext(
                "%(n)s area lies outside the boundary: %(titles)s",
                "%(n)s areas lie outside the boundary: %(titles)s",
                len(outside),
                titles=", ".join(outside),
            )
        )


def _municipality(slug: str) -> int:
    profile = municipalities.profile_by("", slug)
    if profile is None:
        raise click.ClickException(_("There is no municipality “%(slug)s”.", slug=slug))
    return profile.id


def _document(file: Path) -> object:
    try:
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        raise click.ClickException(_("The file is not GeoJSON.")) from None


@contextmanager
def _refusals() -> Iterator[None]:
    """Tell the operator in words what a verb refuses."""
    try:
        yield
    except PortalError as refusal:
        raise click.ClickException(str(refusal)) from None


def install(app: Flask) -> None:
    """Add the commands to the app."""
    app.cli.add_command(group)
