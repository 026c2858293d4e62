"""Where complaints crowd, and from there to an idea."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from flask import redirect, render_template, url_for

from portal.complaints.services import Place
from portal.foundation import clock
from portal.foundation.errors import Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import language, lazy
from portal.foundation.policy import DESK
from portal.foundation.web import actor, forms_refused, open_to, personal, undo
from portal.foundation.web.freshness import is_fresh
from portal.participation.ideas import services
from portal.participation.ideas.forms import TopicForm
from portal.participation.ideas.policy import READERS
from portal.participation.ideas.queries import hotspots
from portal.participation.ideas.queries.hotspots import Hotspot, Spot
from portal.participation.ideas.services import NewIdea
from portal.participation.ideas.views.door import Here, blueprint, here
from portal.places import hexagons, hexmap
from portal.places import queries as places

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

SPOT = "/desk/projects/<int:number>/ideas/hotspots/<string:cell>/<int:category_id>"


@blueprint.get("/desk/projects/<int:number>/ideas/hotspots")
@open_to(*READERS)
def idea_hotspots(number: int) -> ResponseReturnValue:
    """Hexagons with several complaints of one category in the last twelve months."""
    at = clock.now()
    personal()
    place = here(number, at)
    lines = hotspots.hottest(place.project.id, at)
    counted = _by_cell(lines)
    ground = places.ground()
    return render_template(
        "ideas/hotspots.html",
        where=place,
        lines=lines,
        least=hotspots.LEAST,
        map=hexmap.draw(ground, counted) if counted and ground.box else None,
        prefix=f"{url_for('.idea_hotspots', number=number)}#",
    )


def _by_cell(lines: list[Hotspot]) -> list[tuple[int, int]]:
    found: dict[int, int] = {}
    for line in lines:
        found[line.spot.cell] = found.get(line.spot.cell, 0) + line.total
    return list(found.items())


@blueprint.get(SPOT)
@open_to(*DESK)
def new_topic(number: int, cell: str, category_id: int) -> ResponseReturnValue:
    """The complaints of a hotspot, and the form that makes an idea of them."""
    place, spot = here(number, clock.now()), _spot(cell, category_id)
    form = TopicForm(formdata=None, form_id=str(uuid4()))
    return _page(place, spot, form)


@blueprint.post(SPOT)
@open_to(*DESK, checks_form=True)
def open_topic(number: int, cell: str, category_id: int) -> ResponseReturnValue:
    """Open the idea; its complaints are linked, and who reported or follows one is told."""
    at = clock.now()
    place, spot = here(number, at), _spot(cell, category_id)
    form = TopicForm()
    refusal: object = ""
    if is_fresh(form) and form.validate():
        new = NewIdea(
            form.identifier(),
            form.title.data or "",
            form.text.data or "",
            language(),
            place=Place(landmark=form.landmark.data or ""),
        )
        try:
            row = services.open_topic(actor(), place.stage.id, spot, new, at=at)
        except Invalid as wrong:
            forms_refused(form, wrong)
        except OutOfOrder as wrong:
            refusal = wrong.message
        else:
            to = url_for(".idea_case", number=number, running=row.running, done="topic")
            return redirect(to, 303)
    undo()
    return _page(here(number, at), spot, form, refusal), 422


def _spot(cell: str, category_id: int) -> Spot:
    named = hexagons.named(cell)
    if named is None or hexagons.resolution(named) != hotspots.RESOLUTION:
        raise NotFound(lazy("There is no such hexagon."))
    return Spot(named, category_id)


def _page(place: Here, spot: Spot, form: TopicForm, refusal: object = "") -> str:
    at = clock.now()
    personal()
    found = hotspots.one(place.project.id, spot, at)
    if found is None:
        raise NotFound(lazy("There are no longer several complaints about this here."))
    ground = places.ground()
    return render_template(
        "ideas/topic.html",
        where=place,
        spot=found,
        complaints=hotspots.lines_of(hotspots.complaints_at(spot, at)),
        map=hexmap.locate(ground, *hexagons.centre(spot.cell)) if ground.box else None,
        form=form,
        refusal=refusal,
    )
