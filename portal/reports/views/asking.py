"""Members of the council ask about a figure; the administration answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, open_to, personal
from portal.foundation.web.doing import is_done
from portal.reports import policy, services
from portal.reports.forms import AnswerForm, QuestionForm
from portal.reports.queries import issued
from portal.reports.queries.issued import QuestionLine
from portal.reports.views.door import blueprint

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@blueprint.get("/reports/<int:report_id>/ask")
@open_to(*policy.ASKERS)
def asking(report_id: int) -> ResponseReturnValue:
    """The form."""
    about = request.args.get("about", "")
    return _question_page(report_id, QuestionForm(formdata=None, about=about))


@blueprint.post("/reports/<int:report_id>/ask")
@open_to(*policy.ASKERS, checks_form=True)
def ask(report_id: int) -> ResponseReturnValue:
    """Publish the question."""
    form = QuestionForm()
    if is_done(
        form,
        lambda at: services.ask(
            actor(), report_id, form.about.data or "", form.text.data or "", at=at
        ),
    ):
        return redirect(url_for(".report", report_id=report_id, done="asked") + "#questions", 303)
    return _question_page(report_id, form), 422


@blueprint.get("/desk/council-reports/questions/<int:question_id>")
@open_to(*policy.ANSWERERS)
def answering(question_id: int) -> ResponseReturnValue:
    """The question, with room for the answer."""
    return _answer_page(issued.question(question_id), AnswerForm(formdata=None))


@blueprint.post("/desk/council-reports/questions/<int:question_id>")
@open_to(*policy.ANSWERERS, checks_form=True)
def answer(question_id: int) -> ResponseReturnValue:
    """Publish the answer."""
    line, form = issued.question(question_id), AnswerForm()
    if is_done(form, lambda at: services.answer(actor(), question_id, form.text.data or "", at=at)):
        address = url_for(".report", report_id=line.report_id, done="answered")
        return redirect(f"{address}#questions", 303)
    return _answer_page(line, form), 422


def _question_page(report_id: int, form: QuestionForm) -> str:
    personal()
    line, content = issued.report(report_id), issued.content_of(report_id)
    figures = [(one.key, one.label.here) for section in content.sections for one in section.figures]
    form.about.choices = offered([("", lazy("The whole report")), *figures])
    return render_template("reports/ask.html", line=line, form=form)


def _answer_page(line: QuestionLine, form: AnswerForm) -> str:
    personal()
    report = issued.report(line.report_id)
    figure = issued.content_of(line.report_id).figure(line.about)
    return render_template(
        "reports/answer.html", line=line, report=report, figure=figure, form=form
    )
