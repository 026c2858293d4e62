"""Units: the list, one of them, and closing it."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.foundation import clock
from portal.foundation.errors import Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, forms_refused, open_to, undo
from portal.foundation.web.freshness import is_fresh
from portal.municipalities import queries
from portal.municipalities.queries import UnitLine
from portal.set_up.forms.office import ClosingForm, UnitForm
from portal.set_up.forms.places import TitleForm
from portal.set_up.policy import SETTERS
from portal.set_up.services import units as services
from portal.set_up.views.door import blueprint

DONE = {
    "added": lazy("The unit is added. Categories, rules and staff can name it now."),
    "renamed": lazy("The unit is renamed, on what has been, too."),
    "moved": lazy("The order is changed."),
    "closed": lazy("The unit is closed. What it had is handed over."),
    "opened": lazy("The unit is open again."),
}


@blueprint.get("/settings/units")
@open_to(*SETTERS)
def units() -> ResponseReturnValue:
    """Every unit in its order, and a form for one more."""
    return _list(UnitForm(formdata=None))


@blueprint.post("/settings/units")
@open_to(*SETTERS, checks_form=True)
def add_unit() -> ResponseReturnValue:
    """Add a unit."""
    form = UnitForm()
    if is_fresh(form):
        try:
            services.add(actor(), (form.code.data or "").strip(), form.title(), at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".units", done="added"), 303)
    undo()
    return _list(form), 422


@blueprint.post("/settings/units/<int:unit_id>/<any(up,down):way>")
@open_to(*SETTERS)
def move_unit(unit_id: int, way: str) -> ResponseReturnValue:
    """Let it stand one place earlier or later."""
    services.move(actor(), unit_id, up=way == "up", at=clock.now())
    return redirect(url_for(".units", done="moved", _anchor=f"unit-{unit_id}"), 303)


@blueprint.get("/settings/units/<int:unit_id>")
@open_to(*SETTERS)
def unit(unit_id: int) -> ResponseReturnValue:
    """One unit: its name, and what it has."""
    line = _line(unit_id)
    form = TitleForm(formdata=None, title_th=line.title.th, title_en=line.title.en)
    return _page(line, form, ClosingForm(formdata=None))


@blueprint.post("/settings/units/<int:unit_id>/rename")
@open_to(*SETTERS, checks_form=True)
def rename_unit(unit_id: int) -> ResponseReturnValue:
    """Call it something else."""
    line, form = _line(unit_id), TitleForm()
    if is_fresh(form):
        try:
            services.rename(actor(), unit_id, form.title(), at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".units", done="renamed", _anchor=f"unit-{unit_id}"), 303)
    undo()
    return _page(line, form, ClosingForm(formdata=None)), 422


@blueprint.post("/settings/units/<int:unit_id>/close")
@open_to(*SETTERS, checks_form=True)
def close_unit(unit_id: int) -> ResponseReturnValue:
    """Close it, and hand over what it has."""
    line, form = _line(unit_id), ClosingForm()
    if is_fresh(form):
        try:
            services.close(actor(), unit_id, form.heir_id(), at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        except OutOfOrder as refusal:
            form.form_errors.append(refusal.message)
        else:
            return redirect(url_for(".units", done="closed"), 303)
    undo()
    named = TitleForm(formdata=None, title_th=line.title.th, title_en=line.title.en)
    return _page(line, named, form), 422


@blueprint.post("/settings/units/<int:unit_id>/open")
@open_to(*SETTERS)
def reopen_unit(unit_id: int) -> ResponseReturnValue:
    """Let work be given to it again."""
    services.reopen(actor(), unit_id, at=clock.now())
    return redirect(url_for(".units", done="opened", _anchor=f"unit-{unit_id}"), 303)


def _line(unit_id: int) -> UnitLine:
    found = next((line for line in queries.every_unit() if line.id == unit_id), None)
    if found is None:
        raise NotFound(lazy("There is no such unit."))
    return found


def _list(form: UnitForm) -> str:
    lines = queries.every_unit()
    return render_template(
        "set_up/units.html",
        form=form,
        lines=[line for line in lines if not line.is_closed],
        closed=[line for line in lines if line.is_closed],
        notice=DONE.get(request.args.get("done", "")),
    )


def _page(line: UnitLine, form: TitleForm, closing: ClosingForm) -> str:
    others = [other for other in queries.units() if other.id != line.id]
    closing.heir.choices = [(str(other.id), other.title.here) for other in others]
    last = next((other for other in others if other.is_fallback), None)
    if not closing.is_submitted() and last is not None:
        closing.heir.data = str(last.id)
    return render_template(
        "set_up/unit.html",
        line=line,
        form=form,
        closing=closing,
        holding=services.holding(line.id),
        failed=next((one for one in (form, closing) if one.errors), None),
    )
