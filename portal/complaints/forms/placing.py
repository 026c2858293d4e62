"""What the ways to say where something is have in common, whatever form they stand in."""

from __future__ import annotations

from typing import Any

from wtforms.validators import ValidationError

from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.places.coordinates import Swapped, parse_coordinates


class Placed:
    """A form with the fields `way`, `lat`, `lon`, `area` and `coordinates`."""

    way: Any
    lat: Any
    lon: Any
    area: Any
    coordinates: Any

    def validate_coordinates(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Read typed coordinates when they are the way chosen; turn a swapped pair round."""
        if self.way.data != "coordinates":
            return
        try:
            point = parse_coordinates(field.data or "")
        except Invalid as refusal:
            raise ValidationError(refusal.message) from None
        if isinstance(point, Swapped):
            field.data = f"{point.lat}, {point.lon}"
            raise ValidationError(
                lazy(
                    "Longitude stood first. The numbers have been turned round to %(pair)s:"
                    " if that is right, press the button again.",
                    pair=field.data,
                )
            )

    def validate_way(self, field: Any) -> None:  # noqa: ANN401 - a WTForms field
        """Ask for the position where the pin or the phone should have given it."""
        if field.data in {"here", "pin"} and self._pinned() is None:
            raise ValidationError(
                lazy("No position was given. Try again, or choose another way to say where it is.")
            )

    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude by the way chosen; None where that way gives none."""
        if self.way.data == "coordinates" and self.coordinates.data and not self.coordinates.errors:
            found = parse_coordinates(self.coordinates.data)
            return found.lat, found.lon
        return self._pinned() if self.way.data in {"here", "pin"} else None

    def area_id(self) -> int | None:
        """The area chosen, where that is the way."""
        return int(self.area.data) if self.way.data == "area" and self.area.data else None

    def _pinned(self) -> tuple[float, float] | None:
        try:
            lat, lon = float(self.lat.data or ""), float(self.lon.data or "")
        except ValueError:
            return None
        return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None  # noqa: PLR2004 - globe
