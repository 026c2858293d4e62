"""The desk of work together: what comes, what waits for an answer, and one project's record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template, request

from portal.foundation import clock
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.web import actor, open_to, personal
from portal.participation.monitoring.policy import READERS, may_record
from portal.participation.projects import queries as projects
from portal.participation.projects.terms import Tool
from portal.participation.tasks.queries import board, given
from portal.participation.tasks.views.door import RECORD, blueprint, here

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

DONE: dict[str, Lazy] = {
    "saved": lazy("Saved. Who is on the list is told when day or place changed."),
    "cancelled": lazy("The task is called off. Everyone on its list is told."),
    "gift": lazy("The gift is recorded. Thank the giver."),
    "settled": lazy("Saved. The giver is told."),
    "photos": lazy("Everyone can see the photos now."),
    "hidden": lazy("The entry is hidden. Its author is told why."),
}


@blueprint.get("/desk/tasks")
@open_to(*READERS)
def desk_tasks() -> ResponseReturnValue:
    """Tasks of all projects: without attendance, coming; gifts and photos that wait."""
    personal()
    at = clock.now()
    lines = {one.id: one for one in projects.every()}
    return render_template(
        "tasks/desk.html",
        unrecorded=[(lines[one.project_id], one) for one in board.unrecorded(at)],
        coming=[(lines[one.project_id], one) for one in board.coming(at)],
        gifts=[(lines[project_id], n) for project_id, n in given.offered()],
        photos=[lines[project_id] for project_id in given.waiting_photos()],
        projects=[one for one in lines.values() if any(s.tool is Tool.TASKS for s in one.stages)],
        at=at,
    )


@blueprint.get(RECORD)
@open_to(*READERS)
def record_tasks(number: int) -> ResponseReturnValue:
    """Everything about one project's work together, with the ways to change it."""
    at = clock.now()
    place = here(number, at)
    project_id = place.project.id
    return render_template(
        "tasks/record.html",
        where=place,
        tasks=board.tasks(project_id),
        totals=given.totals(project_id),
        gifts=given.gifts(project_id, staff=True),
        entries=given.entries(project_id, staff=True),
        may_record=may_record(actor(), place.project.unit_id),
        notice=DONE.get(request.args.get("done", "")),
        at=at,
    )
