"""The way there: addresses for a map, with coordinates of the stops and nothing else in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from portal.foundation.errors import Invalid
from portal.foundation.i18n import Lazy, lazy

Point = tuple[float, float]
"""Latitude and longitude in degrees."""
SETTING = "field_maps"
MOST_STOPS = 10
"""Maps on the web take no more in one address."""
LONGEST_PATTERN = 300
ONE = "geo:{lat},{lon}?q={lat},{lon}"
"""Opens the phone's own map, whichever it is."""
MANY = "https://www.google.com/maps/dir/{stops/}"
_STOPS = re.compile(r"\{stops([/;|])\}")
_PLACES = re.compile(r"\{[^{}]*\}")
_SCHEMES = ("https://", "geo:")


@dataclass(frozen=True, slots=True)
class MapAddresses:
    """The patterns of a municipality: for one stop, and for a way over several (none: no link)."""

    one: str = ONE
    many: str = MANY

    def to(self, point: Point) -> str:
        """The address that shows one stop."""
        lat, lon = _degrees(point)
        return self.one.replace("{lat}", lat).replace("{lon}", lon)

    def over(self, points: Sequence[Point]) -> str:
        """The address of the way over the first stops, in their order; empty where there is none.

        `{stops/}` stands for `lat,lon/lat,lon`, `{stops;}` and `{stops|}` alike.
        """
        between = _STOPS.search(self.many)
        if between is None or len(points) < 2:  # noqa: PLR2004 - one stop has its own address
            return ""
        stops = between[1].join(",".join(_degrees(point)) for point in points[:MOST_STOPS])
        return self.many.replace(between[0], stops)


def checked(one: str, many: str) -> MapAddresses:
    """These patterns; `Invalid` in words where one could not work."""
    wrong: dict[str, object] = {}
    one, many = one.strip() or ONE, many.strip()
    if found := _wrong(one, frozenset({"{lat}", "{lon}"})):
        wrong["one"] = found
    elif "{lat}" not in one or "{lon}" not in one:
        wrong["one"] = lazy("Write {lat} and {lon} where the coordinates belong")
    stops = _STOPS.findall(many)
    if many and (found := _wrong(many, frozenset(f"{{stops{sign}}}" for sign in "/;|"))):
        wrong["many"] = found
    elif many and len(stops) != 1:
        wrong["many"] = lazy("Write {stops/}, {stops;} or {stops|} once, where the stops belong")
    if wrong:
        raise Invalid(fields=wrong)
    return MapAddresses(one, many)


def _wrong(pattern: str, known: frozenset[str]) -> Lazy | None:
    if not pattern.startswith(_SCHEMES) or re.search(r"[\s<>\"'\\]", pattern):
        return lazy("Begin the address with https:// or geo: and write it without spaces")
    if len(pattern) > LONGEST_PATTERN:
        return lazy("Use at most %(longest)s characters.", longest=LONGEST_PATTERN)
    unknown = sorted(set(_PLACES.findall(pattern)) - known)
    if unknown or re.search(r"[{}]", _PLACES.sub("", pattern)):
        return lazy("Nothing is known to stand for %(what)s", what=" ".join(unknown) or "{ }")
    return None


def _degrees(point: Point) -> tuple[str, str]:
    return f"{point[0]:.6f}", f"{point[1]:.6f}"
