"""The pages that somebody files on: the form, and the look at it before it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, render_template

from portal.complaints.queries import choices
from portal.complaints.queries.said import said
from portal.complaints.views import admission, uploads
from portal.foundation import clock
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.foundation.web import actor
from portal.places import hexmap
from portal.places import queries as places

if TYPE_CHECKING:
    from portal.complaints.forms.filing import FilingForm
    from portal.complaints.services import Foreseen


def choosable(form: FilingForm) -> None:
    """Give the form what can be chosen now."""
    form.category.choices = offered(choices.residents_choices(lazy("I don’t know")))
    form.area.choices = offered(choices.area_choices(lazy("Choose an area")))


def form_page(form: FilingForm) -> str:
    """The form with what was typed."""
    choosable(form)
    config = current_app.config["PORTAL"]
    return render_template(
        "complaints/new.html",
        form=form,
        photos=uploads.waiting(form.identifier()),
        tiles=config.tile_address,
        attribution=config.tile_attribution,
        centre=_centre(),
        text_language=said(form.text.data or "").language,
    )


def _centre() -> tuple[float, float] | None:
    """Where the map opens: the middle of what is known of the municipality's ground."""
    box = places.ground().box
    return ((box.south + box.north) / 2, (box.west + box.east) / 2) if box else None


def check_page(form: FilingForm, foreseen: Foreseen) -> str:
    """What was understood and what would follow."""
    point = form.point()
    return render_template(
        "complaints/check.html",
        form=form,
        foreseen=foreseen,
        work=admission.challenge(actor(), form.identifier(), clock.now()),
        photos=uploads.waiting(form.identifier()),
        category=choices.category(form.category_id()),
        area=choices.area_title(form.area_id()),
        point=point,
        drawing=hexmap.locate(places.ground().sketch, *point) if point else None,
        said=said,
    )
