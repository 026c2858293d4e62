"""`flask complaints export`: a municipality's complaints as CSV, GeoJSON or in Traffy's columns."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from portal.complaints.commands import complaints
from portal.complaints.importing import maps
from portal.complaints.importing import rows as rows_of_files
from portal.complaints.lifecycle import State
from portal.complaints.preset import code_by_traffy_type
from portal.complaints.queries import exporting
from portal.complaints.queries.exporting import Exported
from portal.foundation import masking, tenancy
from portal.municipalities import queries as municipalities

CONTACTS = ("name", "phone", "email")
REASONED = frozenset({State.ON_HOLD.value, State.CLOSED.value})
OWN = (
    "number",
    "kind",
    "category",
    "channel",
    "priority",
    "state",
    "text",
    "language",
    "lat",
    "lon",
    "landmark",
    "filed",
    "acknowledged",
    "ended",
    "last_activity",
    "reply",
    "stars",
    "reopened",
    "merged_with",
    "split_from",
    "answers",
)
NUMBERS = frozenset({"lat", "lon"})
Row = dict[str, Any]


@complaints.command("export")
@click.option("--municipality", "slug", required=True)
@click.option("--format", "form", type=click.Choice(["csv", "geojson", "traffy"]), default="csv")
@click.option("--public", "public_only", is_flag=True, help="Only what anyone may read, masked.")
@click.option("--contacts", "with_contacts", is_flag=True, help="With names, phones and e-mails.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export_file(
    slug: str, form: str, file: Path, *, public_only: bool, with_contacts: bool
) -> None:
    """Write the complaints of a municipality into FILE."""
    profile = municipalities.profile_by("", slug)
    if profile is None:
        raise click.ClickException(f"There is no municipality {slug}.")
    if public_only and with_contacts:
        raise click.ClickException("What anyone may read has no contacts.")
    with tenancy.acting_for(profile.id):
        n = write(file, form, public_only=public_only, with_contacts=with_contacts)
    click.echo(f"{n} written")


def write(file: Path, form: str, *, public_only: bool = False, with_contacts: bool = False) -> int:
    """Write the present municipality's complaints into a file; returns how many."""
    shape: Callable[[Exported], Row] = _traffy() if form == "traffy" else own
    names = (*OWN, *(CONTACTS if with_contacts else ()))
    rows = (
        shape(_shown(line) if public_only else line)
        for line in exporting.all_in_order(public_only=public_only)
    )
    if form == "geojson":
        return _geojson(file, rows, names)
    return _csv(file, rows, TRAFFY if form == "traffy" else names)


def _shown(line: Exported) -> Exported:
    values = {name: getattr(line, name) for name in line.__slots__}
    values["text"] = line.public_text
    for name in ("landmark", "reply"):
        values[name] = masking.masked(values[name])
    return Exported(**values)


def own(line: Exported) -> Row:
    """A complaint in the portal's own columns."""
    reason = f":{line.reason}" if line.state in REASONED and line.reason else ""
    return {
        "number": exporting.number_in_files(line),
        "kind": line.kind,
        "category": line.category,
        "channel": line.channel,
        "priority": line.priority,
        "state": f"{line.state}{reason}",
        "text": line.text,
        "language": line.language,
        "lat": _exact(line.lat),
        "lon": _exact(line.lon),
        "landmark": line.landmark,
        "filed": _iso(line.filed),
        "acknowledged": _iso(line.acknowledged),
        "ended": _iso(line.ended),
        "last_activity": _iso(line.last_activity),
        "reply": line.reply,
        "stars": line.stars or "",
        "reopened": line.reopened,
        "merged_with": line.merged_with,
        "split_from": line.split_from,
        "answers": line.answers,
        "name": line.name,
        "phone": line.phone,
        "email": line.email,
    }


TRAFFY = (
    "ticket_id",
    "type",
    "organization",
    "comment",
    "lon",
    "lat",
    "address",
    "timestamp",
    "state",
    "star",
    "count_reopen",
    "last_activity",
    "note",
    "finished_at",
    "finished_at_basis",
    "lang",
)
NO_WORD = {State.WAITING: "กำลังดำเนินการ", State.SETTLED: "เสร็จสิ้น"}


def _traffy() -> Callable[[Exported], Row]:
    """A shape in Traffy's columns. States that Traffy has no word for get their nearest."""
    codes = code_by_traffy_type()
    words: dict[tuple[str, str | None], str] = {}
    for word, meaning in maps.preset("traffy").states.items():
        if word:
            words.setdefault((meaning.state.value, meaning.reason), word)

    def shape(line: Exported) -> Row:
        reason = line.reason if line.state in REASONED else None
        word = words.get((line.state, reason)) or NO_WORD.get(State(line.state))
        fits = codes.get(line.traffy_type) == line.category
        return {
            "ticket_id": _ticket(line),
            "type": line.traffy_type if fits else line.category,
            "organization": "",
            "comment": line.text,
            "lon": _exact(line.lon),
            "lat": _exact(line.lat),
            "address": line.landmark,
            "timestamp": _iso(line.filed),
            "state": word or words[State.CLOSED.value, "not_ours"],
            "star": line.stars or "",
            "count_reopen": line.reopened or "",
            "last_activity": _iso(line.last_activity),
            "note": line.reply,
            "finished_at": _iso(line.ended),
            "finished_at_basis": "timestamp_finished" if line.ended else "",
            "lang": line.language,
        }

    return shape


def _ticket(line: Exported) -> str:
    if line.source == "traffy" and line.source_number:
        return line.source_number
    return f"{line.year}-{line.running:06d}"


def _exact(degrees: float | None) -> str:
    return "" if degrees is None else repr(degrees)


def _iso(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat() if moment else ""


def _csv(file: Path, rows: Iterable[Row], names: Iterable[str]) -> int:
    """UTF-8 with a mark, so that a spreadsheet shows Thai as Thai."""
    n = 0
    with file.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.DictWriter(target, list(names), extrasaction="ignore")
        writer.writeheader()
        for n, row in enumerate(rows, 1):  # noqa: B007 - counted
            writer.writerow({name: _safe(name, cell) for name, cell in row.items()})
    return n


def _safe(name: str, cell: object) -> object:
    return cell if name in NUMBERS else rows_of_files.guarded(cell)


def _geojson(file: Path, rows: Iterable[Row], names: tuple[str, ...]) -> int:
    n = 0
    with file.open("w", encoding="utf-8") as target:
        target.write('{"type":"FeatureCollection","features":[\n')
        for n, feature in enumerate(_features(rows, names), 1):
            target.write(",\n" if n > 1 else "")
            target.write(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
        target.write("\n]}\n")
    return n


def _features(rows: Iterable[Row], names: tuple[str, ...]) -> Iterator[Row]:
    for row in rows:
        point = (
            {"type": "Point", "coordinates": [float(row["lon"]), float(row["lat"])]}
            if row["lat"]
            else None
        )
        properties = {name: row[name] for name in names if name not in {"lat", "lon"}}
        yield {"type": "Feature", "geometry": point, "properties": properties}
