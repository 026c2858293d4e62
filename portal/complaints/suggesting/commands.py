"""The operator's door: how good are the suggestions on a register's file?"""

from __future__ import annotations

import json
from pathlib import Path

import click

from portal.complaints.importing import maps
from portal.complaints.suggesting.evaluating import evaluate
from portal.foundation.errors import PortalError
from portal.foundation.i18n import _


@click.command("evaluate-suggestions")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--map", "map_file", type=click.Path(path_type=Path, exists=True), help="A map file.")
@click.option("--json", "as_json", is_flag=True, help="Print numbers as JSON.")
def evaluate_suggestions(file: Path, map_file: Path | None, *, as_json: bool) -> None:
    """Learn from the earlier four fifths of FILE, ask about the later fifth, print how often right.

    Nothing is kept. FILE is read by the map of Traffy Fondue unless --map names another.
    """
    try:
        using = maps.read(map_file) if map_file else maps.preset("traffy")
        figures = evaluate(file, using).figures()
    except PortalError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    except (OSError, ValueError) as failure:
        raise click.ClickException(_("Nothing could be learned: %(why)s", why=failure)) from failure
    if as_json:
        click.echo(json.dumps(figures))
        return
    for name, number in figures.items():
        click.echo(f"{name.replace('_', ' '):26} {number:,}")
