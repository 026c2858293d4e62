"""Public complaints counted in hexagons: as a page, and for a map in the browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flask import current_app, render_template, url_for

from portal.complaints.queries import public
from portal.complaints.views.door import blueprint
from portal.complaints.views.public_filters import address_of, asked, chosen, tags_of, views_of
from portal.foundation.i18n import ngettext
from portal.foundation.policy import ANYONE
from portal.foundation.web import open_to, tagged, unchanged
from portal.municipalities.queries import public_version
from portal.places import hexagons, hexmap
from portal.places import queries as places

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.places.hexmap import Hexagon


@blueprint.get("/map")
@open_to(*ANYONE)
def public_map() -> ResponseReturnValue:
    """The same complaints counted in hexagons."""
    kept = unchanged(public_version())
    if kept is not None:
        return kept
    form, wanted = asked()
    here = {**chosen(), "cell": ""}
    config = current_app.config["PORTAL"]
    return tagged(
        render_template(
            "complaints/public_map.html",
            form=form,
            map=hexmap.draw(places.ground(), public.cells(wanted)),
            prefix=address_of(".public_list", here, tail="cell="),
            views=views_of(here, "map"),
            tags=tags_of(form, here),
            clear=url_for(".public_map"),
            counted=public.COUNTED if wanted.needs_rows else None,
            tiles=config.tile_address,
            attribution=config.tile_attribution,
            hexagons=address_of(".hexagons_on_map", here),
        )
    )


@blueprint.get("/map/hexagons.geojson")
@open_to(*ANYONE)
def hexagons_on_map() -> ResponseReturnValue:
    """The same hexagons for a map in the browser: count, shade, words and the list's address."""
    kept = unchanged(public_version())
    if kept is not None:
        return kept
    _form, wanted = asked()
    prefix = address_of(".public_list", {**chosen(), "cell": ""}, tail="cell=")
    drawing = hexmap.draw(places.ground(), public.cells(wanted))
    features = [_feature(hexagon, prefix) for hexagon in drawing.hexagons]
    response = tagged(json.dumps({"type": "FeatureCollection", "features": features}))
    response.headers["Content-Type"] = "application/geo+json"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _feature(hexagon: Hexagon, prefix: str) -> dict[str, object]:
    corners = hexagons.boundary(int(hexagon.name, 16))
    words = ngettext("%(n)s case", "%(n)s cases", hexagon.count)
    return {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": [[*corners, corners[0]]]},
        "properties": {
            "count": hexagon.count,
            "shade": hexagon.shade,
            "words": f"{words}, {hexagon.area.here}" if hexagon.area else words,
            "address": f"{prefix}{hexagon.name}",
            "middle": [hexagon.lat, hexagon.lon],
        },
    }
