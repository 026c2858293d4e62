"""Drawn photos for the demo: flat illustrations, plainly no photographs of a real place.

A picture's name is `<scene>-<variant>-<before|after>`. The same name gives the same picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from portal.operations.demo.dice import Dice
from portal.operations.demo.pictures import pavements, streets, surroundings
from portal.operations.demo.pictures.canvas import Canvas


class Scene(Protocol):
    """Draws one scene, as it was reported or as it was put in order."""

    def __call__(self, canvas: Canvas, *, fixed: bool) -> None:
        """Draw on the canvas."""


SCENES: dict[str, Scene] = {
    "road": streets.road,
    "footpath": streets.footpath,
    "streetlight": streets.streetlight,
    "drain": streets.drain,
    "flood": streets.flood,
    "bridge": streets.bridge,
    "cables": streets.cables,
    "traffic": streets.traffic,
    "obstruction": pavements.obstruction,
    "vendors": pavements.vendors,
    "waste": surroundings.waste,
    "canal": surroundings.canal,
    "smoke": surroundings.smoke,
    "animals": surroundings.animals,
    "trees": surroundings.trees,
    "parks": surroundings.parks,
    "disease": surroundings.disease,
}
"""What each of these categories looks like."""
_STAND_INS = {
    "wastewater": "drain",
    "signs": "traffic",
    "disaster": "trees",
    "education": "parks",
    "safety": "streetlight",
}
VARIANTS = 2


def names() -> Iterator[str]:
    """Return the name of every picture there is."""
    for scene in SCENES:
        for variant in range(1, VARIANTS + 1):
            yield f"{scene}-{variant}-before"
            yield f"{scene}-{variant}-after"


def scene_of(category: str) -> str | None:
    """Return the scene that shows a category, None where there is nothing to be seen."""
    return category if category in SCENES else _STAND_INS.get(category)


def draw(name: str) -> bytes:
    """Return the picture as a JPEG of 1200 × 900 pixels.

    Before and after show the same place: they share the seed.

    Raises:
        KeyError: there is no such scene.

    """
    scene, variant, moment = name.rsplit("-", 2)
    canvas = Canvas(Dice(f"{scene}-{variant}"))
    SCENES[scene](canvas, fixed=moment == "after")
    return canvas.jpeg()
