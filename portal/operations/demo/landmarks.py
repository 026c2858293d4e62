"""Where the demo's complaints happen: public places and invented communities of the demo city."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from portal.foundation.i18n import Bilingual
from portal.operations.demo.dice import Dice
from portal.operations.demo.phrasebook import FOLDER

METRES_PER_DEGREE = 111_320
REACH_METRES = 110
"""Complaints lie scattered around their landmark, two thirds of them within this distance."""
FARTHEST_METRES = 260


@dataclass(frozen=True, slots=True)
class Landmark:
    """A road, a spot or a community. `weight` is how often it is complained about."""

    kind: str
    title: Bilingual
    lat: float
    lon: float
    weight: float


@cache
def landmarks() -> tuple[Landmark, ...]:
    """Return all landmarks of the table `phrases/landmarks.tsv`."""
    with (FOLDER / "landmarks.tsv").open(encoding="utf-8", newline="") as lines:
        return tuple(_rows(csv.DictReader(lines, delimiter="\t")))


def _rows(rows: csv.DictReader[str]) -> Iterator[Landmark]:
    for row in rows:
        title = Bilingual(row["title_th"], row["title_en"])
        yield Landmark(
            row["kind"], title, float(row["lat"]), float(row["lon"]), float(row["weight"])
        )


def draw(random: Dice) -> Landmark:
    """Return a landmark by weight."""
    known = landmarks()
    return random.choices(known, [landmark.weight for landmark in known])[0]


def point_near(random: Dice, landmark: Landmark) -> tuple[float, float]:
    """Return latitude and longitude of a place near the landmark, rounded to about a metre."""
    metres = min(abs(random.gauss(0, REACH_METRES)), FARTHEST_METRES)
    angle = random.random() * math.tau
    lat = landmark.lat + metres * math.cos(angle) / METRES_PER_DEGREE
    width = METRES_PER_DEGREE * math.cos(math.radians(landmark.lat))
    return round(lat, 5), round(landmark.lon + metres * math.sin(angle) / width, 5)
