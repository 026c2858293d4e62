"""Where staff write a plan: begin it, announce it, see what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request

from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, forms_refused, open_to, undo
from portal.foundation.web.freshness import is_fresh
from portal.participation.plans import acts
from portal.participation.plans.forms import BeginForm
from portal.participation.plans.queries import listing
from portal.participation.plans.queries.listing import Wanted
from portal.participation.plans.services import planning
from portal.participation.plans.terms import ItemState
from portal.participation.plans.views.door import Spot, blueprint, spot

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

BASE = "/desk/projects/<int:number>/plan"
DONE = {
    "begun": lazy("The plan is begun. Add its items one by one, or take them over from a file."),
    "saved": lazy("The item is saved."),
    "taken": lazy("The file is taken over."),
    "withdrawn": lazy("The item is withdrawn. Everyone can read why."),
    "checked": lazy("The check is published."),
    "budgeted": lazy("The item is in the budget."),
    "adopted": lazy("The plan is announced: what was in the draft is in the plan now."),
}


@blueprint.get(BASE)
@open_to(*acts.SEES)
def desk_plan(number: int) -> ResponseReturnValue:
    """The plan as those see it who write it."""
    here = spot(number)
    return _page(here, BeginForm(formdata=None))


@blueprint.post(f"{BASE}/begin")
@open_to(*acts.SETS, checks_form=True)
def begin_plan(number: int) -> ResponseReturnValue:
    """Begin it."""
    here, form = spot(number), BeginForm()
    if is_fresh(form) and form.validate():
        try:
            planning.begin(actor(), here.project.id, form.year(), at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(here.address("desk_plan", done="begun"), 303)
    undo()
    return _page(here, form), 422


@blueprint.post(f"{BASE}/adopt")
@open_to(*acts.SETS)
def adopt_plan(number: int) -> ResponseReturnValue:
    """Note that it was announced."""
    here = spot(number)
    planning.adopt(actor(), here.project.id, at=clock.now())
    return redirect(here.address("desk_plan", done="adopted"), 303)


def _page(here: Spot, form: BeginForm) -> str:
    listed = listing.listed(here.plan, Wanted(), request.args.get("from")) if here.plan else None
    drafts = Wanted(state=ItemState.DRAFT)
    return render_template(
        "plans/desk.html",
        spot=here,
        plan=here.plan,
        form=form,
        page=listed,
        whole=listing.whole(listing.totals(here.plan)) if here.plan else None,
        drafts=listing.whole(listing.totals(here.plan, drafts)).items if here.plan else 0,
        may_write=here.may_write(actor()),
        may_check=here.may_check(actor()),
        notice=DONE.get(request.args.get("done", "")),
    )
