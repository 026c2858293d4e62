"""The blueprint that all pages of this room hang on."""

from __future__ import annotations

from portal.complaints import numbering
from portal.foundation.i18n import language
from portal.foundation.web import profile, room
from portal.response_times.wording import until

blueprint = room("complaints", "portal.complaints")
blueprint.add_app_template_global(until, "until")


@blueprint.app_template_global("register_number")
def register_number(year: int, running: int) -> str:
    """A complaint's number as this municipality prints it, in the language of the page."""
    return numbering.formatted(profile().letters.here, year, running, language())
