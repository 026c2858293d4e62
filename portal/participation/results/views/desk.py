"""The desk of care: pacts by the next look, and the record of one project's result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.foundation import clock
from portal.foundation.errors import Forbidden
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.web import actor, open_to, personal
from portal.foundation.web.doing import is_done
from portal.participation.monitoring.policy import READERS, RECORDERS, may_record
from portal.participation.projects import queries as projects
from portal.participation.projects.terms import Tool
from portal.participation.results import services
from portal.participation.results.forms import WhyForm
from portal.participation.results.queries import board as boards
from portal.participation.results.services.loading import NOT_YOURS
from portal.participation.results.views.door import blueprint, here

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

DONE: dict[str, Lazy] = {
    "saved": lazy("Saved. Whoever took part earlier is told of what is new."),
    "removed": lazy("It is taken out."),
    "ended": lazy("The pact has ended."),
    "hidden": lazy("The report is hidden."),
}
RECORD = "/desk/projects/<int:number>/result"


@blueprint.get("/desk/care")
@open_to(*READERS)
def desk_care() -> ResponseReturnValue:
    """Everything that is looked after, the next look first; the projects with a result."""
    personal()
    lines = {one.id: one for one in projects.every()}
    return render_template(
        "results/desk.html",
        pacts=[(lines[one.project_id], one) for one in boards.every_pact()],
        projects=[one for one in lines.values() if any(s.tool is Tool.RESULT for s in one.stages)],
        today=clock.local(clock.now()).date(),
    )


@blueprint.get(RECORD)
@open_to(*READERS)
def record_result(number: int) -> ResponseReturnValue:
    """Everything recorded of one project's result, with the ways to change it."""
    at = clock.now()
    place = here(number, at)
    project_id = place.project.id
    own = may_record(actor(), place.project.unit_id)
    return render_template(
        "results/record.html",
        where=place,
        result=boards.result(project_id),
        photos=boards.photos(project_id),
        benefits=boards.benefits(project_id),
        content=boards.content(project_id),
        words=boards.words_for_staff(project_id) if own else [],
        pacts=boards.pacts(project_id),
        may_record=own,
        notice=DONE.get(request.args.get("done", "")),
        today=clock.local(at).date(),
    )


@blueprint.get(f"{RECORD}/checks/<int:check_id>/hide")
@open_to(*RECORDERS)
def hiding(number: int, check_id: int) -> ResponseReturnValue:
    """Why a report is to be hidden."""
    return _hiding_page(number, check_id, WhyForm(formdata=None))


@blueprint.post(f"{RECORD}/checks/<int:check_id>/hide")
@open_to(*RECORDERS, checks_form=True)
def hide_check(number: int, check_id: int) -> ResponseReturnValue:
    """Hide it."""
    form = WhyForm()
    if is_done(form, lambda at: services.hide_check(actor(), check_id, form.why.data or "", at=at)):
        return redirect(url_for(".record_result", number=number, done="hidden"), 303)
    return _hiding_page(number, check_id, form), 422


def _hiding_page(number: int, check_id: int, form: WhyForm) -> str:
    place = here(number, clock.now())
    if not may_record(actor(), place.project.unit_id):
        raise Forbidden(NOT_YOURS)
    address = url_for(".hide_check", number=number, check_id=check_id)
    return render_template(
        "results/why.html",
        where=place,
        form=form,
        address=address,
        title=lazy("Hide a report of caretakers"),
        act=lazy("Hide the report"),
        hint=lazy("The author reads it."),
    )
