"""The settings pages of the directory of outside bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.complaints.handing_over import acts, directory
from portal.complaints.handing_over.directory import Entry
from portal.complaints.handing_over.forms import BodyForm
from portal.complaints.queries import choices
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import is_fresh
from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, forms_refused, open_to, undo

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

SAVED = lazy("The directory is saved.")


@blueprint.get("/settings/outside-bodies")
@open_to(*acts.SETS_BODIES)
def outside_bodies() -> ResponseReturnValue:
    """The directory."""
    return render_template(
        "handing_over/bodies.html",
        lines=directory.bodies(),
        categories={line.id: line.title.here for line in choices.every_category()},
        notice=SAVED if "saved" in request.args else None,
    )


@blueprint.get("/settings/outside-bodies/new")
@open_to(*acts.SETS_BODIES)
def new_outside_body() -> ResponseReturnValue:
    """A body that is not in it yet."""
    return _body_page(BodyForm(formdata=None), None)


@blueprint.post("/settings/outside-bodies/new")
@open_to(*acts.SETS_BODIES, checks_form=True)
def add_outside_body() -> ResponseReturnValue:
    """Write it into the directory."""
    return _save_body(None)


@blueprint.get("/settings/outside-bodies/<int:body_id>")
@open_to(*acts.SETS_BODIES)
def outside_body(body_id: int) -> ResponseReturnValue:
    """One body, to be changed."""
    line = directory.body(body_id)
    form = BodyForm(
        formdata=None,
        title_th=line.title.th,
        title_en=line.title.en,
        email=line.email,
        phone=line.phone,
        categories=[str(each) for each in line.categories],
        is_active=line.is_active,
    )
    return _body_page(form, line)


@blueprint.post("/settings/outside-bodies/<int:body_id>")
@open_to(*acts.SETS_BODIES, checks_form=True)
def change_outside_body(body_id: int) -> ResponseReturnValue:
    """Change it."""
    return _save_body(directory.body(body_id))


def _save_body(line: directory.BodyLine | None) -> ResponseReturnValue:
    form = BodyForm()
    if is_fresh(form) and form.validate():
        entry = Entry(
            form.title_th.data or "",
            form.title_en.data or "",
            form.email.data or "",
            form.phone.data or "",
            form.category_ids(),
            form.is_active.data,
        )
        try:
            directory.save(actor(), line.id if line else None, entry, at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".outside_bodies", saved=1), 303)
    undo()
    return _body_page(form, line), 422


def _body_page(form: BodyForm, line: directory.BodyLine | None) -> str:
    form.categories.choices = [(str(each.id), each.title.here) for each in choices.categories()]
    return render_template("handing_over/body.html", form=form, line=line)
