"""What came of a project, for everyone; and how content one is with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.foundation import clock
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.policy import ANYONE, STAFF
from portal.foundation.web import actor, open_to
from portal.foundation.web.doing import is_done
from portal.participation.monitoring.policy import may_record
from portal.participation.projects import services as projects
from portal.participation.projects.terms import Tool
from portal.participation.results import services
from portal.participation.results.forms import RatingForm
from portal.participation.results.queries import board as boards
from portal.participation.results.services.rating import refuse_officers
from portal.participation.results.views.door import Here, blueprint, here

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

DONE: dict[str, Lazy] = {
    "rated": lazy("Thank you. You can change your answer until the stage closes."),
    "joined": lazy("Thank you. You are reminded by e-mail when a look is due."),
    "left": lazy("You are not reminded any more. Thank you for your care."),
    "checked": lazy("Thank you. Your report is on this page."),
}
ROOT = "/projects/<int:number>/result"


@blueprint.get(ROOT)
@open_to(*ANYONE)
def result(number: int) -> ResponseReturnValue:
    """Result, who benefits, how content, who answers for what, who looks after it."""
    at = clock.now()
    place = here(number, at)
    who = actor()
    project_id = place.project.id
    return render_template(
        "results/result.html",
        where=place,
        result=boards.result(project_id),
        photos=boards.photos(project_id),
        benefits=boards.benefits(project_id),
        content=boards.content(project_id),
        own=boards.own_answer(project_id, who.person_id),
        pacts=boards.pacts(project_id, who.person_id),
        may_record=may_record(who, place.project.unit_id),
        is_staff=who.role in STAFF,
        may_answer=place.is_open and who.role not in STAFF,
        notice=DONE.get(request.args.get("done", "")),
        today=clock.local(at).date(),
    )


@blueprint.get(f"{ROOT}/rating")
@open_to(*ANYONE)
def rating(number: int) -> ResponseReturnValue:
    """The question."""
    place = _admitted(number)
    stars, text = boards.own_answer(place.project.id, actor().person_id) or ("", "")
    return _rating_page(place, RatingForm(formdata=None, stars=str(stars), text=text))


@blueprint.post(f"{ROOT}/rating")
@open_to(*ANYONE, checks_form=True)
def rate(number: int) -> ResponseReturnValue:
    """Keep the answer."""
    place = _admitted(number)
    form = RatingForm()
    if is_done(
        form,
        lambda at: services.rate(
            actor(), place.stage.id, form.given(), form.text.data or "", at=at
        ),
    ):
        return redirect(url_for(".result", number=number, done="rated"), 303)
    return _rating_page(place, form), 422


def _admitted(number: int) -> Here:
    at = clock.now()
    place = here(number, at)
    projects.admit(actor(), place.stage.id, Tool.RESULT, at)
    refuse_officers(actor())
    return place


def _rating_page(place: Here, form: RatingForm) -> str:
    return render_template("results/rating.html", where=place, form=form)
