"""`flask backup`, `flask restore`, `flask move-database`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import Flask
from flask.cli import with_appcontext
from sqlalchemy.exc import ArgumentError

from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.i18n import _
from portal.operations.backup import dumping, erasures, making, restoring
from portal.operations.backup.archive import Manifest

OLD_SECRET = click.option(
    "--other-secret-key", "other_secret", is_flag=True, help="It was made under another SECRET_KEY."
)
BACKUP = click.Path(exists=True, dir_okay=False, path_type=Path)


def install(app: Flask) -> None:
    """Make the commands known to `flask`."""
    for command in (back_up, restore, move_database):
        app.cli.add_command(command)


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path, allow_dash=True))
@with_appcontext
def back_up(file: Path) -> None:
    """Write the database and its photos into FILE, while the portal runs; `-` for a pipe."""
    with _refusals():
        if str(file) == "-":
            dumping.dump(sys.stdout.buffer, clock.now())
            return
        if file.exists():
            raise click.ClickException(_("%(file)s is there already.", file=file))
        _tell(making.make(file, clock.now()))
        erasures.keep(file.parent, clock.now())


@click.command("restore")
@click.argument("file", type=BACKUP)
@click.option("--replace", "over_rows", is_flag=True, help="Put it in the place of what is there.")
@click.option("--check", "only_check", is_flag=True, help="Verify FILE and change nothing.")
@click.option("--erasures", "erased_file", type=BACKUP, help="A list kept elsewhere than by FILE.")
@OLD_SECRET
@with_appcontext
def restore(
    file: Path,
    *,
    over_rows: bool,
    only_check: bool,
    erased_file: Path | None,
    other_secret: bool,
) -> None:
    """Put the database and photos of FILE into place, after all of it was verified.

    What people had erased since FILE was made is erased again: the list beside FILE tells it.
    """
    with _refusals(), file.open("rb") as source:
        erased = erasures.read(
            erased_file or file.parent / erasures.NAME, other_secret=other_secret
        )
        if only_check:
            _tell(restoring.check(source, other_secret=other_secret))
            click.echo(_("The backup is good."))
            return
        manifest, again = restoring.restore(
            source, clock.now(), over_rows=over_rows, other_secret=other_secret, erased=erased
        )
        _tell(manifest)
        if again:
            click.echo(_("Erased again, as people had asked: %(n)s. See Requests.", n=again))
        click.echo(_("Restored."))


@click.command("move-database")
@click.argument("url")
@with_appcontext
def move_database(url: str) -> None:
    """Copy everything into the empty database at URL, of the role that owns its tables.

    Afterwards set DATABASE_URL and MIGRATION_DATABASE_URL to the new place. Photos stay.
    """
    with _refusals():
        try:
            manifest = restoring.move(_with_driver(url), clock.now())
        except ArgumentError as error:
            raise click.ClickException(_("This is no address of a database.")) from error
        _tell(manifest)
        click.echo(_("Moved. Set DATABASE_URL to the new place before the portal starts."))


def _with_driver(url: str) -> str:
    kind, _sign, rest = url.partition("://")
    return f"postgresql+psycopg://{rest}" if kind in {"postgres", "postgresql"} else url


def _tell(manifest: Manifest) -> None:
    for name, table in sorted(manifest.tables.items()):
        if table.rows:
            click.echo(f"{table.rows:>12,}  {name}")
    for name in manifest.gone:
        click.echo(_("This photo was gone: %(name)s", name=name))
    click.echo(
        _(
            "Snapshot of %(at)s: %(rows)s rows, %(files)s photos.",
            at=manifest.at,
            rows=f"{manifest.rows:,}",
            files=f"{manifest.files:,}",
        )
    )


@contextmanager
def _refusals() -> Iterator[None]:
    """Say a refusal in words, without the trace of a fault."""
    try:
        yield
    except Invalid as refusal:
        raise click.ClickException(str(refusal)) from refusal
    except OSError as error:
        raise click.ClickException(_("The file could not be used: %(why)s", why=error)) from error
