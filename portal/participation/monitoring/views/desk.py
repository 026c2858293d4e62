"""The desk of works: findings by the clock, and the record of one project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.complaints.queries import choices
from portal.foundation import clock
from portal.foundation.errors import Forbidden, NotFound
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.web import actor, open_to, personal
from portal.foundation.web.doing import is_done
from portal.participation.monitoring import services
from portal.participation.monitoring.forms import ClosingForm, HideReportForm, whole
from portal.participation.monitoring.policy import READERS, RECORDERS, may_record
from portal.participation.monitoring.queries import board as boards
from portal.participation.monitoring.queries import findings
from portal.participation.monitoring.services.loading import NOT_YOURS
from portal.participation.monitoring.views.door import blueprint, here
from portal.participation.projects import queries as projects
from portal.participation.projects.terms import Tool

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.participation.monitoring.queries.findings import FindingLine

DONE: dict[str, Lazy] = {
    "saved": lazy("Saved. Those who follow the work are told of what moved."),
    "closed": lazy("The finding is closed. Those who follow the work are told."),
    "passed": lazy("The finding goes on as a complaint, which is on the desk of complaints."),
    "hidden": lazy("The report is hidden."),
    "photos": lazy("Everyone can see the photos now."),
}
RECORD = "/desk/projects/<int:number>/monitoring"


@blueprint.get("/desk/monitoring")
@open_to(*READERS)
def desk_monitoring() -> ResponseReturnValue:
    """What is to be closed, in every project; photos to look at; the projects themselves."""
    personal()
    at = clock.now()
    lines = {one.id: one for one in projects.every()}
    found = [(lines[one.project_id], one) for one in findings.open_findings()]
    return render_template(
        "monitoring/desk.html",
        findings=found,
        late=sum(one.due_at is not None and one.due_at < at for _project, one in found),
        photos=[(lines[project], running) for project, running in boards.waiting_photos()],
        projects=[
            one
            for one in lines.values()
            if any(stage.tool is Tool.MONITORING for stage in one.stages)
        ],
        units={unit.id: unit.title.here for unit in choices.units()},
        at=at,
    )


@blueprint.get(RECORD)
@open_to(*READERS)
def record(number: int) -> ResponseReturnValue:
    """Everything recorded of one project's work, with the ways to change it."""
    at = clock.now()
    place = here(number, at)
    today = clock.local(at).date()
    return render_template(
        "monitoring/record.html",
        where=place,
        board=boards.board(place.project.id, today, staff=True),
        may_record=may_record(actor(), place.project.unit_id),
        notice=DONE.get(request.args.get("done", "")),
        today=today,
        at=at,
    )


@blueprint.get(f"{RECORD}/findings/<int:finding_id>")
@open_to(*RECORDERS)
def finding(number: int, finding_id: int) -> ResponseReturnValue:
    """One finding, to be closed."""
    line = _finding(number, finding_id)
    return _finding_page(number, line, ClosingForm(formdata=None, seen=str(line.version)))


@blueprint.post(f"{RECORD}/findings/<int:finding_id>")
@open_to(*RECORDERS, checks_form=True)
def close_finding(number: int, finding_id: int) -> ResponseReturnValue:
    """Close it."""
    line = _finding(number, finding_id)
    form = ClosingForm()
    if is_done(
        form,
        lambda at: services.close(
            actor(), line.id, form.words("closing"), seen=form.version(), at=at
        ),
    ):
        return redirect(url_for(".record", number=number, done="closed"), 303)
    return _finding_page(number, line, form), 422


@blueprint.post(f"{RECORD}/findings/<int:finding_id>/complaint")
@open_to(*RECORDERS)
def pass_finding_on(number: int, finding_id: int) -> ResponseReturnValue:
    """Make a complaint of it."""
    line = _finding(number, finding_id)
    seen = whole(request.form.get("seen")) or 0
    services.pass_on(actor(), line.id, seen=seen, at=clock.now())
    return redirect(url_for(".record", number=number, done="passed"), 303)


@blueprint.get(f"{RECORD}/reports/<int:running>")
@open_to(*RECORDERS)
def report(number: int, running: int) -> ResponseReturnValue:
    """One report, to look at its photos or to hide it."""
    return _report_page(number, running, HideReportForm(formdata=None))


@blueprint.post(f"{RECORD}/reports/<int:running>/photos")
@open_to(*RECORDERS)
def show_inspection_photos(number: int, running: int) -> ResponseReturnValue:
    """Let everyone see its photos."""
    services.show_photos(actor(), _report(number, running).id, at=clock.now())
    return redirect(url_for(".record", number=number, done="photos"), 303)


@blueprint.post(f"{RECORD}/reports/<int:running>/hide")
@open_to(*RECORDERS, checks_form=True)
def hide_report(number: int, running: int) -> ResponseReturnValue:
    """Hide it, with a reason."""
    line = _report(number, running)
    form = HideReportForm()
    if is_done(form, lambda at: services.hide(actor(), line.id, form.why.data or "", at=at)):
        return redirect(url_for(".record", number=number, done="hidden"), 303)
    return _report_page(number, running, form), 422


def _finding(number: int, finding_id: int) -> FindingLine:
    place = here(number, clock.now())
    line = findings.finding(finding_id)
    if line is None or line.project_id != place.project.id:
        raise NotFound(lazy("There is no such finding."))
    if not may_record(actor(), line.unit_id or place.project.unit_id):
        raise Forbidden(NOT_YOURS)
    return line


def _finding_page(number: int, line: FindingLine, form: ClosingForm) -> str:
    at = clock.now()
    return render_template(
        "monitoring/finding.html", where=here(number, at), finding=line, form=form, at=at
    )


def _report(number: int, running: int) -> boards.ReportLine:
    place = here(number, clock.now())
    if not may_record(actor(), place.project.unit_id):
        raise Forbidden(NOT_YOURS)
    for line in boards.reports(place.project.id, staff=True):
        if line.running == running:
            return line
    raise NotFound(lazy("There is no such report."))


def _report_page(number: int, running: int, form: HideReportForm) -> str:
    line = _report(number, running)
    at = clock.now()
    return render_template(
        "monitoring/report.html", where=here(number, at), report=line, form=form, at=at
    )
