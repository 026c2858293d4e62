"""Suggestions on the forms: at once with JavaScript, on the next page without it."""

from __future__ import annotations

from flask import Response, make_response, request

from portal.complaints.suggesting import queries
from portal.complaints.suggesting.queries import Suggestion
from portal.complaints.views.door import blueprint
from portal.foundation.policy import ANYONE
from portal.foundation.web import actor, open_to

blueprint.add_app_template_global(queries.suggested, "categories_suggested")


@blueprint.post("/report/suggest")
@open_to(*ANYONE)
def suggest() -> Response:
    """The categories that the field `text` seems to belong to, as JSON. Nothing is written down.

    The words come in the body and not in the address: addresses stand in logs.
    """
    found = queries.suggested(request.form.get("text", ""), for_staff=actor().is_staff)
    answer = make_response([_line(one) for one in found])
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _line(suggestion: Suggestion) -> dict[str, str]:
    return {
        "value": str(suggestion.category.id),
        "title": suggestion.category.title.here,
        "unit": suggestion.unit.here if suggestion.unit else "",
    }
