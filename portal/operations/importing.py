"""`flask complaints import`: another system's file, or a paper register, into a municipality."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from portal.complaints.commands import complaints
from portal.complaints.importing import maps, rows
from portal.complaints.importing.maps import ImportMap
from portal.complaints.importing.reading import PastComplaint, Reader, Unreadable, refused
from portal.complaints.preset import code_by_traffy_type
from portal.complaints.services import importing
from portal.foundation import clock, database, tenancy
from portal.foundation.errors import Invalid
from portal.foundation.i18n import Bilingual, speaking
from portal.municipalities import queries as municipalities
from portal.municipalities.profiles import Details
from portal.operations import setup

BATCH = 2000
FORMATS = ("traffy", "register", "portal", "boston")


@dataclass
class Tally:
    """What became of a file's rows."""

    added: int = 0
    known: int = 0
    refused: list[dict[str, Any]] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The line that is printed last."""
        return f"{self.added} added, {self.known} known, {len(self.refused)} refused"


@complaints.command("import")
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--municipality", "slug", default="imported", show_default=True)
@click.option(
    "--map",
    "own_map",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Your own copy of the map of columns and words.",
)
@click.option(
    "--refused",
    "refused_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where refused rows are listed; beside the file by default.",
)
def import_file(
    form: str, file: Path, slug: str, own_map: Path | None, refused_file: Path | None
) -> None:
    """Load FILE: traffy or boston (their columns), register (on paper) or portal (our own export).

    A second run adds nothing. A municipality that is missing is made from the preset, without a
    boundary: then every place is inside.
    """
    with speaking("en"):
        try:
            using = maps.read(own_map) if own_map else maps.preset(form)
            tally = load(file, slug, using, clock.now(), show_progress=True)
        except Invalid as refusal:
            raise click.ClickException(str(refusal)) from refusal
        if tally.refused:
            listed = refused_file or file.with_name(f"{file.name}.refused.csv")
            _write_refused(listed, tally.refused)
            click.echo(f"Refused rows are listed in {listed}")
        click.echo(tally.words)


def load(
    file: Path, slug: str, using: ImportMap, at: datetime, *, show_progress: bool = False
) -> Tally:
    """Read a file into a municipality, batch by batch, each whole or not at all."""
    municipality_id = _municipality(slug, at)
    tally = Tally()
    with tenancy.acting_for(municipality_id):
        known = importing.known_numbers(using.source)
        reader = Reader(using, code_by_traffy_type())
        writer = importing.Batch(using.source, at)
        batch: list[PastComplaint] = []
        for cells in _counted(file, show=show_progress):
            complaint = _understood(reader, cells, tally)
            if complaint is None:
                continue
            if complaint.number in known:
                tally.known += 1
                continue
            known.add(complaint.number)
            batch.append(complaint)
            if len(batch) == BATCH:
                tally.added += _write(writer, batch)
                batch = []
        tally.added += _write(writer, batch)
        if tally.added:
            with database.writing():
                writer.finish()
    return tally


def _write(writer: importing.Batch, batch: list[PastComplaint]) -> int:
    if batch:
        with database.writing():
            writer.write(batch)
    return len(batch)


def _understood(
    reader: Reader, row: tuple[int, dict[str, str]], tally: Tally
) -> PastComplaint | None:
    line, cells = row
    try:
        return reader.complaint(cells)
    except Unreadable as why:
        tally.refused.append(refused(line, str(why), cells))
        return None


def _counted(file: Path, *, show: bool) -> Iterator[tuple[int, dict[str, str]]]:
    if not show:
        yield from rows.read(file)
        return
    with click.progressbar(rows.read(file), length=rows.count(file), label=file.name) as bar:
        yield from bar


def _municipality(slug: str, at: datetime) -> int:
    profile = municipalities.profile_by("", slug)
    if profile is not None:
        return profile.id
    title = Bilingual("เทศบาลที่นำเข้าข้อมูล", "Imported municipality")
    details = Details(slug, "city", title, Bilingual("นข", "IM"))
    return setup.found(details, at=at)


def _write_refused(path: Path, lines: list[dict[str, Any]]) -> None:
    names = list(dict.fromkeys(name for line in lines for name in line))
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.DictWriter(target, names)
        writer.writeheader()
        writer.writerows({name: rows.guarded(cell) for name, cell in one.items()} for one in lines)
