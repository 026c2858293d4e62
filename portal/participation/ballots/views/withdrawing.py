"""A project is withdrawn after voting has opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template

from portal.foundation import clock
from portal.foundation.errors import Invalid, NotFound
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, forms_refused, open_to, undo
from portal.foundation.web.freshness import is_fresh
from portal.participation.ballots import acts, queries
from portal.participation.ballots.forms import WithdrawForm
from portal.participation.ballots.services import counting
from portal.participation.ballots.views.door import Place, blueprint, place

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.participation.ballots.papers import Option

BASE = "/desk/projects/<int:number>/votes/<int:stage_id>/options/<int:option>/withdraw"


@blueprint.get(BASE)
@open_to(*acts.SETS)
def withdrawing(number: int, stage_id: int, option: int) -> ResponseReturnValue:
    """Ask why."""
    here = place(number, stage_id, published=False)
    return _page(here, _option(here, option), WithdrawForm(formdata=None))


@blueprint.post(BASE)
@open_to(*acts.SETS, checks_form=True)
def withdraw(number: int, stage_id: int, option: int) -> ResponseReturnValue:
    """Withdraw it; what was counted is counted again beside the first result."""
    here, form = place(number, stage_id, published=False), WithdrawForm()
    found = _option(here, option)
    if is_fresh(form) and form.validate():
        try:
            because = form.because.data or ""
            counting.withdraw(actor(), here.stage, option, because, at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(here.address("set_up", done="withdrawn"), 303)
    undo()
    return _page(here, found, form), 422


def _option(here: Place, number: int) -> Option:
    found = queries.vote(here.stage).paper.by_number.get(number)
    if found is None:
        raise NotFound(lazy("There is no such project."))
    return found


def _page(here: Place, option: Option, form: WithdrawForm) -> str:
    vote = queries.vote(here.stage)
    return render_template("ballots/withdraw.html", spot=here, vote=vote, option=option, form=form)
