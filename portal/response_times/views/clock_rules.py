"""Say what stops the clock of a complaint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, forms_refused, open_to, undo
from portal.response_times.forms.clock_rules import GOES_ON, STANDS_STILL, ClockRuleForm
from portal.response_times.policy import SETTERS
from portal.response_times.queries import clock_rules as queries
from portal.response_times.services import clock_rules as services
from portal.response_times.views.door import blueprint

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@blueprint.get("/settings/clock")
@open_to(*SETTERS)
def clock_rules() -> ResponseReturnValue:
    """What stops the clock now, and since when."""
    form = ClockRuleForm(formdata=None)
    form.outside_body.data = STANDS_STILL if _stops() else GOES_ON
    return _page(form)


@blueprint.post("/settings/clock")
@open_to(*SETTERS)
def decide_clock() -> ResponseReturnValue:
    """Decide it anew."""
    form = ClockRuleForm()
    if form.stops is None:
        form.outside_body.errors = [lazy("Choose one of the answers")]
        return _page(form), 422
    try:
        services.decide(actor(), outside_body_stops=form.stops, at=clock.now())
    except Invalid as refusal:
        undo()
        forms_refused(form, refusal)
        return _page(form), 422
    return redirect(url_for(".clock_rules", entered="1"), 303)


def _stops() -> bool:
    return queries.outside_body_stops(clock.now())


def _page(form: ClockRuleForm) -> str:
    return render_template(
        "response_times/clock_rules.html",
        form=form,
        rules=queries.rules(),
        notice=lazy("The new rule holds from now on.") if "entered" in request.args else None,
    )
