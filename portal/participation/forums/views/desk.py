"""The desk of forums: what comes, what owes minutes, and the record of one forum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template, request

from portal.foundation import clock
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.web import actor, open_to, personal
from portal.participation.forums.forms import IdeaForm
from portal.participation.forums.queries import board, room
from portal.participation.forums.views.door import ONE, RECORD, blueprint, here
from portal.participation.monitoring.policy import READERS, may_record
from portal.participation.projects import queries as projects
from portal.participation.projects.terms import Tool

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

DONE: dict[str, Lazy] = {
    "saved": lazy("Saved. Who registered is told when day, time or place changed."),
    "cancelled": lazy("The forum is called off. Everyone who registered is told."),
    "minutes": lazy("The minutes are published. Who registered is told."),
    "decision": lazy("The decision is recorded."),
    "removed": lazy("It is taken out."),
    "linked": lazy("The idea is linked."),
}


@blueprint.get("/desk/forums")
@open_to(*READERS)
def desk_forums() -> ResponseReturnValue:
    """Forums of all projects: those that owe minutes, those to come."""
    personal()
    at = clock.now()
    lines = {one.id: one for one in projects.every()}
    return render_template(
        "forums/desk.html",
        owing=[(lines[one.project_id], one) for one in board.owing(at)],
        coming=[(lines[one.project_id], one) for one in board.coming(at)],
        projects=[one for one in lines.values() if any(s.tool is Tool.FORUM for s in one.stages)],
        at=at,
    )


@blueprint.get(RECORD)
@open_to(*READERS)
def record_forums(number: int) -> ResponseReturnValue:
    """The forums of one project."""
    at = clock.now()
    place = here(number, at)
    return render_template(
        "forums/record.html",
        where=place,
        forums=board.forums(place.project.id),
        may_record=may_record(actor(), place.project.unit_id),
        notice=DONE.get(request.args.get("done", "")),
        at=at,
    )


@blueprint.get(ONE)
@open_to(*READERS)
def record_forum(number: int, forum_id: int) -> ResponseReturnValue:
    """One forum with the ways to change it."""
    return record_page(number, forum_id, IdeaForm(formdata=None))


def record_page(number: int, forum_id: int, form: IdeaForm) -> str:
    """The page of one forum's record."""
    at = clock.now()
    place = here(number, at)
    line = board.forum(place.project.id, forum_id)
    return render_template(
        "forums/one.html",
        where=place,
        forum=line,
        groups=room.groups(line.id),
        decisions=room.decisions(line.id),
        ideas=room.ideas(line.id),
        form=form,
        may_record=may_record(actor(), place.project.unit_id),
        notice=DONE.get(request.args.get("done", "")),
        at=at,
    )
