"""The desk of reports: draw one up, issue it, see what the council asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.web import actor, forms_refused, open_to, personal
from portal.foundation.web.doing import is_done
from portal.reports import policy, services
from portal.reports.content import Content
from portal.reports.forms import ReportForm
from portal.reports.models import Report
from portal.reports.queries import issued, population, posting
from portal.reports.scope import Scope
from portal.reports.terms import ReportKind
from portal.reports.views.door import blueprint, offered_periods, offered_projects

if TYPE_CHECKING:
    from datetime import datetime

    from flask.typing import ResponseReturnValue


@blueprint.get("/desk/council-reports")
@open_to(*policy.READERS)
def desk_reports() -> ResponseReturnValue:
    """Reports, open questions, the yearly posting, the population."""
    personal()
    today = clock.local(clock.now()).date()
    line = posting.posting(posting.wanted_year(today))
    return render_template(
        "reports/desk.html",
        reports=issued.reports(),
        questions=issued.open_questions(),
        posting=line,
        duty=posting.duty(line, today),
        duty_words=posting.DUTY_WORDS,
        tones=posting.TONES,
        tables=population.tables(),
        may=policy,
        form=_form(formdata=False),
        at=clock.now(),
    )


@blueprint.get("/desk/council-reports/draft")
@open_to(*policy.DRAFTERS)
def draft() -> ResponseReturnValue:
    """The report as it would be issued now. Nothing is written."""
    personal()
    form, at = _form(formdata=bool(request.args)), clock.now()
    if not request.args:
        return _draft_page(form)
    try:
        scope = _scope(form, at)
    except Invalid as refusal:
        forms_refused(form, refusal)
        return _draft_page(form), 422
    content = services.drawn_up(form.chosen_kind(), scope)[0]
    return _draft_page(form, content, was_issued=_is_issued(form.chosen_kind(), scope))


@blueprint.post("/desk/council-reports/issue")
@open_to(*policy.ISSUERS, checks_form=True)
def issue() -> ResponseReturnValue:
    """Freeze it."""
    form = ReportForm()
    form.offer(offered_periods(clock.local(clock.now()).date()), offered_projects())
    made: list[Report] = []

    def act(at: datetime) -> None:
        kind = form.chosen_kind()
        made.append(services.issue(actor(), kind, _scope(form, at), form.because.data or ""))

    if is_done(form, act):
        return redirect(url_for(".report", report_id=made[0].id, done="issued"), 303)
    return _draft_page(form, was_issued=bool(form.because.errors)), 422


def _form(*, formdata: bool) -> ReportForm:
    """The form; drawn up from the address where one was chosen there."""
    form = ReportForm(request.args if formdata else None)
    form.offer(offered_periods(clock.local(clock.now()).date()), offered_projects())
    return form


def _scope(form: ReportForm, at: datetime) -> Scope:
    return services.scope_of(form.chosen_kind(), form.period.data or "", form.project_number(), at)


def _is_issued(kind: ReportKind, scope: Scope) -> bool:
    about = (scope.period.name, scope.project_id or 0)
    return any((one.period, one.project_id) == about for one in issued.reports(kind))


def _draft_page(
    form: ReportForm, content: Content | None = None, *, was_issued: bool = False
) -> str:
    return render_template(
        "reports/draft.html",
        form=form,
        content=content,
        may_issue=actor().role in policy.ISSUERS,
        was_issued=was_issued,
    )
