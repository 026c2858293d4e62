"""The settings pages of categories: the list in its order, and one category with what it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.complaints.asking import categories as verbs
from portal.complaints.asking import queries
from portal.complaints.asking.acts import SETS_CATEGORIES
from portal.complaints.asking.forms import CategoryForm
from portal.complaints.asking.reading import KIND_WORDS
from portal.complaints.lifecycle import VISIBILITY_WORDS
from portal.complaints.queries import choices
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import is_fresh
from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, forms_refused, open_to, undo

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

DONE = {
    "added": lazy("The category is added. It stands at the end of the order."),
    "changed": lazy("Saved. It holds from now on."),
    "moved": lazy("The order is changed."),
    "removed": lazy("It is taken away."),
}


def notice() -> object:
    """What was just done, for the banner."""
    return DONE.get(request.args.get("done", ""))


@blueprint.get("/settings/categories")
@open_to(*SETS_CATEGORIES)
def categories() -> ResponseReturnValue:
    """Every category in its order, also those out of use."""
    lines = choices.every_category()
    return render_template(
        "asking/categories.html",
        lines=[(line, choices.unit(line.unit_id)) for line in lines],
        asks=queries.counted(),
        visibility_words={each.value: words for each, words in VISIBILITY_WORDS.items()},
        notice=notice(),
    )


@blueprint.get("/settings/categories/new")
@open_to(*SETS_CATEGORIES)
def new_category() -> ResponseReturnValue:
    """A category that is not here yet."""
    return _page(CategoryForm(formdata=None, near_metres="50"), None)


@blueprint.post("/settings/categories/new")
@open_to(*SETS_CATEGORIES, checks_form=True)
def add_category() -> ResponseReturnValue:
    """Add it at the end of the order."""
    form = CategoryForm()
    _offer(form)
    if is_fresh(form) and form.validate():
        try:
            category_id = verbs.add(actor(), form.draft(), clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".category", category_id=category_id, done="added"), 303)
    undo()
    return _page(form, None), 422


@blueprint.get("/settings/categories/<int:category_id>")
@open_to(*SETS_CATEGORIES)
def category(category_id: int) -> ResponseReturnValue:
    """One category: to be changed, with what it asks and whom it stops."""
    form = CategoryForm(formdata=None)
    form.begin(verbs.draft_of(category_id))
    return _page(form, category_id)


@blueprint.post("/settings/categories/<int:category_id>/change")
@open_to(*SETS_CATEGORIES, checks_form=True)
def change_category(category_id: int) -> ResponseReturnValue:
    """Change it."""
    form = CategoryForm()
    _offer(form)
    if is_fresh(form) and form.validate():
        try:
            verbs.change(actor(), category_id, form.draft(), clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".category", category_id=category_id, done="changed"), 303)
    undo()
    return _page(form, category_id), 422


@blueprint.post("/settings/categories/<int:category_id>/<any(up,down):way>")
@open_to(*SETS_CATEGORIES)
def move_category(category_id: int, way: str) -> ResponseReturnValue:
    """Put it one place earlier or later."""
    verbs.move(actor(), category_id, up=way == "up", at=clock.now())
    return redirect(url_for(".categories", done="moved", _anchor=f"category-{category_id}"), 303)


def _offer(form: CategoryForm) -> None:
    form.unit.choices = offered(choices.unit_choices(lazy("Choose")))
    form.co_units.choices = offered(choices.unit_choices("")[1:])


def _page(form: CategoryForm, category_id: int | None) -> str:
    _offer(form)
    return render_template(
        "asking/category.html",
        form=form,
        category_id=category_id,
        title=verbs.draft_of(category_id).title if category_id else None,
        former=queries.former_titles(category_id) if category_id else [],
        questions=queries.questions_of(category_id),
        stops=queries.stops_of(category_id),
        kind_words={each.value: words for each, words in KIND_WORDS.items()},
        notice=notice(),
    )
