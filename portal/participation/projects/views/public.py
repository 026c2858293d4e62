"""What everyone sees: the list of projects, and a project with its line of stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template

from portal.foundation import clock
from portal.foundation.errors import NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import actor, open_to
from portal.municipalities import queries as municipalities
from portal.participation.projects import line, panels, queries, services
from portal.participation.projects.terms import (
    FORM_WORDS,
    INFLUENCE_PROMISES,
    INFLUENCE_WORDS,
    PHASE_WORDS,
    TOOL_WORDS,
    WHO_WORDS,
    Phase,
)
from portal.participation.projects.views.door import blueprint
from portal.places import queries as places

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.participation.projects.queries import ProjectLine


@blueprint.app_template_global("project_words")
def words() -> dict[str, object]:
    """What projects, stages and people are called, for templates of every tool."""
    return {
        "form": FORM_WORDS,
        "influence": INFLUENCE_WORDS,
        "promise": INFLUENCE_PROMISES,
        "tool": TOOL_WORDS,
        "who": WHO_WORDS,
        "phase": PHASE_WORDS,
    }


@blueprint.get("/projects")
@open_to(*ANYONE)
def projects() -> ResponseReturnValue:
    """Every published project: what is open first."""
    at = clock.now()
    every = queries.published()
    lines = [(one, line.open_now(one, at), line.coming(one, at)) for one in every]
    titles = {area.id: area.title.here for area in places.every_area()}
    return render_template(
        "projects/projects.html",
        open=[entry for entry in lines if entry[1]],
        ahead=[entry for entry in lines if not entry[1] and entry[0].closed_at is None],
        closed=[entry for entry in lines if entry[0].closed_at is not None],
        areas=titles,
        at=at,
    )


@blueprint.get("/projects/<int:number>")
@open_to(*ANYONE)
def project(number: int) -> ResponseReturnValue:
    """A project: where it is, what may be done and by whom, what comes next, what came of it."""
    found, at, me = queries.project(number), clock.now(), actor()
    if not found.is_published:
        raise NotFound(lazy("There is no such project."))
    return render_template(
        "projects/project.html",
        **drawn(found),
        panels={stage.id: panels.panels_of(stage, me, at) for stage in found.stages},
        doors={stage.id: services.door_of(me, stage, at) for stage in line.open_now(found, at)},
    )


def drawn(found: ProjectLine) -> dict[str, object]:
    """What the page of a project shows, whoever looks at it."""
    at = clock.now()
    units = {unit.id: unit.title.here for unit in municipalities.every_unit()}
    areas = {area.id: area.title.here for area in places.every_area()}
    open_now = line.open_now(found, at)
    return {
        "project": found,
        "steps": line.steps(found, at),
        "open": open_now,
        "ahead": [one for one in found.stages if one.phase(at) is Phase.BEFORE],
        "over": [
            one for one in found.stages if one not in open_now and one.phase(at) is not Phase.BEFORE
        ],
        "owes": found.owes_closing(at),
        "unit": units.get(found.unit_id or 0, ""),
        "area": areas.get(found.area_id or 0, ""),
        "at": at,
    }
