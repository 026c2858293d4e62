"""The blueprint that all pages of this room hang on."""

from __future__ import annotations

from portal.conduct import numbering
from portal.conduct.policy import may_name
from portal.conduct.queries import recipients
from portal.conduct.services.moving import NOT_HERE
from portal.foundation.errors import NotFound
from portal.foundation.i18n import language
from portal.foundation.policy import Actor
from portal.foundation.web import actor, personal, profile, room

blueprint = room("conduct", "portal.conduct", confidential=True)


@blueprint.app_template_global("conduct_number")
def conduct_number(year: int, running: int) -> str:
    """A matter's number as this municipality prints it, in the language of the page."""
    return numbering.formatted(profile().letters, year, running, language())


def reader() -> Actor:
    """Whoever may come in here at all; for everybody else there is no such page."""
    personal()
    who = actor()
    if not recipients.may_enter(who):
        raise NotFound(NOT_HERE)
    return who


def namer() -> Actor:
    """Whoever names the recipients."""
    personal()
    who = actor()
    if not may_name(who):
        raise NotFound(NOT_HERE)
    return who
