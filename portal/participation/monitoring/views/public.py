"""The page on which everyone follows the work of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.foundation import clock
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import actor, open_to
from portal.participation.monitoring import services
from portal.participation.monitoring.policy import may_record
from portal.participation.monitoring.queries import board as boards
from portal.participation.monitoring.views.door import blueprint, here

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

DONE: dict[str, Lazy] = {
    "sent": lazy("Thank you. Your report is on this page; photos are shown after a look at them."),
    "followed": lazy("You are told when a milestone moves or a finding is closed."),
    "left": lazy("You are not told any more."),
}


@blueprint.get("/projects/<int:number>/monitoring")
@open_to(*ANYONE)
def board(number: int) -> ResponseReturnValue:
    """Progress, milestones, contracts, money, reports."""
    at = clock.now()
    today = clock.local(at).date()
    place = here(number, at)
    who = actor()
    return render_template(
        "monitoring/board.html",
        where=place,
        board=boards.board(place.project.id, today),
        follows=boards.follows(place.project.id, who.person_id),
        may_record=may_record(who, place.project.unit_id),
        notice=DONE.get(request.args.get("done", "")),
        today=today,
        at=at,
    )


@blueprint.post("/projects/<int:number>/monitoring/follow")
@open_to(*ANYONE)
def follow(number: int) -> ResponseReturnValue:
    """Follow the work, or stop."""
    at = clock.now()
    place = here(number, at)
    if request.form.get("stop"):
        services.unfollow(actor(), place.project.id)
        return redirect(url_for(".board", number=number, done="left"), 303)
    services.follow(actor(), place.stage.id, at=at)
    return redirect(url_for(".board", number=number, done="followed"), 303)
