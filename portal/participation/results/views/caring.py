"""Take part in a pact of caretakers, and say how one found what is looked after."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from flask import redirect, render_template, request, url_for

from portal.foundation import clock
from portal.foundation.dates import date_typed
from portal.foundation.errors import Forbidden, SignInNeeded
from portal.foundation.i18n import language, lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import actor, open_to
from portal.foundation.web.doing import is_done
from portal.participation.results import services
from portal.participation.results.forms import CheckForm
from portal.participation.results.queries.board import PactLine
from portal.participation.results.services import NewCheck
from portal.participation.results.services.caring import may_check
from portal.participation.results.views.door import Here, blueprint, here, pact_here
from portal.participation.results.views.public import ROOT

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@blueprint.post(f"{ROOT}/pacts/<int:pact_id>/join")
@open_to(*ANYONE)
def join_pact(number: int, pact_id: int) -> ResponseReturnValue:
    """Take part, or no longer."""
    at = clock.now()
    line = pact_here(here(number, at), pact_id)
    if request.form.get("stop"):
        services.leave(actor(), line.id)
        return redirect(url_for(".result", number=number, done="left"), 303)
    services.join(actor(), line.id, at=at)
    return redirect(url_for(".result", number=number, done="joined"), 303)


@blueprint.get(f"{ROOT}/pacts/<int:pact_id>/check")
@open_to(*ANYONE)
def check(number: int, pact_id: int) -> ResponseReturnValue:
    """The form."""
    place, line = _caretaker(number, pact_id)
    today = date_typed(clock.local(clock.now()).date(), language())
    form = CheckForm(formdata=None, form_id=str(uuid4()), checked_on=today)
    return _page(place, line, form)


@blueprint.post(f"{ROOT}/pacts/<int:pact_id>/check")
@open_to(*ANYONE, checks_form=True)
def file_check(number: int, pact_id: int) -> ResponseReturnValue:
    """Keep it, once, however often the form is sent."""
    place, line = _caretaker(number, pact_id)
    form = CheckForm()

    def act(at: datetime) -> object:
        new = NewCheck(form.identifier(), form.day(), form.found(), form.text.data or "")
        return services.check(actor(), line.id, new, at=at)

    if is_done(form, act):
        return redirect(url_for(".result", number=number, done="checked"), 303)
    return _page(place, line, form), 422


def _caretaker(number: int, pact_id: int) -> tuple[Here, PactLine]:
    place = here(number, clock.now())
    line = pact_here(place, pact_id)
    if actor().person_id is None:
        raise SignInNeeded(lazy("Sign in to say how you found it."))
    if not may_check(actor(), line.id):
        raise Forbidden(lazy("Take part in looking after it first."))
    return place, line


def _page(place: Here, line: PactLine, form: CheckForm) -> str:
    return render_template("results/check.html", where=place, pact=line, form=form)
