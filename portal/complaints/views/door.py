"""The blueprint that all pages of this room hang on."""

from __future__ import annotations

from portal.complaints import numbering
from portal.foundation import masking
from portal.foundation.i18n import Lazy, language, lazy
from portal.foundation.masking import Kind
from portal.foundation.web import profile, room
from portal.response_times.wording import until

blueprint = room("complaints", "portal.complaints")
blueprint.add_app_template_global(until, "until")


@blueprint.app_template_global("register_number")
def register_number(year: int, running: int) -> str:
    """A complaint's number as this municipality prints it, in the language of the page."""
    return numbering.formatted(profile().letters.here, year, running, language())


COVERED = {
    Kind.PHONE: lazy("Telephone"),
    Kind.EMAIL: lazy("E-mail"),
    Kind.NATIONAL_ID: lazy("National ID"),
    Kind.PLATE: lazy("Number plate"),
}


@blueprint.app_template_filter("what_is_covered")
def what_is_covered(text: str) -> list[tuple[Lazy, str]]:
    """What the portal covers in a text by itself: what it is, and the words."""
    return [(COVERED[one.kind], text[one.start : one.end]) for one in masking.finds(text)]
