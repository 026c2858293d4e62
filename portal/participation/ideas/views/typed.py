"""What the forms of ideas offer, and what they say when they are sent."""

from __future__ import annotations

from flask import current_app

from portal.complaints.queries import choices
from portal.complaints.services import Place
from portal.foundation.fields import offered
from portal.foundation.i18n import language, lazy
from portal.participation.ideas.forms import IdeaForm
from portal.participation.ideas.services import NewIdea
from portal.participation.ideas.terms import Channel
from portal.places import queries as places


def choosable(form: IdeaForm) -> None:
    """Give the form what can be chosen now."""
    form.category.choices = offered(choices.residents_choices(lazy("Another matter")))
    form.area.choices = offered(choices.area_choices(lazy("Choose an area")))


def idea_of(form: IdeaForm, channel: Channel = Channel.WEB) -> NewIdea:
    """What the form says, as the verb takes it."""
    lat, lon = form.point() or (None, None)
    return NewIdea(
        form_id=form.identifier(),
        title=form.title.data or "",
        text=form.text.data or "",
        language=language(),
        category_id=form.category_id(),
        place=Place(lat, lon, form.area_id(), form.landmark.data or "", form.outside_is_meant.data),
        email=form.email.data or "",
        channel=channel,
    )


def map_of() -> dict[str, object]:
    """What the map of a form needs."""
    config = current_app.config["PORTAL"]
    box = places.ground().box
    return {
        "tiles": config.tile_address,
        "attribution": config.tile_attribution,
        "centre": ((box.south + box.north) / 2, (box.west + box.east) / 2) if box else None,
    }
