"""The blueprint of residents, and what all their pages need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app

from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.foundation.web import room
from portal.places import queries as places

if TYPE_CHECKING:
    from wtforms.fields.choices import SelectChoice

blueprint = room("residents", "portal.participation.residents")


def secret() -> str:
    """The portal's own key."""
    return str(current_app.config["SECRET_KEY"])


def area_choices() -> list[SelectChoice]:
    """The areas, and none."""
    areas = [(str(area.id), area.title.here) for area in places.areas()]
    return offered([("", lazy("Not known")), *areas])


def area_titles() -> dict[int, str]:
    """What areas are called."""
    return {area.id: area.title.here for area in places.every_area()}
