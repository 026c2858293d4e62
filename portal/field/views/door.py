"""The blueprint that all pages of this room hang on."""

from __future__ import annotations

from portal.field import queries
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.web import room

blueprint = room("field", "portal.field")

KILOMETRE = 1000
FAR = 10_000


@blueprint.app_template_filter("far")
def far(metres: int) -> Lazy:
    """A distance as people say it: 350 m, 2.4 km, 12 km."""
    if metres < KILOMETRE:
        return lazy("%(n)s m", n=max(10, round(metres, -1)))
    digits = 1 if metres < FAR else 0
    return lazy("%(n)s km", n=f"{metres / KILOMETRE:.{digits}f}")


@blueprint.app_template_global("way_to")
def way_to(point: tuple[float, float]) -> str:
    """The address of the map that shows one stop: its coordinates, and nothing else."""
    return queries.maps().to(point)
