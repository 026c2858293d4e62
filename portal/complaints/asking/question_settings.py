"""The settings pages of one question and of one stop message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, url_for

from portal.complaints.asking import categories, queries, questioning, stopping
from portal.complaints.asking.acts import SETS_CATEGORIES
from portal.complaints.asking.forms import Conditional, QuestionForm, StopForm
from portal.complaints.asking.reading import CHOSEN
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import is_fresh
from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.fields import offered
from portal.foundation.web import actor, forms_refused, open_to, undo

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue


@blueprint.get("/settings/categories/<int:category_id>/questions/new")
@open_to(*SETS_CATEGORIES)
def new_question(category_id: int) -> ResponseReturnValue:
    """A question that is not asked yet."""
    return _question_page(QuestionForm(formdata=None), category_id)


@blueprint.post("/settings/categories/<int:category_id>/questions/new")
@open_to(*SETS_CATEGORIES, checks_form=True)
def add_question(category_id: int) -> ResponseReturnValue:
    """Ask it from now on."""
    form = QuestionForm()
    _offer(form, category_id)
    if _is_done(form, lambda: questioning.add(actor(), category_id, form.draft(), clock.now())):
        return _back(category_id, "changed")
    return _question_page(form, category_id), 422


@blueprint.get("/settings/questions/<int:question_id>")
@open_to(*SETS_CATEGORIES)
def question(question_id: int) -> ResponseReturnValue:
    """One question, to be changed or taken away."""
    found, form = queries.question(questioning.load(question_id)), QuestionForm(formdata=None)
    form.begin(found)
    return _question_page(form, found.category_id, question_id)


@blueprint.post("/settings/questions/<int:question_id>/change")
@open_to(*SETS_CATEGORIES, checks_form=True)
def change_question(question_id: int) -> ResponseReturnValue:
    """Ask it so from now on."""
    category_id, form = questioning.load(question_id).category_id, QuestionForm()
    _offer(form, category_id, question_id)
    if _is_done(form, lambda: questioning.change(actor(), question_id, form.draft(), clock.now())):
        return _back(category_id, "changed")
    return _question_page(form, category_id, question_id), 422


@blueprint.post("/settings/questions/<int:question_id>/<any(up,down):way>")
@open_to(*SETS_CATEGORIES)
def move_question(question_id: int, way: str) -> ResponseReturnValue:
    """Ask it one place earlier or later."""
    category_id = questioning.load(question_id).category_id
    questioning.move(actor(), question_id, up=way == "up", at=clock.now())
    return _back(category_id, "moved")


@blueprint.post("/settings/questions/<int:question_id>/remove")
@open_to(*SETS_CATEGORIES)
def remove_question(question_id: int) -> ResponseReturnValue:
    """Ask it no longer."""
    found, form = queries.question(questioning.load(question_id)), QuestionForm(formdata=None)
    try:
        questioning.remove(actor(), question_id, clock.now())
    except Invalid as refusal:
        undo()
        form.begin(found)
        form.form_errors.append(refusal.message)
        return _question_page(form, found.category_id, question_id), 422
    return _back(found.category_id, "removed")


@blueprint.get("/settings/categories/<int:category_id>/stops/new")
@open_to(*SETS_CATEGORIES)
def new_stop(category_id: int) -> ResponseReturnValue:
    """A stop message that is not there yet."""
    return _stop_page(StopForm(formdata=None), category_id)


@blueprint.post("/settings/categories/<int:category_id>/stops/new")
@open_to(*SETS_CATEGORIES, checks_form=True)
def add_stop(category_id: int) -> ResponseReturnValue:
    """Interrupt with it from now on."""
    form = StopForm()
    _offer(form, category_id)
    if _is_done(form, lambda: stopping.add(actor(), category_id, form.draft(), clock.now())):
        return _back(category_id, "changed")
    return _stop_page(form, category_id), 422


@blueprint.get("/settings/stops/<int:stop_id>")
@open_to(*SETS_CATEGORIES)
def stop(stop_id: int) -> ResponseReturnValue:
    """One stop message, to be changed or taken away."""
    row, form = stopping.load(stop_id), StopForm(formdata=None)
    form.begin(queries.stop(row))
    return _stop_page(form, row.category_id, stop_id)


@blueprint.post("/settings/stops/<int:stop_id>/change")
@open_to(*SETS_CATEGORIES, checks_form=True)
def change_stop(stop_id: int) -> ResponseReturnValue:
    """Say it so from now on."""
    category_id, form = stopping.load(stop_id).category_id, StopForm()
    _offer(form, category_id)
    if _is_done(form, lambda: stopping.change(actor(), stop_id, form.draft(), clock.now())):
        return _back(category_id, "changed")
    return _stop_page(form, category_id, stop_id), 422


@blueprint.post("/settings/stops/<int:stop_id>/remove")
@open_to(*SETS_CATEGORIES)
def remove_stop(stop_id: int) -> ResponseReturnValue:
    """Interrupt nobody with it any more."""
    category_id = stopping.load(stop_id).category_id
    stopping.remove(actor(), stop_id, clock.now())
    return _back(category_id, "removed")


def _is_done(form: Conditional, act: Callable[[], object]) -> bool:
    """Whether the verb did it; what it refused stands at the fields."""
    if is_fresh(form) and form.validate():
        try:
            act()
        except Invalid as refusal:
            forms_refused(form, refusal)
            if refusal.fields == {}:
                form.form_errors = [refusal.message]
        else:
            return True
    undo()
    return False


def _back(category_id: int, done: str) -> ResponseReturnValue:
    return redirect(url_for(".category", category_id=category_id, done=done), 303)


def _offer(form: Conditional, category_id: int, own: int | None = None) -> None:
    """Answers to the category's other questions, as conditions."""
    pairs = [
        (f"{one.id}:{option.code}", f"{one.title.here} – {option.title.here}")
        for one in queries.questions_of(category_id)
        if one.kind in CHOSEN and one.id != own
        for option in one.options
    ]
    form.when.choices = offered(pairs)


def _question_page(form: QuestionForm, category_id: int, question_id: int | None = None) -> str:
    _offer(form, category_id, question_id)
    title = categories.draft_of(category_id).title
    return render_template(
        "asking/question.html",
        form=form,
        category_id=category_id,
        category_title=title,
        question_id=question_id,
    )


def _stop_page(form: StopForm, category_id: int, stop_id: int | None = None) -> str:
    _offer(form, category_id)
    title = categories.draft_of(category_id).title
    return render_template(
        "asking/stop_setting.html",
        form=form,
        category_id=category_id,
        category_title=title,
        stop_id=stop_id,
    )
