"""How good the proposals are, measured on a file of another register's complaints.

Every row is compared with the rows before it, as the desk compares a new complaint with the open
ones: the same cells, the same radius, the same limits. A row that repeats an earlier one's words
and place should find that one; a row that repeats nothing should seldom find anything.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from portal.complaints import preset
from portal.complaints.duplicates import similarity
from portal.complaints.duplicates.similarity import Likeness, Matter
from portal.foundation import thai
from portal.places import hexagons

DAYS = 180
"""A row is taken for open so long: what is older finds nobody to merge it with."""
SAMPLE = 10_000
SEED = 7
TOP = 3
READ_BY_HAND = 100
LETTERS = 400
SAME_PLACE = 4
"""Decimals of degrees that are the same place: about 11 metres."""


@dataclass(frozen=True, slots=True)
class Row:
    """One complaint of the file."""

    at: float
    lat: float
    lon: float
    cell: int
    category_id: int | None
    radius: int
    text: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured."""

    rows: int
    repeats: int
    proposed_in_top: int
    """Of the repeats: the first is among the first three proposed."""
    others: int
    others_with_any: int
    """Of the rows that repeat nothing: how many get any proposal."""
    threshold: int
    pairs: tuple[tuple[int, int, Likeness], ...]
    """The proposals of the latter, by place in the file, to be read by hand."""

    @property
    def recall(self) -> float:
        """The share of repeats whose first one is proposed."""
        return self.proposed_in_top / self.repeats if self.repeats else 0.0

    @property
    def noise(self) -> float:
        """The share of other rows that get any proposal."""
        return self.others_with_any / self.others if self.others else 0.0


def read(path: Path) -> list[Row]:
    """The rows of a file of Traffy Fondue that have a place, in order of time."""
    codes = preset.code_by_traffy_type()
    known = {category.code: (n, category.near_metres) for n, category in _numbered()}
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as lines:
        found = [row for line in csv.DictReader(lines) for row in _row(line, codes, known)]
    return sorted(found, key=lambda row: row.at)


def _numbered() -> Iterator[tuple[int, preset.PresetCategory]]:
    yield from enumerate(preset.CATEGORIES, 1)


def _row(
    line: dict[str, str], codes: dict[str, str], known: dict[str, tuple[int, int]]
) -> Iterator[Row]:
    try:
        lat, lon = float(line["lat"]), float(line["lon"])
        cell = hexagons.cell(lat, lon)
        at = datetime.fromisoformat(line["timestamp"][:19]).replace(tzinfo=UTC).timestamp()
    except ValueError:
        return
    types = (codes.get(each.strip()) for each in line["type"].split(","))
    code = next((each for each in types if each), None)
    number, radius = known[code] if code else (None, similarity.USUAL_METRES)
    yield Row(at, lat, lon, cell, number, radius, line["comment"])


def repeats_of(rows: Sequence[Row]) -> dict[int, int]:
    """For each row that repeats an earlier one's words and place: which is the first."""
    first: dict[tuple[str, float, float], int] = {}
    found: dict[int, int] = {}
    for place, row in enumerate(rows):
        words = "".join(thai.clusters(row.text)) or row.text.strip()
        key = (words, round(row.lat, SAME_PLACE), round(row.lon, SAME_PLACE))
        if key in first:
            found[place] = first[key]
        else:
            first[key] = place
    return found


def evaluate(
    rows: Sequence[Row], *, most: int, threshold: int = similarity.SHOWN_FROM
) -> Evaluation:
    """Compare the repeats and a sample of the others with what came before them."""
    repeats = repeats_of(rows)
    touched = repeats.keys() | set(repeats.values())
    plain = [place for place in range(len(rows)) if place not in touched]
    others = set(random.Random(SEED).sample(plain, min(SAMPLE, len(plain))))  # noqa: S311 - a sample # nosec B311
    hits, pairs = 0, []
    for place, found in _proposals(rows, repeats.keys() | others, most, threshold):
        if place in repeats:
            hits += repeats[place] in [each.id for each in found[:TOP]]
        elif found:
            pairs.append((place, found[0].id, found[0]))
    return Evaluation(
        len(rows), len(repeats), hits, len(others), len(pairs), threshold, tuple(pairs)
    )


def _proposals(
    rows: Sequence[Row], asked: set[int], most: int, threshold: int
) -> Iterator[tuple[int, list[Likeness]]]:
    """For each row asked for, what would be proposed from the rows before it."""
    cells: dict[int, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if place in asked:
            near = hexagons.near(row.lat, row.lon, row.radius)
            newest = sorted((each for cell in near for each in cells[cell]), reverse=True)
            before = [each for each in newest if _is_open_near(row, rows[each])][:most]
            found = similarity.ranked(
                _matter(place, row), (_matter(each, rows[each]) for each in before), row.radius
            )
            yield place, [each for each in found if each.score >= threshold]
        cells[row.cell].append(place)


def _is_open_near(row: Row, other: Row) -> bool:
    """Whether the earlier one lies in the square around, and is not too old to be open."""
    south, west, north, east = similarity.box(row.lat, row.lon, row.radius)
    lies_near = south <= other.lat <= north and west <= other.lon <= east
    return lies_near and other.at >= row.at - DAYS * 86400


def _matter(place: int, row: Row) -> Matter:
    return Matter(place, row.lat, row.lon, row.category_id, similarity.runs_of(row.text))


def as_json(found: Evaluation) -> str:
    """The numbers as one JSON object."""
    return json.dumps(
        {
            "rows": found.rows,
            "repeats": found.repeats,
            "repeats_with_first_in_top_three": found.proposed_in_top,
            "recall": round(found.recall, 4),
            "others": found.others,
            "others_with_any_proposal": found.others_with_any,
            "noise": round(found.noise, 4),
            "threshold": found.threshold,
            "days": DAYS,
        }
    )


def in_words(found: Evaluation) -> str:
    """The same, to be read."""
    return (
        f"{found.rows:,} rows with a place; proposals from {found.threshold} of 100 on.\n"
        f"{found.repeats:,} repeat an earlier one: {found.recall:.1%} get it in the first {TOP}.\n"
        f"{found.others:,} others: {found.noise:.1%} get any proposal."
    )


def written(rows: Sequence[Row], found: Evaluation) -> str:
    """A hundred of the proposals for rows that repeat nothing, drawn by lot, side by side."""
    drawn = random.Random(SEED).sample(found.pairs, min(READ_BY_HAND, len(found.pairs)))  # noqa: S311 - a sample # nosec B311
    return "\n\n".join(
        f"{n}. {each.score} of 100, {each.metres} m, words {each.words} %, "
        f"category {each.same_category}, {(rows[later].at - rows[first].at) / 86400:.1f} days\n"
        f"A: {rows[first].text[:LETTERS]}\nB: {rows[later].text[:LETTERS]}"
        for n, (later, first, each) in enumerate(drawn, 1)
    )
