"""Where somebody files: the questions of the category, and what interrupts them first.

Without JavaScript the questions are a step between the form and the check page. With it they stand
on the form as soon as a category is chosen, and the step is passed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template, request, url_for

from portal.complaints.asking import queries, reading, showing
from portal.complaints.queries import choices
from portal.complaints.views import uploads
from portal.complaints.views.door import blueprint
from portal.foundation.errors import Invalid, NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import ANYONE, STAFF
from portal.foundation.web import actor, open_to

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.complaints.asking.reading import Question, Stop
    from portal.complaints.forms.filing import FilingForm

Drawn = tuple[str, int]


@blueprint.app_template_global("complaint_answers")
def complaint_answers(complaint_id: int, *, public_only: bool = False) -> list[queries.Answered]:
    """What was answered with a complaint."""
    return queries.answers_of(complaint_id, public_only=public_only)


@blueprint.app_template_global("questions_on_form")
def questions_on_form(category_id: str, *, anew: bool = False) -> list[showing.Shown]:
    """The questions of a form's category that its page has shown before, or shows `anew`."""
    shows = anew or request.form.get(showing.ASKED) == category_id
    if not category_id.isdecimal() or not shows:
        return []
    questions, typed = queries.questions_of(int(category_id)), showing.typed_in(request.form)
    try:
        reading.answers(questions, typed, binding=False)
    except Invalid as refusal:
        return showing.fields(questions, typed, refusal.fields)
    return showing.fields(questions, typed)


def is_unasked(form: FilingForm) -> bool:
    """Whether the page has not shown the questions of the chosen category yet."""
    category_id = form.category_id()
    if category_id is None or request.form.get(showing.ASKED) == str(category_id):
        return False
    return bool(queries.questions_of(category_id))


@blueprint.app_template_global("answers_carried")
def answers_carried(category_id: int | None) -> list[tuple[str, str]]:
    """What was answered and read so far, for hidden fields."""
    return showing.carried(
        category_id, showing.typed_in(request.form), showing.heard_in(request.form)
    )


@blueprint.app_template_global("answers_given")
def answers_given(category_id: int | None) -> list[reading.Answer]:
    """What was answered so far, for the check page; the page comes only where it is sound."""
    questions = queries.questions_of(category_id)
    return reading.answers(questions, showing.typed_in(request.form), binding=False)


@blueprint.get("/report/questions/<int:category_id>")
@open_to(*ANYONE)
def category_questions(category_id: int) -> ResponseReturnValue:
    """The questions of a category as a part of the form, for its script."""
    line = choices.category(category_id)
    hidden = line is not None and line.is_staff_only and actor().role not in STAFF
    if line is None or not line.is_active or hidden:
        raise NotFound(lazy("There is no such category."))
    questions = queries.questions_of(category_id)
    stops = [stop for stop in queries.stops_of(category_id) if stop.when is None]
    return render_template(
        "asking/part.html",
        shown=showing.fields(questions, {}),
        category_id=category_id,
        stops=stops,
        dial=showing.dial,
        binding=actor().role not in STAFF,
    )


def step(form: FilingForm) -> Drawn | None:
    """The page that comes before the check page: questions or a stop; None where nothing does."""
    category_id = form.category_id()
    questions = queries.questions_of(category_id)
    typed = showing.typed_in(request.form)
    if questions and request.form.get(showing.ASKED) != str(category_id):
        return _questions_page(form, questions), 200
    try:
        reading.answers(questions, typed, binding=True)
    except Invalid as refusal:
        return _questions_page(form, questions, refusal), 422
    heard = showing.heard_in(request.form)
    stops = reading.interrupting(queries.stops_of(category_id), questions, typed, heard)
    return (_stop_page(form, stops), 200) if stops else None


def _questions_page(
    form: FilingForm, questions: list[Question], refusal: Invalid | None = None
) -> str:
    wrong = refusal.fields if refusal else {}
    typed = showing.typed_in(request.form)
    category = choices.category(form.category_id())
    return render_template(
        "asking/questions.html",
        form=form,
        category=category,
        shown=showing.fields(questions, typed, wrong),
        failed=[(words, name) for name, words in wrong.items()],
        heard=showing.heard_in(request.form),
        photos=uploads.waiting(form.identifier()),
    )


def _stop_page(form: FilingForm, stops: list[Stop]) -> str:
    return render_template(
        "asking/stop.html",
        form=form,
        stops=stops,
        may_go_on=all(stop.may_go_on for stop in stops),
        dial=showing.dial,
        carried=answers_carried(form.category_id()),
        photos=uploads.waiting(form.identifier()),
        check=url_for("complaints.check"),
    )
