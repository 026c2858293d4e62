"""Where staff write one item: its row, whether it can be done, its budget, its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template

from portal.foundation.errors import Forbidden
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, open_to
from portal.foundation.web.doing import is_done
from portal.participation.ideas.queries import chained as ideas
from portal.participation.plans import acts, queries
from portal.participation.plans.forms import BudgetForm, CheckForm, IdeaForm, ItemForm, WithdrawForm
from portal.participation.plans.services import deciding, linking, planning
from portal.participation.plans.views.desk import BASE
from portal.participation.plans.views.door import Spot, blueprint, spot
from portal.places import queries as places

if TYPE_CHECKING:
    from datetime import datetime

    from flask.typing import ResponseReturnValue
    from flask_wtf import FlaskForm

ITEM = f"{BASE}/items/<int:running>"


@blueprint.get(ITEM)
@open_to(*acts.SETS)
def edit_item(number: int, running: int) -> ResponseReturnValue:
    """One item; number 0 is a new one."""
    here = writable(number)
    form = _offered(here, ItemForm(formdata=None))
    if running:
        found = queries.item(here.begun, running)
        form.begin(queries.written(here.begun, running), found.version)
    return render_template("plans/edit.html", spot=here, form=form, running=running)


@blueprint.post(ITEM)
@open_to(*acts.SETS, checks_form=True)
def save_item(number: int, running: int) -> ResponseReturnValue:
    """Add or change it."""
    here = writable(number)
    form = _offered(here, ItemForm())

    def act(at: datetime) -> None:
        item = planning.cleaned(form.item(running or None))
        seen = _seen(form) if running else None
        planning.save(actor(), here.project.id, item, seen=seen, at=at)

    if is_done(form, act):
        return redirect(here.address("desk_plan", done="saved"), 303)
    return render_template("plans/edit.html", spot=here, form=form, running=running), 422


@blueprint.get(f"{ITEM}/check")
@open_to(*acts.CHECKS)
def item_check(number: int, running: int) -> ResponseReturnValue:
    """Whether it can be done."""
    return _act_page(spot(number), running, CheckForm(formdata=None), "check")


@blueprint.post(f"{ITEM}/check")
@open_to(*acts.CHECKS, checks_form=True)
def check_item(number: int, running: int) -> ResponseReturnValue:
    """Publish it."""
    here, form = spot(number), CheckForm()

    def act(at: datetime) -> None:
        deciding.check(actor(), here.project.id, running, form.check(), at=at)

    if is_done(form, act):
        return redirect(here.address("item", running=running), 303)
    return _act_page(here, running, form, "check"), 422


@blueprint.get(f"{ITEM}/budget")
@open_to(*acts.SETS)
def item_budget(number: int, running: int) -> ResponseReturnValue:
    """Which year's budget pays for it."""
    here = writable(number)
    form = BudgetForm(formdata=None, version=str(queries.item(here.begun, running).version))
    return _act_page(here, running, form.offer(here.begun.years), "budget")


@blueprint.post(f"{ITEM}/budget")
@open_to(*acts.SETS, checks_form=True)
def budget_item(number: int, running: int) -> ResponseReturnValue:
    """Note it."""
    here = writable(number)
    form = BudgetForm().offer(here.begun.years)

    def act(at: datetime) -> None:
        grant = form.grant()
        deciding.put_in_budget(actor(), here.project.id, running, grant, seen=_seen(form), at=at)

    if is_done(form, act):
        return redirect(here.address("item", running=running), 303)
    return _act_page(here, running, form, "budget"), 422


@blueprint.get(f"{ITEM}/idea")
@open_to(*acts.SETS)
def item_idea(number: int, running: int) -> ResponseReturnValue:
    """Which idea it came from."""
    here = writable(number)
    return _act_page(here, running, _of_ideas(here, IdeaForm(formdata=None)), "idea")


@blueprint.post(f"{ITEM}/idea")
@open_to(*acts.SETS, checks_form=True)
def link_item(number: int, running: int) -> ResponseReturnValue:
    """Link them, and tell those around the idea."""
    here = writable(number)
    form = _of_ideas(here, IdeaForm())

    def act(at: datetime) -> None:
        linking.link_idea(actor(), here.project.id, running, form.chosen(), at=at)

    if is_done(form, act):
        return redirect(here.address("item", running=running), 303)
    return _act_page(here, running, form, "idea"), 422


@blueprint.get(f"{ITEM}/withdraw")
@open_to(*acts.SETS)
def item_withdrawal(number: int, running: int) -> ResponseReturnValue:
    """Why it is taken out."""
    here = writable(number)
    form = WithdrawForm(formdata=None, version=str(queries.item(here.begun, running).version))
    return _act_page(here, running, form, "withdraw")


@blueprint.post(f"{ITEM}/withdraw")
@open_to(*acts.SETS, checks_form=True)
def withdraw_item(number: int, running: int) -> ResponseReturnValue:
    """Take it out."""
    here, form = writable(number), WithdrawForm()

    def act(at: datetime) -> None:
        why = form.why.data or ""
        planning.withdraw(actor(), here.project.id, running, why, seen=_seen(form), at=at)

    if is_done(form, act):
        return redirect(here.address("desk_plan", done="withdrawn"), 303)
    return _act_page(here, running, form, "withdraw"), 422


def writable(number: int) -> Spot:
    """The plan of an address, for who may write it; raises `Forbidden` for others."""
    here = spot(number)
    if not here.may_write(actor()):
        raise Forbidden(lazy("You do not have permission to change this plan."))
    return here


def _of_ideas(here: Spot, form: IdeaForm) -> IdeaForm:
    return form.offer(ideas.may_lead_on(here.project.id))


def _offered(here: Spot, form: ItemForm) -> ItemForm:
    return form.offer(here.begun.years, [area.title for area in places.areas()])


def _seen(form: FlaskForm) -> int:
    typed = form.version.data or ""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0  # noqa: PLR2004 - digits


def _act_page(here: Spot, running: int, form: FlaskForm, what: str) -> str:
    found = queries.item(here.begun, running)
    return render_template("plans/act.html", spot=here, item=found, form=form, what=what)
