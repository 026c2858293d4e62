"""The ground as maps in the browser need it."""

from __future__ import annotations

from flask import jsonify, make_response
from flask.typing import ResponseReturnValue

from portal.foundation.policy import ANYONE
from portal.foundation.web import open_to, room
from portal.places import geojson, queries

blueprint = room("places", __name__)


@blueprint.get("/places/outline.geojson")
@open_to(*ANYONE)
def outline() -> ResponseReturnValue:
    """The municipality's boundary, or an empty collection where none is set."""
    shape = queries.ground().sketch.outline
    features = [geojson.write(shape)] if shape else []
    response = make_response(
        jsonify(
            type="FeatureCollection",
            features=[
                {"type": "Feature", "properties": {}, "geometry": geometry} for geometry in features
            ],
        )
    )
    response.headers["Content-Type"] = "application/geo+json"
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
